import { describe, expect, it } from 'vitest';
import { failureThreshold } from '../../../src/sim/world/circuit-breaker.ts';
import { HOUR, MINUTE } from '../../../src/sim/world/clock.ts';
import { runningCount, type Service } from '../../../src/sim/world/services.ts';
import type { World } from '../../../src/sim/world/world.ts';
import { eventsSince, NOON, openQuietWorld } from './quiet-world.ts';

const NO_CAPACITY = /^was unable to place a task\. Reason: Capacity is unavailable at this time\./;
const CANNOT_START = /^is unable to consistently start tasks successfully\./;
const STEADY = /^has reached a steady state\.$/;

/** A floor, so that auto-scaling does not take back what waits to be started. */
const keepAt = (world: World, service: Service, count: number): void => {
  const resourceId = `service/${service.clusterName}/${service.name}`;
  world.autoScaling.register(service, resourceId, { minCapacity: count, maxCapacity: 10, suspended: {} });
};

// aws-facts 1.28: duplicates are suppressed for 6 h
describe('an event that says what is in the way', () => {
  it('is told once, and again only after six hours', () => {
    const { world, backend, pass } = openQuietWorld();
    world.ecs.setCapacity(backend, 'unavailable');
    keepAt(world, backend, 4);
    const told = (): number => eventsSince(backend, NOON).filter(text => NO_CAPACITY.test(text)).length;
    pass(5 * HOUR);
    expect(told()).toBe(1);
    pass(90 * MINUTE);
    expect(told()).toBe(2);
    expect(runningCount(backend)).toBe(2);
  });

  it('is news again when the cause had gone meanwhile', () => {
    const { world, backend, passUntil } = openQuietWorld();
    const told = (): number => eventsSince(backend, NOON).filter(text => NO_CAPACITY.test(text)).length;
    for (const [round, minCapacity] of [4, 6].entries()) {
      world.ecs.setCapacity(backend, 'unavailable');
      keepAt(world, backend, minCapacity);
      passUntil(() => told() === round + 1, 2 * MINUTE);
      world.ecs.setCapacity(backend, 'available');
      passUntil(() => backend.steadySince !== undefined, 5 * MINUTE);
    }
    expect(runningCount(backend)).toBe(6);
  });
});

// aws-facts 3.3: "Steady-state repeats about every 6 h"
it('a steady state is told about every six hours, and each time that it is reached', () => {
  const { world, backend, pass } = openQuietWorld();
  const steady = (): readonly string[] => eventsSince(backend, NOON).filter(text => STEADY.test(text));
  pass(24 * HOUR);
  expect(steady()).toHaveLength(4);
  world.ecs.setDesiredCount(backend, 3);
  pass(2 * MINUTE);
  expect(steady()).toHaveLength(5);
});

// aws-facts 3.3: back-off up to 15 min, only for tasks that never reach RUNNING; a new deployment resets it
describe('tasks that never reach RUNNING', () => {
  it('are tried at ever longer intervals, at most a quarter of an hour', () => {
    const { world, agent, pass } = openQuietWorld();
    world.ecs.afflict(agent, { kind: 'cannot-pull-image' });
    keepAt(world, agent, 3);
    const startedAt: number[] = [];
    for (let minute = 0; minute < 120; minute += 1) {
      pass(MINUTE);
      for (const { createdAt } of agent.tasks) {
        if (createdAt > NOON && !startedAt.includes(createdAt)) startedAt.push(createdAt);
      }
    }
    const pauses = startedAt.slice(1).map((at, index) => at - (startedAt[index] ?? 0));
    expect(pauses.length).toBeGreaterThan(6);
    expect(Math.max(...pauses)).toBeGreaterThan(10 * MINUTE);
    expect(Math.max(...pauses)).toBeLessThan(18 * MINUTE);
    expect(pauses.at(-1)).toBeGreaterThan(5 * (pauses[0] ?? 0));
    expect(eventsSince(agent, NOON).filter(text => CANNOT_START.test(text))).toHaveLength(1);
  });

  it('are no matter of crashes: those are replaced without a pause', () => {
    const { world, agent, pass } = openQuietWorld();
    world.ecs.afflict(agent, { kind: 'exits', exitCode: 1, afterMs: 5000 });
    pass(10 * MINUTE);
    expect(eventsSince(agent, NOON).filter(text => CANNOT_START.test(text))).toEqual([]);
    expect(agent.tasks.length).toBeGreaterThan(15);
  });

  it('begin anew with a new deployment, which may be told again', () => {
    const { world, agent, pass, passUntil } = openQuietWorld();
    world.ecs.afflict(agent, { kind: 'cannot-pull-image' });
    keepAt(world, agent, 3);
    pass(40 * MINUTE);
    const tasksBefore = agent.tasks.length;
    world.ecs.deploy(agent, agent.deployments[0].taskDefinitionArn);
    pass(5000);
    expect(agent.tasks.length).toBeGreaterThan(tasksBefore);
    passUntil(() => eventsSince(agent, NOON).filter(text => CANNOT_START.test(text)).length === 2, 5 * MINUTE);
  });
});

it('stopping what does not run yet is told in other words', () => {
  const { world, backend, pass } = openQuietWorld();
  world.ecs.setDesiredCount(backend, 5);
  pass(8000);
  world.ecs.setDesiredCount(backend, 2);
  pass(8000);
  expect(eventsSince(backend, NOON)).toContain('stopped 3 pending tasks.');
  expect(eventsSince(backend, NOON).some(text => text.startsWith('has stopped'))).toBe(false);
});

// aws-facts 3.2
describe('the circuit breaker', () => {
  it.each([
    [1, 3],
    [6, 3],
    [7, 4],
    [25, 13],
    [1000, 200],
  ])('of a service that desires %d tasks trips at %d failures', (desiredCount, failures) => {
    expect(failureThreshold(desiredCount)).toBe(failures);
  });

  it('is off unless asked for: the deployment goes on failing', () => {
    const { world, backend, pass } = openQuietWorld();
    world.ecs.afflict(backend, { kind: 'cannot-pull-image' });
    world.ecs.deploy(backend, backend.deployments[0].taskDefinitionArn);
    pass(30 * MINUTE);
    const [primary] = backend.deployments;
    expect(primary).toMatchObject({
      rolloutState: 'IN_PROGRESS',
      rolloutStateReason: `ECS deployment ${primary.id} in progress.`,
    });
    expect(primary.failedTasks).toBeGreaterThan(5);
  });

  it('fails the deployment, which then starts no task any more, whatever is desired', () => {
    const { world, backend, pass, passUntil } = openQuietWorld();
    world.ecs.setCircuitBreaker(backend, { enable: true, rollback: false });
    world.ecs.afflict(backend, { kind: 'cannot-pull-image' });
    world.ecs.deploy(backend, backend.deployments[0].taskDefinitionArn);
    const [primary] = backend.deployments;
    passUntil(() => primary.rolloutState === 'FAILED', 10 * MINUTE);
    expect(primary.rolloutStateReason).toBe('ECS deployment circuit breaker: tasks failed to start.');
    expect(eventsSince(backend, NOON)).toContain(
      `(deployment ${primary.id}) deployment failed: tasks failed to start.`,
    );
    world.ecs.cure(backend);
    world.ecs.setDesiredCount(backend, 4);
    pass(2 * MINUTE);
    const tasks = backend.tasks.length;
    pass(20 * MINUTE);
    expect(backend.tasks.length).toBe(tasks);
    // The old tasks still serve.
    expect([runningCount(backend), backend.steadySince]).toEqual([2, undefined]);
  });

  it('goes back to the last deployment that completed, where it may', () => {
    const { world, backend, passUntil } = openQuietWorld();
    const [good] = backend.deployments;
    world.ecs.setCircuitBreaker(backend, { enable: true, rollback: true });
    world.ecs.afflict(backend, { kind: 'fails-health-checks' });
    // The old tasks are well: only what is new fails.
    const [group] = world.loadBalancing.targetGroups.values();
    for (const target of group?.targets ?? []) target.state = 'healthy';
    world.ecs.deploy(backend, good.taskDefinitionArn);
    const [bad] = backend.deployments;
    passUntil(() => bad.rolloutState === 'FAILED', 20 * MINUTE);
    expect(backend.deployments[0]).toBe(good);
    expect(good).toMatchObject({
      status: 'PRIMARY',
      rolloutState: 'IN_PROGRESS',
      rolloutStateReason: `ECS deployment circuit breaker: rolling back to deploymentId ${good.id}.`,
    });
    expect(bad.status).toBe('ACTIVE');
    world.ecs.cure(backend);
    passUntil(() => good.rolloutState === 'COMPLETED', 20 * MINUTE);
    expect(backend.deployments).toEqual([good]);
    expect(good.rolloutStateReason).toBe(`ECS deployment ${good.id} completed.`);
    const told = eventsSince(backend, NOON);
    expect(told.indexOf(`rolling back to deployment ${good.id}.`)).toBe(
      told.indexOf(`(deployment ${bad.id}) deployment failed: tasks failed to start.`) + 1,
    );
    expect(told.at(-1)).toMatch(STEADY);
  });
});
