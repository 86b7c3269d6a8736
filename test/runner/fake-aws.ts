import { type Fault, FaultError } from '../../src/domain/fault.ts';
import { fresh, missing, type Observed } from '../../src/domain/observed.ts';
import type { Effect } from '../../src/domain/operations.ts';
import type { Mint } from '../../src/domain/ports.ts';
import { nothingConfigured, type ServiceSnapshot, type Session, type StoppedTask } from '../../src/domain/snapshot.ts';
import { pendingAccount } from '../../src/domain/snapshot-patch.ts';
import { type Instant, seconds } from '../../src/domain/time.ts';
import type { RunPorts } from '../../src/runner/context.ts';
import { service, serviceArn, session, startsAt } from '../support/scale-plan.ts';
import { createVirtualClock, type VirtualClock } from '../support/virtual-clock.ts';

/** What happens to a write: AWS takes it, refuses it, or the answer is lost after or before AWS took it. */
export type WriteFate = 'accepted' | 'lost-after' | 'lost-before' | 'throws' | { readonly rejected: Fault };

/** One ECS service behind the runner's ports. Tests set its fields while the run goes on. */
export interface FakeAws {
  readonly clock: VirtualClock;
  readonly ports: RunPorts;
  /** Every request that arrived, taken or not. */
  readonly writes: { readonly effect: Effect; readonly at: Instant }[];
  /** The fates of the next writes; when they are used up, writes are accepted. */
  readonly fates: WriteFate[];
  readonly held: { arn: string; desiredCount: number; maxCapacity: number };
  /** Tasks run this long after a change of desiredCount. */
  taskStartMs: number;
  /** What reads show instead of what AWS holds, given how many reads there were. */
  shows: (readNumber: number) => Partial<FakeAws['held']>;
  stoppedTasks: readonly StoppedTask[];
  cpuPercent: number;
  deployments: number;
  who: Session;
  mayWrite: boolean;
  readFault: Fault | undefined;
  /** Thrown by the read itself, instead of shown by its parts. */
  readThrows: Error | undefined;
  readonly beforeWrite: (() => void)[];
}

export const fault = (kind: Fault['kind'], because: string): Fault => ({ kind, because, nextStep: `Mend ${kind}.` });

export function createFakeAws(): FakeAws {
  const clock = createVirtualClock(startsAt);
  const unused = new Set<object>();
  let reads = 0;
  let changedAt: Instant = startsAt - seconds(3600);
  let runningBefore = 2;

  const mint: Mint = ({ runId, stepId }) => {
    const grant = { runId, stepId };
    unused.add(grant);
    return grant;
  };

  function take(effect: Effect): void {
    if (effect.operation !== 'ecs:UpdateService') throw new Error(`the fake AWS knows no ${effect.operation}`);
    runningBefore = aws.held.desiredCount;
    aws.held.desiredCount = effect.input.desiredCount ?? aws.held.desiredCount;
    changedAt = clock.now();
  }

  function view(): ServiceSnapshot {
    reads += 1;
    const shown = { ...aws.held, ...aws.shows(reads) };
    const hasStarted = clock.now() - changedAt >= aws.taskStartMs;
    const runningCount = hasStarted ? aws.held.desiredCount : runningBefore;
    const read = <T>(value: T): Observed<T> => (aws.readFault ? missing(aws.readFault) : fresh(value, clock.now()));
    const series = (value: number) => ({
      periodMs: 60_000,
      points: [3, 2, 1].map(ago => ({ at: clock.now() - ago * 60_000, value })),
    });
    return {
      key: service,
      cluster: 'web-production',
      service: 'web-api',
      counts: read({
        arn: shown.arn,
        createdAt: 0,
        status: 'ACTIVE',
        desiredCount: shown.desiredCount,
        runningCount,
        pendingCount: 0,
        deployments: Array.from({ length: aws.deployments }, (_, index) => ({
          id: `ecs-svc/${index}`,
          status: 'PRIMARY',
          rolloutState: 'COMPLETED',
          rolloutStateReason: null,
          failedTasks: 0,
        })),
        events: [],
        taskDefinitionArn: 'web-api:7',
        targetGroupArns: [],
        subnetIds: [],
        capacityProviders: ['FARGATE'],
        schedulingStrategy: 'REPLICA',
      }),
      scaling: read({
        target: {
          minCapacity: 2,
          maxCapacity: shown.maxCapacity,
          suspended: { dynamicScalingIn: false, dynamicScalingOut: false, scheduledScaling: false },
        },
        policies: [],
      }),
      activities: read([]),
      alarms: read([]),
      targets: read([]),
      task: read({ cpuUnits: 512, memoryMiB: 1024 }),
      stoppedTasks: read(aws.stoppedTasks),
      metrics: read({
        cpuPercent: series(aws.cpuPercent),
        memoryPercent: series(40),
        requestsPerMinute: series(600),
        requestsPerTask: series(100),
        p95Seconds: series(0.2),
        errorsPerMinute: series(0),
      }),
      scheduledActions: read([]),
      zones: read([]),
      network: read([]),
      utilization: { state: 'pending' },
      loadBalancers: read([]),
    };
  }

  const aws: FakeAws = {
    clock,
    writes: [],
    fates: [],
    held: { arn: serviceArn, desiredCount: 2, maxCapacity: 10 },
    taskStartMs: seconds(40),
    shows: () => ({}),
    stoppedTasks: [],
    cpuPercent: 30,
    deployments: 1,
    who: session,
    mayWrite: true,
    readFault: undefined,
    readThrows: undefined,
    beforeWrite: [],
    ports: {
      clock,
      identify: async () => aws.who,
      visit: async () => ({ ok: true, says: 'HTTP 200' }),
      mint: () => (aws.mayWrite ? mint : undefined),
      async observe() {
        if (aws.readThrows) throw aws.readThrows;
        return { session: aws.who, services: [view()], account: pendingAccount, configured: nothingConfigured };
      },
      gateway: {
        async write(effect, grant) {
          if (!unused.delete(grant)) throw new FaultError(fault('read-only', 'this grant was used before'));
          for (const happen of aws.beforeWrite) happen();
          aws.writes.push({ effect, at: clock.now() });
          const fate = aws.fates.shift() ?? 'accepted';
          if (typeof fate === 'object') return { outcome: 'rejected', fault: fate.rejected };
          if (fate !== 'lost-before') take(effect);
          if (fate === 'throws') throw new Error('socket hang up');
          if (fate === 'accepted') return { outcome: 'accepted', requestId: 'req-1' };
          return { outcome: 'unknown', fault: fault('timeout', 'no answer within 45 s') };
        },
      },
    },
  };
  return aws;
}
