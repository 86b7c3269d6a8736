import { minutes } from '../pace.ts';
import type { Change } from './change.ts';
import { makeMember, makeNodeGroup } from './members.ts';
import { memberIsGone, memberIsReady } from './replica-count-change.ts';
import { type NodeGroup, type ReplicationGroup, replicaCount, setStatus } from './replication-group.ts';
import { evenMoves, joinSlots, type SlotMove, slotCount, takeSlots } from './slots.ts';

/** In practice; AWS: resharding takes minutes to hours, depending on the data. */
const TAKES = {
  shardsCreated: minutes(5, 9),
  migrationStep: [30, 60],
  stepPerGigabyte: [20, 40],
  shardsDeleted: minutes(3, 6),
} as const;

/** Each step moves this part of what is to be moved. */
const STEP_PERCENT = 5;

/** Adds shards until there are so many, then evens the slots out. */
export const addShards = (change: Change, count: number): void => {
  const { group, account, clock, pace } = change;
  begin(group);
  const replicas = replicaCount(group);
  const added: NodeGroup[] = [];
  while (group.nodeGroups.length < count) {
    const nodeGroup = makeNodeGroup(freeId(group), [], clock.now);
    for (let made = 0; made <= replicas; made += 1) {
      nodeGroup.members.push(makeMember(nodeGroup, { account, home: group, at: clock.now }));
    }
    group.nodeGroups.push(nodeGroup);
    added.push(nodeGroup);
  }
  pace.after(TAKES.shardsCreated, () => {
    for (const nodeGroup of added) {
      nodeGroup.status = 'modifying';
      for (const member of nodeGroup.members) memberIsReady(change, member);
    }
    migrate(change, evenMoves(group.nodeGroups, group.nodeGroups), () => finish(group));
  });
};

/** Empties the shards into the others, then deletes them. */
export const removeShards = (change: Change, removed: readonly NodeGroup[]): void => {
  const { group, pace } = change;
  begin(group);
  const kept = group.nodeGroups.filter(nodeGroup => !removed.includes(nodeGroup));
  migrate(change, evenMoves(group.nodeGroups, kept), () => {
    for (const nodeGroup of removed) {
      nodeGroup.status = 'deleting';
      for (const member of nodeGroup.members) member.status = 'deleting';
    }
    pace.after(TAKES.shardsDeleted, () => {
      for (const nodeGroup of removed) {
        group.nodeGroups.splice(group.nodeGroups.indexOf(nodeGroup), 1);
        for (const member of nodeGroup.members) memberIsGone(change, member);
      }
      finish(group);
    });
  });
};

const begin = (group: ReplicationGroup): void => {
  setStatus(group, 'modifying');
  group.resharding = { progressPercentage: 0 };
};

const finish = (group: ReplicationGroup): void => {
  group.resharding = undefined;
  setStatus(group, 'available');
};

const migrate = (change: Change, moves: readonly SlotMove<NodeGroup>[], then: () => void): void => {
  const { group, pace } = change;
  if (group.resharding === undefined || group.resharding.progressPercentage >= 100) {
    then();
    return;
  }
  const { resharding } = group;
  pace.after(stepSeconds(moves), () => {
    const before = resharding.progressPercentage;
    resharding.progressPercentage = before + STEP_PERCENT;
    for (const { from, to, count } of moves) {
      moveSlots({ from, to, count: slotsBy(count, resharding.progressPercentage) - slotsBy(count, before) });
    }
    migrate(change, moves, then);
  });
};

const GIGABYTE = 1e9;

const stepSeconds = (moves: readonly SlotMove<NodeGroup>[]): readonly [number, number] => {
  const gigabytes = moves.reduce((sum, { from }) => sum + from.usedBytes, 0) / GIGABYTE;
  const [quickest, slowest] = TAKES.migrationStep;
  return [quickest + TAKES.stepPerGigabyte[0] * gigabytes, slowest + TAKES.stepPerGigabyte[1] * gigabytes];
};

/** How many of `count` slots have been moved by then. */
const slotsBy = (count: number, percent: number): number => Math.round((count * percent) / 100);

/** The keys of the slots go with them. */
const moveSlots = ({ from, to, count }: SlotMove<NodeGroup>): void => {
  const all = slotCount(from.slots);
  if (count === 0 || all === 0) return;
  const bytes = (from.usedBytes * count) / all;
  const { left, taken } = takeSlots(from.slots, count);
  from.slots = left;
  to.slots = joinSlots(to.slots, taken);
  from.usedBytes -= bytes;
  to.usedBytes += bytes;
};

const freeId = ({ nodeGroups }: ReplicationGroup): string => {
  const highest = Math.max(...nodeGroups.map(({ id }) => Number(id)));
  return String(highest + 1).padStart(4, '0');
};
