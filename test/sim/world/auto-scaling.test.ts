import { describe, expect, it } from 'vitest';
import type { ScalingActivity } from '../../../src/sim/world/activities.ts';
import { HOUR, MINUTE } from '../../../src/sim/world/clock.ts';
import type { ScalableTarget } from '../../../src/sim/world/scalable-target.ts';
import { runningCount } from '../../../src/sim/world/services.ts';
import type { World } from '../../../src/sim/world/world.ts';
import { NOON, openQuietWorld } from './quiet-world.ts';

const targetOf = (world: World): ScalableTarget => {
  const target = world.autoScaling.targets.get('service/waooaw-production/waooaw-backend');
  if (target === undefined) throw new Error('the backend has no scalable target');
  return target;
};

const register = (world: World, bounds: { minCapacity: number; maxCapacity: number }): void => {
  const target = targetOf(world);
  const service = world.autoScaling.serviceOf(target.resourceId);
  if (service === undefined) throw new Error('the scalable target has no service');
  world.autoScaling.register(service, target.resourceId, { ...bounds, suspended: {} });
};

/** What was scaled since noon, oldest first. */
const scaled = (world: World): readonly ScalingActivity[] =>
  world.autoScaling.activities
    .all()
    .filter(({ startedAt, notScaledReason }) => startedAt >= NOON && notScaledReason === undefined)
    .toReversed();

const counts = (activities: readonly ScalingActivity[]): readonly string[] =>
  activities.map(({ description }) => description);

describe('a bare desired count of 6 on a quiet day', () => {
  // aws-facts 3.7
  it('is reached, and then taken back to the minimum step by step', () => {
    const { world, backend, pass, passUntil } = openQuietWorld();
    world.ecs.setDesiredCount(backend, 6);
    passUntil(() => runningCount(backend) === 6, 2 * MINUTE);
    pass(25 * MINUTE);
    expect(backend.desiredCount).toBe(2);
    expect(counts(scaled(world))).toEqual([
      'Setting desired count to 5.',
      'Setting desired count to 4.',
      'Setting desired count to 3.',
      'Setting desired count to 2.',
    ]);
    // The first within minutes, the others a cooldown apart.
    const [first = 0, ...others] = scaled(world).map(({ startedAt }) => startedAt);
    expect(first - NOON).toBeLessThan(6 * MINUTE);
    for (const [index, at] of others.entries()) expect(at - first).toBeGreaterThanOrEqual((index + 1) * 5 * MINUTE);
  });

  it('stays for hours when it is the minimum', () => {
    const { world, backend, pass } = openQuietWorld();
    register(world, { minCapacity: 6, maxCapacity: 10 });
    expect(backend.desiredCount).toBe(6);
    pass(6 * HOUR);
    expect(backend.desiredCount).toBe(6);
    expect(runningCount(backend)).toBe(6);
    expect(scaled(world).map(({ cause, statusCode, statusMessage }) => [cause, statusCode, statusMessage])).toEqual([
      [
        'minimum capacity was set to 6',
        'Successful',
        'Successfully set desired count to 6. Change successfully fulfilled by ecs.',
      ],
    ]);
  });

  it('stays while scale-in is suspended', () => {
    const { world, backend, pass } = openQuietWorld();
    const target = targetOf(world);
    const bounds = { minCapacity: 2, maxCapacity: 10, suspended: { dynamicScalingIn: true } };
    world.autoScaling.register(backend, target.resourceId, bounds);
    world.ecs.setDesiredCount(backend, 6);
    pass(HOUR);
    expect(backend.desiredCount).toBe(6);
  });

  // aws-facts 3.7
  it('stays while one of the two policies does not want to scale in', () => {
    const { world, backend, pass } = openQuietWorld();
    const policy = targetOf(world).policies.get('request-scaling');
    if (policy === undefined) throw new Error('no request-scaling policy');
    // 800 requests a minute at this hour on 6 tasks are 133 each: above 90 % of 120, so this policy wants them all.
    world.autoScaling.putPolicy(backend, targetOf(world), policy.name, { ...policy.tracking, targetValue: 120 });
    register(world, { minCapacity: 2, maxCapacity: 6 });
    pass(HOUR);
    expect(backend.desiredCount).toBe(6);
  });
});

describe('a desired count outside the bounds', () => {
  it('above the maximum is first pulled back to the maximum', () => {
    const { world, backend, pass } = openQuietWorld();
    world.ecs.setDesiredCount(backend, 12);
    expect(backend.desiredCount).toBe(12);
    pass(5 * MINUTE);
    expect(counts(scaled(world))).toEqual(['Setting desired count to 10.']);
  });

  it('below the minimum stays there: a low alarm does nothing', () => {
    const { world, backend, pass } = openQuietWorld();
    world.ecs.setDesiredCount(backend, 1);
    pass(HOUR);
    expect(backend.desiredCount).toBe(1);
    expect(scaled(world)).toEqual([]);
  });

  it('is moved inside at once by any registration', () => {
    const { world, backend, pass } = openQuietWorld();
    world.ecs.setDesiredCount(backend, 12);
    register(world, { minCapacity: 2, maxCapacity: 10 });
    expect(backend.desiredCount).toBe(10);
    pass(2 * MINUTE);
    expect(scaled(world)[0]?.cause).toBe('maximum capacity was set to 10');
  });
});

// aws-facts 3.7: Start -> End 31-34 s in real samples, newest first.
describe('an activity', () => {
  it('of a lowered maximum names it, and ends half a minute later', () => {
    const { world, backend, pass } = openQuietWorld();
    world.ecs.setDesiredCount(backend, 6);
    pass(3 * MINUTE);
    register(world, { minCapacity: 2, maxCapacity: 5 });
    pass(MINUTE);
    register(world, { minCapacity: 2, maxCapacity: 4 });
    pass(MINUTE);
    const [newest, older] = world.autoScaling.activities.all();
    expect([newest?.cause, older?.cause]).toEqual(['maximum capacity was set to 4', 'maximum capacity was set to 5']);
    for (const { startedAt, endedAt = 0, statusCode } of scaled(world)) {
      expect(statusCode).toBe('Successful');
      expect(endedAt - startedAt).toBeGreaterThanOrEqual(31_000);
      expect(endedAt - startedAt).toBeLessThanOrEqual(34_000);
    }
    expect(scaled(world)).toHaveLength(2);
  });
});

describe('a surge', () => {
  // aws-facts 3.7: 3 minutes of alarm, one of evaluation, the start of a task, its health checks.
  it('has its first new healthy task five to eight minutes after it came', () => {
    const { world, backend, passUntil } = openQuietWorld();
    world.addSurge(backend, { from: NOON, rampMs: 1, holdMs: HOUR, extraPerMinute: 3000 });
    const [group] = world.loadBalancing.targetGroups.values();
    const isHealthy = (): boolean => (group?.targets.filter(({ state }) => state === 'healthy').length ?? 0) > 2;
    passUntil(isHealthy, 15 * MINUTE);
    expect(world.clock.now - NOON).toBeGreaterThan(4.5 * MINUTE);
    expect(world.clock.now - NOON).toBeLessThan(8 * MINUTE);
  });

  const surge = (extraPerMinute: number, holdMs: number) => ({
    from: NOON,
    rampMs: MINUTE,
    holdMs,
    extraPerMinute,
  });

  // aws-facts 3.7
  it('is answered after three bad minutes, up to what it needs and not beyond', () => {
    const { world, backend, pass } = openQuietWorld();
    world.addSurge(backend, surge(4000, 30 * MINUTE));
    pass(25 * MINUTE);
    const activities = scaled(world);
    const firstAfterMs = (activities[0]?.startedAt ?? 0) - NOON;
    expect(firstAfterMs).toBeGreaterThan(3 * MINUTE);
    expect(firstAfterMs).toBeLessThan(8 * MINUTE);
    expect(activities[0]?.cause).toMatch(
      /^monitor alarm TargetTracking-service\/waooaw-production\/waooaw-backend-AlarmHigh-[\w-]{36} in state ALARM triggered policy (cpu|request)-scaling$/,
    );
    // About 5,000 requests a minute: 5 tasks serve them at 1,000 each.
    expect(backend.desiredCount).toBeGreaterThanOrEqual(5);
    expect(backend.desiredCount).toBeLessThanOrEqual(7);
    expect(runningCount(backend)).toBe(backend.desiredCount);
  });

  // aws-facts 3.7
  it('beyond the maximum ends there, and what could not be done is kept apart', () => {
    const { world, backend, pass } = openQuietWorld();
    world.addSurge(backend, surge(30_000, 2 * HOUR));
    pass(HOUR);
    expect(backend.desiredCount).toBe(10);
    const notScaled = world.autoScaling.activities.all().filter(({ notScaledReason }) => notScaledReason !== undefined);
    expect(notScaled[0]).toMatchObject({
      description: 'Attempting to scale due to alarm triggered',
      statusCode: 'Failed',
      notScaledReason: { code: 'AlreadyAtMaxCapacity', maxCapacity: 10 },
    });
  });

  // aws-facts 3.7
  it('that is over is followed by a slow scale-in, fifteen quiet minutes later', () => {
    const { world, backend, pass } = openQuietWorld();
    world.addSurge(backend, surge(4000, 20 * MINUTE));
    pass(22 * MINUTE);
    const highest = backend.desiredCount;
    expect(highest).toBeGreaterThan(4);
    pass(12 * MINUTE);
    expect(backend.desiredCount).toBe(highest);
    pass(2 * HOUR);
    expect(backend.desiredCount).toBe(2);
  });

  it('meets nobody while scale-out is suspended', () => {
    const { world, backend, pass } = openQuietWorld();
    const bounds = { minCapacity: 2, maxCapacity: 10, suspended: { dynamicScalingOut: true } };
    world.autoScaling.register(backend, targetOf(world).resourceId, bounds);
    world.addSurge(backend, surge(4000, 30 * MINUTE));
    pass(25 * MINUTE);
    expect(backend.desiredCount).toBe(2);
  });

  it('lifts a count below the minimum to the minimum first', () => {
    const { world, backend, pass } = openQuietWorld();
    world.ecs.setDesiredCount(backend, 1);
    world.addSurge(backend, surge(4000, 30 * MINUTE));
    pass(25 * MINUTE);
    expect(counts(scaled(world))[0]).toBe('Setting desired count to 2.');
  });
});

// aws-facts 3.7: metric missing -> no action.
describe('a metric that stops', () => {
  it('is no low load: nothing is scaled in until it is back, although its alarm still stands', () => {
    const { world, backend, pass } = openQuietWorld();
    const { policies } = targetOf(world);
    const lowAlarms = [...policies.values()].map(({ lowAlarmName }) => world.alarms.find(lowAlarmName)?.state);
    expect(lowAlarms).toEqual(['ALARM', 'ALARM']);
    const gap = { namespace: 'AWS/ECS' };
    world.metrics.addGap(gap);
    pass(6 * MINUTE);
    register(world, { minCapacity: 1, maxCapacity: 10 });
    pass(20 * MINUTE);
    expect(scaled(world)).toEqual([]);
    world.metrics.removeGap(gap);
    pass(20 * MINUTE);
    expect(backend.desiredCount).toBe(1);
  });
});

// aws-facts 3.2: during a deployment auto-scaling suspends scale-in but not scale-out.
describe('while a deployment is under way', () => {
  it('load is answered all the same', () => {
    const { world, backend, pass } = openQuietWorld();
    world.ecs.setCapacity(backend, 'unavailable');
    world.ecs.deploy(backend, backend.deployments[0].taskDefinitionArn);
    world.addSurge(backend, { from: NOON, rampMs: MINUTE, holdMs: 30 * MINUTE, extraPerMinute: 3000 });
    pass(10 * MINUTE);
    expect(backend.deployments.length).toBe(2);
    expect(backend.desiredCount).toBeGreaterThan(2);
  });

  it('nothing is scaled in', () => {
    const { world, backend, pass } = openQuietWorld();
    world.ecs.setDesiredCount(backend, 6);
    world.ecs.setCapacity(backend, 'unavailable');
    world.ecs.deploy(backend, backend.deployments[0].taskDefinitionArn);
    pass(30 * MINUTE);
    expect(scaled(world)).toEqual([]);
    world.ecs.setCapacity(backend, 'available');
    pass(HOUR);
    expect(backend.desiredCount).toBe(2);
  });
});
