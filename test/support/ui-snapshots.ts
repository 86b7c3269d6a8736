import type { Fault } from '../../src/domain/fault.ts';
import type { Metric, Series } from '../../src/domain/metrics.ts';
import { fresh } from '../../src/domain/observed.ts';
import {
  nothingConfigured,
  type ScalableTarget,
  type ServiceCounts,
  type ServiceSnapshot,
  type Session,
  type Snapshot,
  serviceKey,
} from '../../src/domain/snapshot.ts';
import { pendingAccount } from '../../src/domain/snapshot-patch.ts';
import { days, hours, type Instant, minutes, seconds } from '../../src/domain/time.ts';
import type { Utilization } from '../../src/domain/utilization.ts';

/** The moment of every picture: 2026-11-23 19:15:07 UTC. */
export const pictureTime: Instant = Date.UTC(2026, 10, 23, 19, 15, 7);

export const pictureSession: Session = {
  environment: 'simulated',
  production: false,
  accountId: '111122223333',
  region: 'us-east-1',
  principalArn: 'arn:aws:sts::111122223333:assumed-role/Responder/alice',
  endpoint: 'http://127.0.0.1:4566',
  simulated: true,
};

/** One-minute data of three hours, the newest two minutes old, as CloudWatch has it. */
function seriesOf(valueAt: (minute: number) => number | null): Series {
  const newest = Math.floor(pictureTime / minutes(1)) * minutes(1) - minutes(1);
  const points = Array.from({ length: 180 }, (_, index) => ({
    at: newest - minutes(179 - index),
    value: valueAt(index),
  }));
  return { periodMs: minutes(1), points };
}

/** Repeatable noise: the same picture every time. */
const noise = (minute: number): number => Math.sin(minute * 12.9898) * 0.5 + Math.sin(minute * 4.1414) * 0.5;

const surge = (minute: number): number => 1 / (1 + Math.exp(-(minute - 150) / 6));

const busyMetrics: Readonly<Record<Metric, Series>> = {
  cpuPercent: seriesOf(minute => 30 + 54 * surge(minute) + 2 * noise(minute)),
  memoryPercent: seriesOf(minute => 41 + 6 * surge(minute) + noise(minute)),
  requestsPerMinute: seriesOf(minute => Math.round(1000 + 1840 * surge(minute) + 40 * noise(minute))),
  requestsPerTask: seriesOf(minute => Math.round(500 + 920 * surge(minute) + 20 * noise(minute))),
  p95Seconds: seriesOf(minute => 0.24 + 1.18 * surge(minute) ** 3 + 0.02 * noise(minute)),
  errorsPerMinute: seriesOf(minute => (minute > 176 ? 3 : 0)),
};

const none = seriesOf(() => null);

const workerMetrics: Readonly<Record<Metric, Series>> = {
  cpuPercent: seriesOf(minute => 18 + 3 * noise(minute)),
  memoryPercent: seriesOf(minute => 33 + noise(minute)),
  requestsPerMinute: none,
  requestsPerTask: none,
  p95Seconds: none,
  errorsPerMinute: none,
};

export const targetOf = (bounds: { min: number; max: number }, suspended: 'nothing' | 'scale-in' = 'nothing') =>
  ({
    minCapacity: bounds.min,
    maxCapacity: bounds.max,
    suspended: {
      dynamicScalingIn: suspended === 'scale-in',
      dynamicScalingOut: false,
      scheduledScaling: false,
    },
  }) satisfies ScalableTarget;

const countsOf = (service: string, counts: Partial<ServiceCounts>): ServiceCounts => ({
  arn: `arn:aws:ecs:us-east-1:111122223333:service/waooaw-production/${service}`,
  createdAt: Date.UTC(2026, 0, 5),
  status: 'ACTIVE',
  desiredCount: 2,
  runningCount: 2,
  pendingCount: 0,
  deployments: [
    { id: 'ecs-svc/1', status: 'PRIMARY', rolloutState: 'COMPLETED', rolloutStateReason: null, failedTasks: 0 },
  ],
  events: [
    { id: 'steady', at: pictureTime - minutes(70), message: `(service ${service}) has reached a steady state.` },
    {
      id: 'registered',
      at: pictureTime - minutes(71),
      message: `(service ${service}) registered 1 targets in (target-group arn:aws:elasticloadbalancing:us-east-1:111122223333:targetgroup/waooaw-backend/0123456789abcdef)`,
    },
    {
      id: 'started',
      at: pictureTime - minutes(73),
      message: `(service ${service}) has started 1 tasks: (task 0f3a8c1d5e7b4a6f9c2d1e0b8a7f6c5d).`,
    },
  ],
  taskDefinitionArn: `arn:aws:ecs:us-east-1:111122223333:task-definition/${service}:14`,
  targetGroupArns: ['arn:aws:elasticloadbalancing:us-east-1:111122223333:targetgroup/waooaw-backend/0123456789abcdef'],
  subnetIds: ['subnet-0a1', 'subnet-0b2'],
  capacityProviders: ['FARGATE'],
  schedulingStrategy: 'REPLICA',
  ...counts,
});

const now = <T>(value: T) => fresh(value, pictureTime - seconds(3));

const policy = (name: string, metricType: string, targetValue: number) => ({
  name,
  isNamedPlainly: true,
  configuration: '{}',
  type: 'TargetTrackingScaling',
  metricType,
  targetValue,
  scaleOutCooldownMs: seconds(60),
  scaleInCooldownMs: seconds(300),
  scaleInDisabled: false,
  alarmNames: [],
});

const highAlarm = 'TargetTracking-service/waooaw-production/waooaw-backend-AlarmHigh-5f0c';

/** A service behind a load balancer whose traffic has tripled: CPU, latency and load per task are above their limits. */
export const backend = (counts: Partial<ServiceCounts> = {}): ServiceSnapshot => ({
  key: serviceKey('waooaw-production', 'waooaw-backend'),
  cluster: 'waooaw-production',
  service: 'waooaw-backend',
  counts: now(countsOf('waooaw-backend', counts)),
  scaling: now({
    target: targetOf({ min: 2, max: 10 }),
    policies: [
      policy('cpu-scaling', 'ECSServiceAverageCPUUtilization', 70),
      policy('request-scaling', 'ALBRequestCountPerTarget', 1000),
    ],
  }),
  activities: now([
    {
      id: 'not-scaled',
      startedAt: pictureTime - minutes(4),
      endedAt: pictureTime - minutes(4),
      status: 'Failed',
      description: 'Attempting to scale due to alarm triggered',
      cause: `monitor alarm ${highAlarm} in state ALARM triggered policy cpu-scaling`,
      message: '',
      notScaledReasons: ['AlreadyAtMaxCapacity'],
    },
    {
      id: 'scaled',
      startedAt: pictureTime - minutes(9),
      endedAt: pictureTime - minutes(8),
      status: 'Successful',
      description: 'Setting desired count to 2.',
      cause: 'minimum capacity was set to 2',
      message: 'Successfully set desired count to 2. Change successfully fulfilled by ecs.',
      notScaledReasons: [],
    },
  ]),
  alarms: now([]),
  targets: now([
    {
      targetGroupArn: 'arn:aws:elasticloadbalancing:us-east-1:111122223333:targetgroup/waooaw-backend/0123456789abcdef',
      name: 'waooaw-backend',
      loadBalancer: 'app/waooaw-alb/1',
      healthy: 2,
      initial: 0,
      unhealthy: 0,
      draining: 0,
      unhealthyReasons: [],
    },
  ]),
  task: now({ cpuUnits: 1024, memoryMiB: 2048 }),
  stoppedTasks: now([]),
  metrics: now(busyMetrics),
  scheduledActions: now([]),
  zones: now([]),
  network: now([
    { id: 'subnet-0a1', zone: 'us-east-1a', freeAddresses: 4000 },
    { id: 'subnet-0b2', zone: 'us-east-1b', freeAddresses: 4000 },
  ]),
  loadBalancers: now([]),
  utilization: now(weekOfUse({ cpu: [14, 33], memory: [41, 44], requestsPerTask: 640 })),
});

/** Fourteen days with a morning, a noon and a night: average CPU and memory go between two values. */
export const weekOfUse = (use: {
  readonly cpu: readonly [number, number];
  readonly memory: readonly [number, number];
  readonly requestsPerTask: number | null;
}): Utilization => {
  const until = Math.floor(pictureTime / hours(1)) * hours(1);
  const from = until - days(14);
  const hoursOfUse = Array.from({ length: 14 * 24 }, (_, index) => {
    const at = from + hours(index);
    const day = (1 - Math.cos((2 * Math.PI * (at % days(1))) / days(1))) / 2;
    const spread = ([low, high]: readonly [number, number]) => {
      const average = low + (high - low) * day;
      return { average, p95: average * 1.2, maximum: average * 1.4 };
    };
    return {
      at,
      cpu: spread(use.cpu),
      memory: spread(use.memory),
      requestsPerTask: use.requestsPerTask === null ? null : use.requestsPerTask * (0.3 + 0.7 * day),
    };
  });
  return { from, until, hours: hoursOfUse };
};

/** A quiet worker without a load balancer and without auto-scaling. */
export const agent = (counts: Partial<ServiceCounts> = {}): ServiceSnapshot => ({
  ...backend(),
  key: serviceKey('waooaw-production', 'waooaw-agent'),
  service: 'waooaw-agent',
  counts: now(countsOf('waooaw-agent', { desiredCount: 1, runningCount: 1, targetGroupArns: [], ...counts })),
  scaling: now({ target: null, policies: [] }),
  activities: now([]),
  targets: now([]),
  metrics: now(workerMetrics),
  utilization: now(weekOfUse({ cpu: [9, 18], memory: [31, 34], requestsPerTask: null })),
});

export const pictureSnapshot = (services: readonly ServiceSnapshot[] = [backend(), agent()]): Snapshot => ({
  session: pictureSession,
  services,
  account: { ...pendingAccount, fargateQuota: now({ limitVcpus: 64, usedVcpus: 4 }), databases: now([]) },
  configured: nothingConfigured,
});

/** Two of four tasks cannot be placed. */
export const withoutCapacity = (): ServiceSnapshot =>
  backend({
    desiredCount: 4,
    events: [
      {
        id: 'no-capacity',
        at: pictureTime - minutes(2),
        message:
          '(service waooaw-backend) was unable to place a task. Reason: Capacity is unavailable at this time. Please try again later or in a different availability zone. For more information, see the Troubleshooting section.',
      },
      ...countsOf('waooaw-backend', {}).events,
    ],
  });

export const throttled: Fault = {
  kind: 'throttled',
  because: 'ECS answered ThrottlingException for ecs:DescribeServices',
  nextStep: 'It is asked again in a moment',
};
