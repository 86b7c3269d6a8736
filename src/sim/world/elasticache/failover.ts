import { minutes } from '../pace.ts';
import { cacheEventText } from './cache-events.ts';
import type { Change } from './change.ts';
import {
  type CacheCluster,
  comeBack,
  goDown,
  type NodeGroup,
  primaryOf,
  replicasOf,
  setStatus,
} from './replication-group.ts';

/** In practice; AWS: a replica is promoted within seconds to a minute, and the lost node is then replaced. */
const TAKES = {
  replicaPromoted: [10, 35],
  nodeReplaced: minutes(3, 8),
} as const;

/**
 * The primary's host is lost. With automatic failover a replica takes over, with all data; without one the shard is away
 * until the node is replaced, and that node is empty.
 */
export const losePrimary = (change: Change, nodeGroup: NodeGroup): void => {
  const { group, clock, pace, events } = change;
  const lost = primaryOf(nodeGroup);
  const heir = group.automaticFailover ? replicasOf(nodeGroup).find(({ status }) => status === 'available') : undefined;
  if (lost === undefined) return;
  setStatus(group, 'modifying');
  Object.assign(lost, { status: 'modifying', isLost: true } satisfies Partial<CacheCluster>);
  goDown(nodeGroup, clock.now);
  const recover = (isBack: () => void): void => {
    events.ofCluster(lost, cacheEventText.recovering());
    pace.after(TAKES.nodeReplaced, () => {
      isBack();
      Object.assign(lost, { status: 'available', isLost: false } satisfies Partial<CacheCluster>);
      events.ofCluster(lost, cacheEventText.recovered());
      setStatus(group, 'available');
    });
  };
  if (heir === undefined) {
    nodeGroup.usedBytes = 0;
    recover(() => comeBack(nodeGroup, clock.now));
    return;
  }
  pace.after(TAKES.replicaPromoted, () => {
    lost.role = 'replica';
    heir.role = 'primary';
    comeBack(nodeGroup, clock.now);
    const text = cacheEventText.failedOver({ from: lost.id, to: heir.id });
    events.ofCluster(lost, text);
    events.ofGroup(group, text);
    recover(() => undefined);
  });
};
