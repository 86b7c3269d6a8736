import { describe, expect, it } from 'vitest';
import { MINUTE, SECOND, type SimTime } from '../../../src/sim/world/clock.ts';
import type { Target } from '../../../src/sim/world/targets.ts';
import type { Task, TaskStatus } from '../../../src/sim/world/tasks.ts';
import { openQuietWorld, type QuietWorld } from './quiet-world.ts';

interface Seen {
  readonly task: Task;
  /** When it entered each of its phases, to the second. */
  readonly entered: Map<TaskStatus, SimTime>;
  readonly target: Map<Target['state'], SimTime>;
}

/** Watches the tasks of the backend second by second. */
const watched = ({ world, backend, pass }: QuietWorld, forMs: number): readonly Seen[] => {
  const [group] = world.loadBalancing.targetGroups.values();
  const seen = new Map<string, Seen>();
  for (let passedMs = 0; passedMs < forMs; passedMs += SECOND) {
    pass(SECOND);
    for (const task of backend.tasks) {
      const one = seen.get(task.id) ?? { task, entered: new Map(), target: new Map() };
      seen.set(task.id, one);
      if (!one.entered.has(task.lastStatus)) one.entered.set(task.lastStatus, world.clock.now);
      const target = group?.targets.find(({ taskId }) => taskId === task.id);
      if (target !== undefined && !one.target.has(target.state)) one.target.set(target.state, world.clock.now);
    }
  }
  return [...seen.values()];
};

/** Seconds from one moment to another; -1 when one of them never came. */
const seconds = (from: SimTime | undefined, to: SimTime | undefined): number =>
  from === undefined || to === undefined ? -1 : (to - from) / SECOND;

/** Within the range, give or take the second in which it was seen. */
const expectWithin = (values: readonly number[], [least, most]: readonly [number, number]): void => {
  expect(values.length).toBeGreaterThan(3);
  for (const value of values) {
    expect(value).toBeGreaterThanOrEqual(least - 1);
    expect(value).toBeLessThanOrEqual(most + 1);
  }
};

// aws-facts 3.1: the phases in their order, and how long each takes.
describe('the life of a task', () => {
  const scaledOut = (): readonly Seen[] => {
    const quiet = openQuietWorld();
    quiet.world.ecs.setDesiredCount(quiet.backend, 10);
    return watched(quiet, 3 * MINUTE).filter(({ entered }) => entered.has('PROVISIONING'));
  };

  it('begins with an interface, a place and an image: 15 to 58 seconds until it runs', () => {
    const tasks = scaledOut();
    const between = (from: TaskStatus, to: TaskStatus) =>
      tasks.map(({ entered }) => seconds(entered.get(from), entered.get(to)));
    expectWithin(between('PROVISIONING', 'PENDING'), [4, 8]);
    expectWithin(between('PENDING', 'ACTIVATING'), [6, 10]);
    expectWithin(between('ACTIVATING', 'RUNNING'), [5, 40]);
    for (const { task } of tasks) {
      const { createdAt, connectivityAt = 0, pullStartedAt = 0, pullStoppedAt = 0, startedAt = 0 } = task;
      const moments = [createdAt, connectivityAt, pullStartedAt, pullStoppedAt, startedAt];
      expect(moments.toSorted((a, b) => a - b)).toEqual(moments);
    }
  });

  it('is that of an initial target for 10 to 35 seconds more, before it gets requests', () => {
    expectWithin(
      scaledOut().map(({ target }) => seconds(target.get('initial'), target.get('healthy'))),
      [10, 35],
    );
  });

  it('ends with the drain, the stop and the interface, in that order', () => {
    const quiet = openQuietWorld();
    quiet.world.ecs.setDesiredCount(quiet.backend, 8);
    quiet.pass(3 * MINUTE);
    quiet.world.ecs.setDesiredCount(quiet.backend, 2);
    const ended = watched(quiet, 3 * MINUTE).filter(({ entered }) => entered.has('STOPPED'));
    const between = (from: TaskStatus, to: TaskStatus) =>
      ended.map(({ entered }) => seconds(entered.get(from), entered.get(to)));
    // The deregistration delay of this target group.
    expectWithin(between('DEACTIVATING', 'STOPPING'), [30, 30]);
    expectWithin(between('STOPPING', 'DEPROVISIONING'), [5, 35]);
    expectWithin(between('DEPROVISIONING', 'STOPPED'), [10, 20]);
    for (const { task, target } of ended) {
      expect(target.has('draining')).toBe(true);
      expect(task.desiredStatus).toBe('STOPPED');
      const { stoppingAt = 0, executionStoppedAt = 0, stoppedAt = 0 } = task;
      expect([stoppingAt < executionStoppedAt, executionStoppedAt < stoppedAt]).toEqual([true, true]);
      // Who has not ended 30 s after SIGTERM is killed.
      const killed = executionStoppedAt - stoppingAt > 60 * SECOND;
      expect(task.exitCode).toBe(killed ? 137 : 0);
    }
  });
});
