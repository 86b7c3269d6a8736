import { minutes } from '../pace.ts';
import { cacheEventText } from './cache-events.ts';
import type { Change } from './change.ts';
import { nodeTypeOf, usableBytes } from './node-type.ts';
import { type CacheCluster, comeBack, goDown, membersOf, type NodeGroup, setStatus } from './replication-group.ts';

/**
 * How long the parts of a change of the node type take. AWS gives no numbers, only that they depend on the node type and
 * on the data; in practice the whole takes 8 to 25 minutes.
 */
const TAKES = {
  newNodes: minutes(5, 10),
  syncPerGigabyte: [40, 80],
  nextNode: [20, 60],
  oldNodesGone: minutes(3, 6),
} as const;

/** AWS: less than a second from engine version 5.0.6 on, with automatic failover. */
const SWITCH_SECONDS = [0.3, 0.9] as const;
/** Without automatic failover writes are interrupted for longer. */
const SWITCH_SECONDS_ALONE = [5, 20] as const;

/**
 * Online, by replacing node after node: new nodes of the new type copy the data, and the names of the old ones then lead
 * to them; connections to the old ones are lost. The primary of a shard comes last.
 */
export const changeNodeType = (change: Change, nodeType: string): void => {
  const { group, pace } = change;
  setStatus(group, 'modifying');
  for (const member of membersOf(group)) {
    member.status = 'modifying';
    member.pendingNodeType = nodeType;
  }
  pace.after(TAKES.newNodes, () => {
    pace.after(syncSeconds(group.nodeGroups), () => {
      if (hasRoom(change) && fits(group.nodeGroups, nodeType)) replaceNext(change, nodeType, order(change));
      else giveUp(change, nodeType);
    });
  });
};

const GIGABYTE = 1e9;

const syncSeconds = (nodeGroups: readonly NodeGroup[]): readonly [number, number] => {
  const gigabytes = Math.max(...nodeGroups.map(({ usedBytes }) => usedBytes)) / GIGABYTE;
  const [quickest, slowest] = TAKES.syncPerGigabyte;
  return [quickest * gigabytes, slowest * gigabytes];
};

/** Old and new nodes exist side by side for a while. */
const hasRoom = ({ group, freeAddresses }: Change): boolean =>
  membersOf(group).every(({ subnet }) => freeAddresses(subnet.id) > 0);

/** ElastiCache does not scale down to a node that the data do not fit into. */
const fits = (nodeGroups: readonly NodeGroup[], nodeType: string): boolean =>
  nodeGroups.every(({ usedBytes }) => usedBytes <= usableBytes(nodeTypeOf(nodeType)));

type Step = readonly [NodeGroup, CacheCluster];

const order = ({ group }: Change): readonly Step[] =>
  group.nodeGroups.flatMap(nodeGroup => {
    const replicasFirst = [...nodeGroup.members].sort(
      (a, b) => Number(a.role === 'primary') - Number(b.role === 'primary'),
    );
    return replicasFirst.map((member): Step => [nodeGroup, member]);
  });

const replaceNext = (change: Change, nodeType: string, [next, ...others]: readonly Step[]): void => {
  const { group, pace, events } = change;
  if (next === undefined) {
    pace.after(TAKES.oldNodesGone, () => {
      group.nodeType = nodeType;
      setStatus(group, 'available');
      events.ofGroup(group, cacheEventText.scaled(nodeType));
    });
    return;
  }
  pace.after(TAKES.nextNode, () => switchOver(change, next, () => replaceNext(change, nodeType, others)));
};

const switchOver = ({ group, clock, pace, events }: Change, [nodeGroup, member]: Step, then: () => void): void => {
  const settle = (): void => {
    const nodeType = member.pendingNodeType ?? member.nodeType;
    Object.assign(member, {
      nodeType,
      pendingNodeType: undefined,
      status: 'available',
      cpuCredits: nodeTypeOf(nodeType).credits?.most ?? 0,
    } satisfies Partial<CacheCluster>);
    events.ofCluster(member, cacheEventText.scaled(nodeType));
    then();
  };
  member.connections = 0;
  if (member.role === 'replica') {
    settle();
    return;
  }
  goDown(nodeGroup, clock.now);
  pace.after(group.automaticFailover ? SWITCH_SECONDS : SWITCH_SECONDS_ALONE, () => {
    comeBack(nodeGroup, clock.now);
    settle();
  });
};

/** Everything stays as it was; only the events tell that it was tried. */
const giveUp = ({ group, events }: Change, nodeType: string): void => {
  for (const member of membersOf(group)) {
    Object.assign(member, { pendingNodeType: undefined, status: 'available' } satisfies Partial<CacheCluster>);
    events.ofCluster(member, cacheEventText.notScaled(nodeType));
  }
  setStatus(group, 'available');
  events.ofGroup(group, cacheEventText.notScaled(nodeType));
};
