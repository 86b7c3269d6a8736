import { describe, expect, it } from 'vitest';
import { HOUR, MINUTE } from '../../../src/sim/world/clock.ts';
import { pendingCount, runningCount } from '../../../src/sim/world/services.ts';
import type { TaskStatus } from '../../../src/sim/world/tasks.ts';
import { eventsSince, NOON, openQuietWorld } from './quiet-world.ts';

describe('a service that is told to run more tasks', () => {
  // aws-facts 3.1, 3.3
  it('walks them through every phase and says so, and is steady when the last target is healthy', () => {
    const { world, backend, pass } = openQuietWorld();
    world.ecs.setDesiredCount(backend, 4);
    const phases = new Map<string, TaskStatus[]>();
    for (let second = 0; second < 120; second += 1) {
      pass(1000);
      for (const { id, lastStatus } of backend.tasks.slice(2)) {
        const seen = phases.get(id) ?? [];
        if (seen.at(-1) !== lastStatus) phases.set(id, [...seen, lastStatus]);
      }
      expect(runningCount(backend) + pendingCount(backend)).toBeLessThanOrEqual(4);
    }
    expect([...phases.values()]).toEqual([
      ['PROVISIONING', 'PENDING', 'ACTIVATING', 'RUNNING'],
      ['PROVISIONING', 'PENDING', 'ACTIVATING', 'RUNNING'],
    ]);
    const [first, second] = backend.tasks.slice(2).map(({ id }) => id);
    expect(eventsSince(backend, NOON)).toEqual([
      `has started 2 tasks: (task ${first}) (task ${second}).`,
      `registered 1 targets in (target-group ${backend.targetGroupArn})`,
      `registered 1 targets in (target-group ${backend.targetGroupArn})`,
      'has reached a steady state.',
    ]);
  });

  // aws-facts 3.2
  it('keeps its deployment: a changed count is no rollout', () => {
    const { world, backend, pass } = openQuietWorld();
    const { id } = backend.deployments[0];
    world.ecs.setDesiredCount(backend, 4);
    pass(2 * MINUTE);
    expect(backend.deployments.map(deployment => [deployment.id, deployment.rolloutState])).toEqual([
      [id, 'COMPLETED'],
    ]);
  });

  it('spreads them over three zones', () => {
    const { world, backend, pass } = openQuietWorld();
    world.ecs.setDesiredCount(backend, 6);
    pass(2 * MINUTE);
    const zones = backend.tasks.map(({ subnet }) => subnet.availabilityZone).sort();
    expect(zones).toEqual(['us-east-1a', 'us-east-1a', 'us-east-1b', 'us-east-1b', 'us-east-1c', 'us-east-1c']);
  });

  // aws-facts 3.3, 3.4
  it('cannot, while Fargate has no room: it says so, keeps trying, and goes on when there is room', () => {
    const { world, backend, pass, passUntil } = openQuietWorld();
    world.ecs.setCapacity(backend, 'unavailable');
    // A floor, so that nobody scales the service back in while it waits.
    const [target] = world.autoScaling.targets.values();
    if (target === undefined) throw new Error('no scalable target');
    world.autoScaling.register(backend, target.resourceId, { minCapacity: 4, maxCapacity: 10, suspended: {} });
    pass(10 * MINUTE);
    expect(eventsSince(backend, NOON)).toEqual([
      'was unable to place a task. Reason: Capacity is unavailable at this time. Please try again later or in a different availability zone. For more information, see the Troubleshooting section.',
    ]);
    expect([runningCount(backend), pendingCount(backend)]).toEqual([2, 0]);
    expect(backend.tasks).toHaveLength(2);

    world.ecs.setCapacity(backend, 'available');
    passUntil(() => backend.steadySince !== undefined, 3 * MINUTE);
    expect(runningCount(backend)).toBe(4);
  });
});

describe('a service that is told to run fewer tasks', () => {
  // aws-facts 3.3, 3.4
  it('drains their targets first, ends them, and keeps them visible for an hour', () => {
    const { world, backend, pass, passUntil } = openQuietWorld();
    world.ecs.setDesiredCount(backend, 1);
    passUntil(() => backend.tasks.some(({ lastStatus }) => lastStatus === 'DEACTIVATING'), MINUTE);
    const leaving = backend.tasks.find(({ lastStatus }) => lastStatus === 'DEACTIVATING');
    const [group] = world.loadBalancing.targetGroups.values();
    expect(group?.targets.find(({ taskId }) => taskId === leaving?.id)?.state).toBe('draining');
    passUntil(() => leaving?.lastStatus === 'STOPPED', 3 * MINUTE);
    expect(leaving?.stopReason).toEqual({
      stopCode: 'ServiceSchedulerInitiated',
      stoppedReason: `Scaling activity initiated by (deployment ${backend.deployments[0].id})`,
    });
    expect(group?.targets).toHaveLength(1);
    expect(eventsSince(backend, NOON).slice(0, 3)).toEqual([
      `has stopped 1 running tasks: (task ${leaving?.id}).`,
      `deregistered 1 targets in (target-group ${backend.targetGroupArn})`,
      `(service waooaw-backend, taskSet ${backend.deployments[0].id}) has begun draining connections on 1 tasks.`,
    ]);
    pass(HOUR - MINUTE);
    expect(backend.tasks).toContain(leaving);
    pass(2 * MINUTE);
    expect(backend.tasks).not.toContain(leaving);
  });
});

describe('a rollout', () => {
  // aws-facts 3.3
  it('starts the new tasks before it stops the old ones, and ends with one deployment', () => {
    const { world, backend, pass } = openQuietWorld();
    const old = backend.deployments[0];
    world.ecs.deploy(backend, old.taskDefinitionArn);
    const [group] = world.loadBalancing.targetGroups.values();
    for (let second = 0; second < 300; second += 1) {
      pass(1000);
      expect(group?.targets.filter(({ state }) => state === 'healthy').length).toBeGreaterThanOrEqual(2);
    }
    expect(backend.deployments).toHaveLength(1);
    expect(backend.deployments[0].id).not.toBe(old.id);
    expect(eventsSince(backend, NOON).slice(-2)).toEqual([
      `(deployment ${backend.deployments[0].id}) deployment completed.`,
      'has reached a steady state.',
    ]);
  });
});

describe('tasks that die', () => {
  it('of a crash stop with the exit code, and are replaced', () => {
    const { world, backend, pass } = openQuietWorld();
    world.ecs.afflict(backend, { kind: 'exits', exitCode: 1, afterMs: 30_000 });
    pass(5 * MINUTE);
    const dead = backend.tasks.filter(({ lastStatus }) => lastStatus === 'STOPPED');
    expect(dead.length).toBeGreaterThan(3);
    for (const { stopReason, exitCode } of dead) {
      expect([stopReason?.stopCode, stopReason?.stoppedReason, exitCode]).toEqual([
        'EssentialContainerExited',
        'Essential container in task exited',
        1,
      ]);
    }
    world.ecs.cure(backend);
    pass(5 * MINUTE);
    expect(backend.steadySince).toBeDefined();
  });

  // aws-facts 3.9
  it('of their memory leak it first, where the metric shows it', () => {
    const { world, agent, pass } = openQuietWorld();
    world.ecs.afflict(agent, { kind: 'runs-out-of-memory', afterMs: 10 * MINUTE });
    pass(20 * MINUTE);
    const dead = agent.tasks.find(({ lastStatus }) => lastStatus === 'STOPPED');
    expect(dead?.exitCode).toBe(137);
    expect(dead?.stopReason?.containerReason).toBe('OutOfMemoryError: Container killed due to memory usage');
    const memory = world.metrics
      .all()
      .find(({ id }) => id.metricName === 'MemoryUtilization' && id.dimensions[1]?.value === 'waooaw-agent');
    const highest = Math.max(...(memory?.read(NOON, world.clock.now) ?? []).map(({ max }) => max));
    expect(highest).toBeGreaterThan(90);
  });

  // aws-facts 3.3
  it('of failed health checks are reported unhealthy and replaced', () => {
    const { world, backend, pass } = openQuietWorld();
    world.ecs.afflict(backend, { kind: 'fails-health-checks' });
    pass(6 * MINUTE);
    const reasons = backend.tasks.map(({ stopReason }) => stopReason?.stoppedReason);
    expect(reasons).toContain(`Task failed ELB health checks in (target-group ${backend.targetGroupArn})`);
    const unhealthy = eventsSince(backend, NOON).filter(text => text.includes('is unhealthy in'));
    expect(unhealthy[0]).toMatch(
      /^\(task \w{32}\) \(port 8080\) is unhealthy in \(target-group arn:[^)]+\) due to \(reason Health checks failed with these codes: \[502\]\)$/,
    );
    world.ecs.cure(backend);
    pass(5 * MINUTE);
    expect(backend.steadySince).toBeDefined();
  });

  // aws-facts 3.3
  it('before they run make ECS wait longer and longer, and say why', () => {
    const { world, backend, pass } = openQuietWorld();
    world.ecs.afflict(backend, { kind: 'cannot-pull-image' });
    world.ecs.deploy(backend, backend.deployments[0].taskDefinitionArn);
    pass(30 * MINUTE);
    expect(eventsSince(backend, NOON)).toContain(
      'is unable to consistently start tasks successfully. For more information, see the Troubleshooting section of the Amazon ECS Developer Guide.',
    );
    const failed = backend.tasks.filter(({ stopReason }) => stopReason?.stopCode === 'TaskFailedToStart');
    expect(failed.length).toBeGreaterThan(3);
    expect(failed.every(({ exitCode, startedAt }) => exitCode === undefined && startedAt === undefined)).toBe(true);
    expect(runningCount(backend)).toBe(2);
  });
});
