import { minutes } from '../pace.ts';
import { cacheEventText } from './cache-events.ts';
import type { Change } from './change.ts';
import { makeMember } from './members.ts';
import { type CacheCluster, type NodeGroup, replicasOf, setStatus } from './replication-group.ts';

/** In practice; AWS gives no numbers. */
const TAKES = {
  /** The group and its shards are `modifying` for this long only, while the members still come and go. */
  groupBusy: minutes(1, 2),
  replicaCreated: minutes(5, 12),
  replicaDeleted: minutes(3, 6),
} as const;

/** More replicas in every shard; the members are there at once, as `creating`. */
export const addReplicas = (change: Change, replicasPerShard: number): void => {
  const { group, account, clock, pace, events, freeAddresses } = change;
  const before = group.nodeGroups[0].members.length;
  beBusyForAMoment(change);
  for (const nodeGroup of group.nodeGroups) {
    while (replicasOf(nodeGroup).length < replicasPerShard) {
      const member = makeMember(nodeGroup, { account, home: group, at: clock.now });
      nodeGroup.members.push(member);
      events.ofGroup(group, cacheEventText.replicasStarted(member.id));
      pace.after(TAKES.replicaCreated, () => {
        if (freeAddresses(member.subnet.id) === 0) {
          drop(nodeGroup, member);
          events.ofGroup(group, cacheEventText.nodeNotAdded({ from: before, to: replicasPerShard + 1 }));
          return;
        }
        memberIsReady(change, member);
        events.ofGroup(group, cacheEventText.replicasFinished(member.id));
      });
    }
  }
};

/** Takes the replicas out of their shards. */
export const removeReplicas = (change: Change, replicas: readonly CacheCluster[]): void => {
  const { group, pace } = change;
  beBusyForAMoment(change);
  for (const nodeGroup of group.nodeGroups) {
    for (const member of nodeGroup.members.filter(candidate => replicas.includes(candidate))) {
      member.status = 'deleting';
      pace.after(TAKES.replicaDeleted, () => {
        drop(nodeGroup, member);
        memberIsGone(change, member);
      });
    }
  }
};

export const memberIsReady = ({ events }: Change, member: CacheCluster): void => {
  member.status = 'available';
  events.ofCluster(member, cacheEventText.created());
  events.ofCluster(member, cacheEventText.nodeAdded(member.subnet.availabilityZone));
};

export const memberIsGone = ({ events }: Change, member: CacheCluster): void => {
  events.ofCluster(member, cacheEventText.nodeRemoved());
  events.ofCluster(member, cacheEventText.deleted());
};

const drop = ({ members }: NodeGroup, member: CacheCluster): void => {
  members.splice(members.indexOf(member), 1);
};

/** The group may read `available` again long before its members do: who only waits for the group waits too little. */
const beBusyForAMoment = ({ group, pace }: Change): void => {
  setStatus(group, 'modifying');
  pace.after(TAKES.groupBusy, () => setStatus(group, 'available'));
};
