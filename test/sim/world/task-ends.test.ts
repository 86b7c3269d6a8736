import { describe, expect, it } from 'vitest';
import { MINUTE } from '../../../src/sim/world/clock.ts';
import type { Service } from '../../../src/sim/world/services.ts';
import type { StopReason, Task, TaskFate } from '../../../src/sim/world/tasks.ts';
import { eventsSince, NOON, openQuietWorld } from './quiet-world.ts';

interface End {
  readonly cause: string;
  readonly fate: TaskFate;
  readonly stopCode: StopReason['stopCode'];
  readonly stoppedReason: (service: Service) => RegExp;
  readonly exitCodes: readonly (number | undefined)[];
  readonly containerReason?: string;
}

const exactly = (text: string): RegExp => new RegExp(`^${text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}$`);
const soon = { afterMs: MINUTE };

// aws-facts 3.4, row by row
const ENDS: readonly End[] = [
  {
    cause: 'out of memory',
    fate: { kind: 'runs-out-of-memory', ...soon },
    stopCode: 'EssentialContainerExited',
    stoppedReason: () => exactly('Essential container in task exited'),
    exitCodes: [137],
    containerReason: 'OutOfMemoryError: Container killed due to memory usage',
  },
  {
    cause: 'a crash',
    fate: { kind: 'exits', exitCode: 139, ...soon },
    stopCode: 'EssentialContainerExited',
    stoppedReason: () => exactly('Essential container in task exited'),
    exitCodes: [139],
  },
  {
    cause: "the load balancer's health checks",
    fate: { kind: 'fails-health-checks' },
    stopCode: 'ServiceSchedulerInitiated',
    stoppedReason: ({ targetGroupArn }) => exactly(`Task failed ELB health checks in (target-group ${targetGroupArn})`),
    exitCodes: [0, 137],
  },
  {
    cause: "the container's health checks",
    fate: { kind: 'fails-container-health-checks', ...soon },
    stopCode: 'ServiceSchedulerInitiated',
    stoppedReason: () => exactly('Task failed container health checks'),
    exitCodes: [0, 137],
  },
  {
    cause: 'the image',
    fate: { kind: 'cannot-pull-image' },
    stopCode: 'TaskFailedToStart',
    stoppedReason: () =>
      /^CannotPullContainerError: pull image manifest has been retried 5 time\(s\): failed to resolve ref \S+waooaw-backend:2026\.11\.42: /,
    exitCodes: [undefined],
  },
  {
    cause: 'a secret',
    fate: { kind: 'cannot-get-secret' },
    stopCode: 'TaskFailedToStart',
    stoppedReason: () =>
      /^ResourceInitializationError: unable to pull secrets or registry auth: execution resource retrieval failed: unable to retrieve secret from asm: .*AccessDeniedException: User: arn:aws:sts::123456789012:assumed-role\/ecsTaskExecutionRole\/[0-9a-f]{32} is not authorized to perform: secretsmanager:GetSecretValue/,
    exitCodes: [undefined],
  },
  {
    cause: 'the network interface',
    fate: { kind: 'cannot-get-network-interface' },
    stopCode: 'TaskFailedToStart',
    stoppedReason: () => exactly('Timeout waiting for network interface provisioning to complete.'),
    exitCodes: [undefined],
  },
  {
    cause: 'Fargate Spot',
    fate: { kind: 'is-interrupted', ...soon },
    stopCode: 'SpotInterruption',
    stoppedReason: () => exactly('Your Spot Task was interrupted.'),
    exitCodes: [0, 137],
  },
  {
    cause: 'maintenance',
    fate: { kind: 'is-retired', ...soon },
    stopCode: 'TerminationNotice',
    stoppedReason: () => /ECS is performing maintenance on the underlying infrastructure hosting the task/,
    exitCodes: [0, 137],
  },
];

describe.each(ENDS)('a task that ends of $cause', ({ fate, stopCode, stoppedReason, exitCodes, containerReason }) => {
  it("says so in AWS's words, and is replaced when the cause is gone", () => {
    const { world, backend, pass, passUntil } = openQuietWorld();
    world.ecs.afflict(backend, fate);
    // New tasks too, for causes that only strike those.
    world.ecs.deploy(backend, backend.deployments[0].taskDefinitionArn);
    pass(6 * MINUTE);
    const ended = backend.tasks.filter(
      (task): task is Task & { stopReason: StopReason } =>
        task.lastStatus === 'STOPPED' && !task.stopReason?.stoppedReason.startsWith('Scaling activity'),
    );
    expect(ended.length).toBeGreaterThan(0);
    for (const { stopReason, exitCode } of ended) {
      expect(stopReason.stopCode).toBe(stopCode);
      expect(stopReason.stoppedReason).toMatch(stoppedReason(backend));
      expect(stopReason.containerReason).toBe(containerReason);
      expect(exitCodes).toContain(exitCode);
    }
    world.ecs.cure(backend);
    passUntil(() => backend.steadySince !== undefined, 20 * MINUTE);
  });
});

// aws-facts 3.1: the phases, and which of them a failing start reaches
describe('a start that fails', () => {
  it.each([
    ['cannot-get-network-interface', [false, false, false]],
    ['cannot-get-secret', [true, false, false]],
    ['cannot-pull-image', [true, true, false]],
  ] as const)('as it %s gets so far: connected, pulling, pulled = %o', (kind, reached) => {
    const { world, backend, pass } = openQuietWorld();
    world.ecs.afflict(backend, { kind });
    world.ecs.setDesiredCount(backend, 3);
    pass(2 * MINUTE);
    const task = backend.tasks.find(({ lastStatus }) => lastStatus === 'STOPPED');
    expect(task).toBeDefined();
    const { connectivityAt, pullStartedAt, pullStoppedAt } = task ?? {};
    expect([connectivityAt, pullStartedAt, pullStoppedAt].map(at => at !== undefined)).toEqual(reached);
  });
});

describe('a task that Fargate takes back', () => {
  // aws-facts 3.4
  it('finishes its requests first, and counts as no failure', () => {
    const { world, backend, passUntil } = openQuietWorld();
    world.ecs.afflict(backend, { kind: 'is-interrupted', afterMs: MINUTE });
    passUntil(() => backend.tasks.some(({ lastStatus }) => lastStatus === 'DEACTIVATING'), 2 * MINUTE);
    const [group] = world.loadBalancing.targetGroups.values();
    expect(group?.targets.some(({ state }) => state === 'draining')).toBe(true);
    expect(backend.deployments[0].failedTasks).toBe(0);
  });
});

describe('a container that fails its own checks', () => {
  it('is told as an event, and only goes after the grace period', () => {
    const { world, backend, pass, passUntil } = openQuietWorld();
    world.ecs.afflict(backend, { kind: 'fails-container-health-checks', afterMs: 10_000 });
    world.ecs.setDesiredCount(backend, 3);
    passUntil(
      () => backend.tasks.some(({ isUnhealthy, startedAt = 0 }) => isUnhealthy && startedAt > NOON),
      2 * MINUTE,
    );
    const young = backend.tasks.find(({ isUnhealthy, startedAt = 0 }) => isUnhealthy && startedAt > NOON);
    expect(eventsSince(backend, NOON)).toContain(`(task ${young?.id}) failed container health checks.`);
    expect(young?.lastStatus).toBe('RUNNING');
    pass(backend.healthCheckGracePeriodMs);
    expect(young?.desiredStatus).toBe('STOPPED');
    expect((young?.stoppingAt ?? 0) - (young?.startedAt ?? 0)).toBe(backend.healthCheckGracePeriodMs);
  });
});
