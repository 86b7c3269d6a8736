import fc from 'fast-check';
import type { AccountSnapshot } from '../../src/domain/account-snapshot.ts';
import { scalingPolicyText } from '../../src/domain/configurations/scaling-policy.ts';
import type { Fault } from '../../src/domain/fault.ts';
import type { Metric, Series } from '../../src/domain/metrics.ts';
import { fresh, type Observed } from '../../src/domain/observed.ts';
import {
  type AutoScaling,
  nothingConfigured,
  type ScalableTarget,
  type ScalingAlarm,
  type ScalingPolicy,
  type ServiceCounts,
  type ServiceKey,
  type ServiceSnapshot,
  type Session,
  type Snapshot,
} from '../../src/domain/snapshot.ts';
import { pendingAccount } from '../../src/domain/snapshot-patch.ts';
import { days, hours, minutes } from '../../src/domain/time.ts';
import type { HourOfUse, Utilization } from '../../src/domain/utilization.ts';
import { anyAccount } from './accounts.ts';

/** The "now" of every snapshot made here. */
export const now = Date.UTC(2026, 10, 23, 19, 0, 0);

export const backend: ServiceKey = 'waooaw-production/waooaw-backend';

export const denied: Fault = {
  kind: 'denied',
  because: 'ECS answered AccessDenied for ecs:DescribeServices',
  nextStep: 'Attach the read policy to your role.',
};

export const session = (overrides: Partial<Session> = {}): Session => ({
  environment: 'staging',
  production: false,
  accountId: '123456789012',
  region: 'us-east-1',
  principalArn: 'arn:aws:sts::123456789012:assumed-role/operator/ann',
  endpoint: null,
  simulated: false,
  ...overrides,
});

export const counts = (overrides: Partial<ServiceCounts> = {}): ServiceCounts => ({
  arn: 'arn:aws:ecs:us-east-1:123456789012:service/waooaw-production/waooaw-backend',
  createdAt: Date.UTC(2026, 0, 5),
  status: 'ACTIVE',
  desiredCount: 2,
  runningCount: overrides.desiredCount ?? 2,
  pendingCount: 0,
  deployments: [
    { id: 'ecs-svc/1', status: 'PRIMARY', rolloutState: 'COMPLETED', rolloutStateReason: null, failedTasks: 0 },
  ],
  events: [],
  taskDefinitionArn: 'arn:aws:ecs:us-east-1:123456789012:task-definition/waooaw-backend:7',
  targetGroupArns: ['arn:aws:elasticloadbalancing:us-east-1:123456789012:targetgroup/backend/1'],
  subnetIds: ['subnet-0a1', 'subnet-0b2', 'subnet-0c3'],
  capacityProviders: ['FARGATE'],
  schedulingStrategy: 'REPLICA',
  ...overrides,
});

export const target = (overrides: Partial<ScalableTarget> = {}): ScalableTarget => ({
  minCapacity: 2,
  maxCapacity: 10,
  suspended: { dynamicScalingIn: false, dynamicScalingOut: false, scheduledScaling: false },
  ...overrides,
});

/** The configuration of a policy on CPU, as AWS holds it. */
export const policyText = (TargetValue: number): string =>
  scalingPolicyText({
    PolicyType: 'TargetTrackingScaling',
    TargetTrackingScalingPolicyConfiguration: {
      TargetValue,
      PredefinedMetricSpecification: { PredefinedMetricType: 'ECSServiceAverageCPUUtilization' },
      ScaleOutCooldown: 60,
      ScaleInCooldown: 300,
    },
  });

export const policy = (name: string, overrides: Partial<ScalingPolicy> = {}): ScalingPolicy => ({
  name,
  isNamedPlainly: true,
  configuration: policyText(overrides.targetValue ?? 70),
  type: 'TargetTrackingScaling',
  metricType: 'ECSServiceAverageCPUUtilization',
  targetValue: 70,
  scaleOutCooldownMs: minutes(1),
  scaleInCooldownMs: minutes(5),
  scaleInDisabled: false,
  alarmNames: [`${name}-AlarmHigh`, `${name}-AlarmLow`],
  ...overrides,
});

export const alarm = (name: string, side: 'high' | 'low', state: ScalingAlarm['state'] = 'OK'): ScalingAlarm => ({
  name: `${name}-Alarm${side === 'high' ? 'High' : 'Low'}`,
  state,
  stateSince: now - minutes(20),
  side,
  threshold: side === 'high' ? 70 : 63,
  evaluationPeriods: side === 'high' ? 3 : 15,
  periodMs: minutes(1),
});

export const scaling = (overrides: Partial<AutoScaling> = {}): AutoScaling => ({
  target: target(),
  policies: [policy('cpu-scaling')],
  ...overrides,
});

/** One value a minute, oldest first; the last one began two minutes ago, as late as CloudWatch is. */
export const series = (...values: readonly (number | null)[]): Series => ({
  periodMs: minutes(1),
  points: values.map((value, index) => ({ at: now - minutes(values.length - index + 1), value })),
});

const steady = (value: number): Series => series(...Array.from({ length: 10 }, () => value));

export const metrics = (overrides: Partial<Record<Metric, Series>> = {}): Record<Metric, Series> => ({
  cpuPercent: steady(30),
  memoryPercent: steady(40),
  requestsPerMinute: steady(800),
  requestsPerTask: steady(400),
  p95Seconds: steady(0.3),
  errorsPerMinute: steady(0),
  ...overrides,
});

/** Fourteen days of hours that are all alike, but for what is said of some. */
export const weekOfUse = (
  overrides: Partial<HourOfUse> = {},
  hourly: (hour: HourOfUse, index: number) => HourOfUse | undefined = hour => hour,
): Utilization => {
  const from = now - days(14);
  const hour = {
    cpu: { average: 30, p95: 36, maximum: 45 },
    memory: { average: 40, p95: 42, maximum: 50 },
    requestsPerTask: 400,
  };
  const made = Array.from({ length: 14 * 24 }, (_, index) =>
    hourly({ at: from + hours(index), ...hour, ...overrides }, index),
  );
  return { from, until: now, hours: made.flatMap(each => each ?? []) };
};

const zoneNames = ['us-east-1a', 'us-east-1b', 'us-east-1c'];

export const service = (overrides: Partial<ServiceSnapshot> = {}): ServiceSnapshot => ({
  key: backend,
  cluster: 'waooaw-production',
  service: 'waooaw-backend',
  counts: fresh(counts(), now),
  scaling: fresh(scaling(), now),
  activities: fresh([], now),
  alarms: fresh([alarm('cpu-scaling', 'high'), alarm('cpu-scaling', 'low')], now),
  targets: fresh(
    [
      {
        targetGroupArn: 'arn:aws:elasticloadbalancing:us-east-1:123456789012:targetgroup/backend/1',
        name: 'backend',
        loadBalancer: 'app/waooaw/1',
        healthy: 2,
        initial: 0,
        unhealthy: 0,
        draining: 0,
        unhealthyReasons: [],
      },
    ],
    now,
  ),
  task: fresh({ cpuUnits: 1024, memoryMiB: 2048 }, now),
  stoppedTasks: fresh([], now),
  metrics: fresh(metrics(), now),
  scheduledActions: fresh([], now),
  zones: fresh(
    zoneNames.map((zone, index) => ({ zone, tasks: index < 2 ? 1 : 0 })),
    now,
  ),
  network: fresh(
    zoneNames.map(zone => ({ id: `subnet-0${zone.at(-1)}`, zone, freeAddresses: 4000 })),
    now,
  ),
  utilization: fresh(weekOfUse(), now),
  loadBalancers: fresh(
    [
      {
        arn: 'arn:aws:elasticloadbalancing:us-east-1:123456789012:loadbalancer/app/waooaw/1',
        name: 'waooaw',
        dnsName: 'waooaw-1.us-east-1.elb.amazonaws.com',
        scheme: 'internet-facing',
      },
    ],
    now,
  ),
  ...overrides,
});

/** An account in which nothing runs out. */
const spacious: AccountSnapshot = {
  ...pendingAccount,
  fargateQuota: fresh({ limitVcpus: 10_000, usedVcpus: 2 }, now),
  databases: fresh([], now),
};

export const snapshot = (
  overrides: Partial<ServiceSnapshot> = {},
  sessionOverrides: Partial<Session> = {},
): Snapshot => ({
  session: session(sessionOverrides),
  services: [service(overrides)],
  account: spacious,
  configured: nothingConfigured,
});

/** A snapshot in few words: the count and the bounds around it (`null`: no scalable target). */
export const serviceAt = (
  desiredCount: number,
  bounds: { min: number; max: number } | null = { min: 2, max: 10 },
  overrides: Partial<ServiceSnapshot> = {},
  sessionOverrides: Partial<Session> = {},
): Snapshot =>
  snapshot(
    {
      counts: fresh(counts({ desiredCount }), now),
      scaling: fresh(
        bounds
          ? scaling({ target: target({ minCapacity: bounds.min, maxCapacity: bounds.max }) })
          : scaling({ target: null, policies: [] }),
        now,
      ),
      ...overrides,
    },
    sessionOverrides,
  );

const anyFaultOr = <T>(value: fc.Arbitrary<T>): fc.Arbitrary<Observed<T>> =>
  fc.oneof(
    { weight: 8, arbitrary: value.map(known => fresh(known, now)) },
    { weight: 1, arbitrary: fc.constant<Observed<T>>({ state: 'missing', because: denied }) },
    { weight: 1, arbitrary: fc.constant<Observed<T>>({ state: 'pending' }) },
    {
      weight: 1,
      arbitrary: value.map(
        (old): Observed<T> => ({ state: 'stale', value: old, observedAt: now - minutes(9), because: denied }),
      ),
    },
  );

const anyCount = fc.oneof({ weight: 5, arbitrary: fc.nat(30) }, { weight: 1, arbitrary: fc.nat(5000) });

const anyTarget: fc.Arbitrary<ScalableTarget | null> = fc.option(
  fc
    .record({
      bounds: fc.tuple(anyCount, anyCount),
      suspended: fc.record(
        {
          dynamicScalingIn: fc.boolean(),
          dynamicScalingOut: fc.boolean(),
          scheduledScaling: fc.boolean(),
        },
        { noNullPrototype: true },
      ),
    })
    .map(({ bounds: [a, b], suspended }) => ({
      minCapacity: Math.min(a, b),
      maxCapacity: Math.max(a, b),
      suspended,
    })),
  { freq: 4, nil: null },
);

const anySeries = fc
  .array(fc.option(fc.double({ min: 0, max: 100, noNaN: true }), { nil: null }), { maxLength: 20 })
  .map(values => series(...values));

/** Anything that may be seen of a healthy or unhealthy service: counts outside bounds, no data, old data, suspended flags. */
export const anySnapshot: fc.Arbitrary<Snapshot> = fc
  .record({
    counts: anyFaultOr(
      fc
        .record({
          desiredCount: anyCount,
          missingTasks: fc.nat(3),
          status: fc.constantFrom('ACTIVE', 'ACTIVE', 'ACTIVE', 'ACTIVE', 'DRAINING'),
          deploying: fc.boolean(),
        })
        .map(({ desiredCount, missingTasks, status, deploying }) =>
          counts({
            desiredCount,
            runningCount: Math.max(0, desiredCount - missingTasks),
            status,
            deployments: [
              ...counts().deployments,
              ...(deploying
                ? [
                    {
                      id: 'ecs-svc/0',
                      status: 'ACTIVE',
                      rolloutState: 'COMPLETED',
                      rolloutStateReason: null,
                      failedTasks: 0,
                    },
                  ]
                : []),
            ],
          }),
        ),
    ),
    scaling: anyFaultOr(
      fc.tuple(anyTarget, fc.boolean(), fc.boolean()).map(([scalableTarget, hasPolicy, scaleInDisabled]) => ({
        target: scalableTarget,
        policies: scalableTarget && hasPolicy ? [policy('cpu-scaling', { scaleInDisabled })] : [],
      })),
    ),
    alarms: anyFaultOr(
      fc
        .tuple(fc.constantFrom('OK', 'ALARM', 'INSUFFICIENT_DATA'), fc.constantFrom('OK', 'ALARM', 'INSUFFICIENT_DATA'))
        .map(([high, low]) => [alarm('cpu-scaling', 'high', high), alarm('cpu-scaling', 'low', low)]),
    ),
    task: anyFaultOr(fc.constant({ cpuUnits: 1024, memoryMiB: 2048 })),
    metrics: anyFaultOr(anySeries.map(cpuPercent => metrics({ cpuPercent }))),
    production: fc.boolean(),
    account: anyAccount(anyFaultOr),
  })
  .map(({ production, account, ...parts }) => ({ ...snapshot(parts, { production }), account }));
