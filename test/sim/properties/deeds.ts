import type { Effect } from '../../../src/sim/faults/fault.ts';
import type { Deed } from '../../../src/sim/scenarios/deed.ts';
import type { Simulator } from '../../../src/sim/simulator.ts';
import { MINUTE } from '../../../src/sim/world/clock.ts';
import type { RandomStream } from '../../../src/sim/world/rng.ts';
import type { TaskFate } from '../../../src/sim/world/tasks.ts';
import { CLUSTER, resourceId, SERVICES, type ServiceName } from './look.ts';

/** Something that an operator does, or that goes wrong. */
interface DrawnDeed {
  readonly said: string;
  readonly act: (simulator: Simulator) => void;
}

interface Draw {
  readonly chance: RandomStream;
  readonly service: ServiceName;
  readonly now: number;
}

/** How often it is drawn, compared with the others, and what it is then. */
type Row = readonly [weight: number, draw: (draw: Draw) => DrawnDeed];

const upTo = (chance: RandomStream, least: number, most: number): number => least + chance.below(most - least + 1);
const oneOf = <T>(chance: RandomStream, options: readonly [T, ...T[]]): T =>
  options[chance.below(options.length)] ?? options[0];

const performed = (deed: Deed): DrawnDeed => ({
  said: JSON.stringify(deed),
  act: simulator => simulator.perform(deed),
});

const ecs = (service: ServiceName, change: object): DrawnDeed =>
  performed({ call: 'ecs:UpdateService', input: { cluster: CLUSTER, service, ...change } });

const scaling = (operation: string, service: ServiceName, input: object): DrawnDeed =>
  performed({
    call: `application-autoscaling:${operation}`,
    input: {
      ServiceNamespace: 'ecs',
      ResourceId: resourceId(service),
      ScalableDimension: 'ecs:service:DesiredCount',
      ...input,
    },
  });

/** A fault for some minutes. */
const fault = ({ chance, service }: Draw, effect: Effect): DrawnDeed =>
  performed({
    add: { match: { resource: service }, when: { until: `+${upTo(chance, 60, 1200)}s` }, effect },
  });

/** What no fault has a name for: the tasks of the service end so until the next of its kind, or its cure. */
const fate = (service: ServiceName, dies: TaskFate | undefined): DrawnDeed => ({
  said: `the tasks of ${service}: ${JSON.stringify(dies ?? 'are well')}`,
  act: ({ world }) => {
    const found = world.ecs.findService({ cluster: CLUSTER, service });
    if (found === undefined) throw new Error(`there is no service ${service}`);
    if (dies === undefined) world.ecs.cure(found);
    else world.ecs.afflict(found, dies);
  },
});

const METRICS = ['ECSServiceAverageCPUUtilization', 'ECSServiceAverageMemoryUtilization'] as const;
const POLICY_NAMES = ['cpu-scaling', 'request-scaling', 'another'] as const;

/** `at(...)` in some minutes, every few minutes, or at a minute of every hour. */
const drawSchedule = (chance: RandomStream, now: number): string => {
  const at = new Date(now + upTo(chance, 2, 60) * MINUTE).toISOString().slice(0, 19);
  const rate = upTo(chance, 2, 30);
  return oneOf(chance, [`at(${at})`, `rate(${rate} minutes)`, `cron(${chance.below(60)} * * * ? *)`]);
};

const ROWS: readonly Row[] = [
  [8, ({ chance, service }) => ecs(service, { desiredCount: chance.below(13) })],
  [3, ({ service }) => ecs(service, { forceNewDeployment: true })],
  [
    2,
    ({ chance, service }) => {
      const deploymentCircuitBreaker = { enable: chance.next() < 0.7, rollback: chance.next() < 0.5 };
      return ecs(service, { deploymentConfiguration: { deploymentCircuitBreaker } });
    },
  ],
  [
    6,
    ({ chance, service }) => {
      const MinCapacity = chance.below(6);
      return scaling('RegisterScalableTarget', service, { MinCapacity, MaxCapacity: MinCapacity + chance.below(9) });
    },
  ],
  [
    2,
    ({ chance, service }) => {
      const flag = (): boolean => chance.next() < 0.3;
      const SuspendedState = {
        DynamicScalingInSuspended: flag(),
        DynamicScalingOutSuspended: flag(),
        ScheduledScalingSuspended: flag(),
      };
      return scaling('RegisterScalableTarget', service, { SuspendedState });
    },
  ],
  [1, ({ service }) => scaling('DeregisterScalableTarget', service, {})],
  [
    3,
    ({ chance, service }) =>
      scaling('PutScalingPolicy', service, {
        PolicyName: oneOf(chance, POLICY_NAMES),
        PolicyType: 'TargetTrackingScaling',
        TargetTrackingScalingPolicyConfiguration: {
          TargetValue: upTo(chance, 20, 90),
          PredefinedMetricSpecification: { PredefinedMetricType: oneOf(chance, METRICS) },
          ScaleInCooldown: oneOf(chance, [0, 60, 300]),
          ScaleOutCooldown: oneOf(chance, [0, 60, 300]),
          DisableScaleIn: chance.next() < 0.2,
        },
      }),
  ],
  [1, ({ chance, service }) => scaling('DeleteScalingPolicy', service, { PolicyName: oneOf(chance, POLICY_NAMES) })],
  [
    4,
    ({ chance, service, now }) => {
      const MinCapacity = chance.below(6);
      return scaling('PutScheduledAction', service, {
        ScheduledActionName: oneOf(chance, ['up', 'down', 'event']),
        Schedule: drawSchedule(chance, now),
        ScalableTargetAction: { MinCapacity, MaxCapacity: MinCapacity + chance.below(9) },
      });
    },
  ],
  [
    1,
    ({ chance, service }) =>
      scaling('DeleteScheduledAction', service, { ScheduledActionName: oneOf(chance, ['up', 'down', 'event']) }),
  ],
  [2, draw => fault(draw, { kind: 'capacity-unavailable' })],
  [2, draw => fault(draw, { kind: 'tasks-exit', exitCode: 1, afterSeconds: upTo(draw.chance, 20, 300) })],
  [2, draw => fault(draw, { kind: 'tasks-run-out-of-memory', afterSeconds: upTo(draw.chance, 60, 600) })],
  [2, draw => fault(draw, { kind: 'tasks-fail-health-checks' })],
  [1, draw => fault(draw, { kind: 'tasks-cannot-pull-image' })],
  [1, draw => fault(draw, { kind: 'slow-start', factor: upTo(draw.chance, 2, 5) })],
  [2, draw => fault(draw, { kind: 'zone-loss', availabilityZone: oneOf(draw.chance, ['us-east-1a', 'us-east-1b']) })],
  [4, draw => fault(draw, oneOf(draw.chance, [{ kind: 'metric-gap' }, { kind: 'metric-gap', namespace: 'AWS/ECS' }]))],
  [
    5,
    draw => {
      const [rampMinutes, holdMinutes] = [upTo(draw.chance, 1, 3), upTo(draw.chance, 5, 40)];
      return fault(draw, { kind: 'surge', extraPerMinute: upTo(draw.chance, 500, 8000), rampMinutes, holdMinutes });
    },
  ],
  [
    1,
    draw => fault(draw, { kind: 'second-operator', everyMinutes: [1, 4], desiredCount: [0, 9], maxCapacity: [4, 12] }),
  ],
  [1, ({ service }) => fate(service, { kind: 'is-interrupted', afterMs: 2 * MINUTE })],
  [1, ({ service }) => fate(service, { kind: 'fails-container-health-checks', afterMs: MINUTE })],
  [1, ({ service }) => fate(service, { kind: 'cannot-get-network-interface' })],
  [2, ({ service }) => fate(service, undefined)],
  [
    1,
    ({ chance }) => {
      const vcpus = oneOf(chance, [undefined, 4, 10, 16]);
      return { said: `the quota becomes ${vcpus}`, act: ({ world }) => world.quotas.applyFargateVcpus(vcpus) };
    },
  ],
  [
    2,
    ({ chance }) =>
      performed({
        call: 'rds:ModifyDBInstance',
        input: {
          DBInstanceIdentifier: 'waooaw-postgres-production',
          DBInstanceClass: oneOf(chance, ['db.t3.medium', 'db.t3.large', 'db.m5.large']),
          ApplyImmediately: true,
        },
      }),
  ],
  [
    2,
    ({ chance }) =>
      performed({
        call: 'elasticache:IncreaseReplicaCount',
        input: {
          ReplicationGroupId: 'waooaw-redis-production',
          NewReplicaCount: upTo(chance, 2, 3),
          ApplyImmediately: true,
        },
      }),
  ],
];

const ALL_WEIGHTS = ROWS.reduce((sum, [weight]) => sum + weight, 0);

export const drawDeed = (chance: RandomStream, now: number): DrawnDeed => {
  const draw = { chance, now, service: oneOf(chance, SERVICES) };
  let left = chance.below(ALL_WEIGHTS);
  const row = ROWS.find(([weight]) => {
    left -= weight;
    return left < 0;
  });
  if (row === undefined) throw new Error('one row is always drawn');
  return row[1](draw);
};
