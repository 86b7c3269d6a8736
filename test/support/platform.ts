import { createCircuitBreakers } from '../../src/aws/circuit-breakers.ts';
import { cadences } from '../../src/aws/observe/index.ts';
import { createObserver } from '../../src/aws/observe/observe-parts.ts';
import { createPollingRead } from '../../src/aws/polling-read.ts';
import { createRequestMeter } from '../../src/aws/request-meter.ts';
import { createSecrets } from '../../src/config/secrets.ts';
import { type Fault, FaultError } from '../../src/domain/fault.ts';
import type { OperationInput, OperationOutput, ReadOperation } from '../../src/domain/operations.ts';
import type { Gateway } from '../../src/domain/ports.ts';
import { type ServiceKey, scalableResourceId, serviceKey } from '../../src/domain/snapshot.ts';
import type { Clock, Instant } from '../../src/domain/time.ts';
import { createSession, type HeadroomSession } from '../../src/session/session.ts';

/** A request that reached AWS. */
export interface Asked {
  readonly atMs: Instant;
  readonly operation: ReadOperation;
}

export interface Platform {
  readonly session: HeadroomSession;
  readonly services: readonly ServiceKey[];
  /** Every request, in order. */
  readonly asked: Asked[];
}

interface PlatformOptions {
  readonly services: number;
  readonly clock: Clock;
  readonly requestsPerMinute?: number;
}

/**
 * An account of any size on a clock of the test's: a hundred services to a cluster, one in ten behind a load balancer and
 * scaling by itself. It answers at once; everything above the SDK is the program's own.
 */
export function platform({ services: count, clock, requestsPerMinute = 300 }: PlatformOptions): Platform {
  const asked: Asked[] = [];
  const services = Array.from({ length: count }, (_, number) =>
    serviceKey(
      `cluster-${String(Math.floor(number / 100)).padStart(2, '0')}`,
      `service-${String(number).padStart(4, '0')}`,
    ),
  );
  async function answer<Name extends ReadOperation>(
    operation: Name,
    input: OperationInput<Name>,
  ): Promise<OperationOutput<Name>> {
    asked.push({ atMs: clock.now(), operation });
    const make = answers[operation];
    if (make === undefined) throw new Error(`nobody has told this platform how to answer ${operation}`);
    // Each answer below has what its operation's reader takes of it.
    return make(input as never, clock.now(), services) as OperationOutput<Name>;
  }
  const breakers = createCircuitBreakers(clock);
  const meter = createRequestMeter(clock, requestsPerMinute);
  const gateway: Gateway = {
    async read(operation, input) {
      meter.count();
      return answer(operation, input);
    },
    write: async () => Promise.reject(new Error('this platform is only looked at')),
  };
  const laneOf = (lane: 'screen' | 'elsewhere'): Gateway => ({
    ...gateway,
    read: createPollingRead({ breakers, meter, lane }, (_, operation, input, signal) => {
      if (signal?.aborted) throw new FaultError(calledOff);
      return answer(operation, input);
    }),
  });
  const session = createSession({
    wallClock: clock,
    writes: 'ask',
    // Nothing is ever written to it.
    stateDir: '/nowhere',
    secrets: createSecrets({}),
    openAws: async () => ({
      clock,
      gateway,
      mint: ({ runId, stepId }) => ({ runId, stepId }),
      visit: async () => ({ ok: true, says: 'HTTP 200' }),
      cadences,
      identify: async () => ({
        environment: 'platform',
        production: true,
        accountId: '123456789012',
        region: 'us-east-1',
        principalArn: 'arn:aws:sts::123456789012:assumed-role/operator/ann',
        endpoint: null,
        simulated: false,
      }),
      services: async () => ({ services, notes: [] }),
      observe: createObserver({ gateway, clock }),
      poll: createObserver({ gateway: laneOf('screen'), clock }),
      pollElsewhere: createObserver({ gateway: laneOf('elsewhere'), clock, mostEvents: 10 }),
      outages: breakers.outages,
      connection: () => ({ credentialsFrom: undefined, notes: [] }),
      requests: meter.use,
      close: () => {},
    }),
  });
  return { session, services, asked };
}

const calledOff: Fault = { kind: 'timeout', because: 'nobody waits for it any more', nextStep: 'None.' };

const arn = (service: string, what: string): string => `arn:aws:${service}:us-east-1:123456789012:${what}`;
const isWeb = (name: string): boolean => name.endsWith('0');
const targetGroup = (name: string): string => arn('elasticloadbalancing', `targetgroup/${name}/0123456789abcdef`);
const nameOf = (resourceId: string): string => resourceId.split('/').at(-1) ?? '';
const clusterOf = (name: string): string => `cluster-${name.slice('service-'.length, 'service-'.length + 2)}`;

const policyOf = (ResourceId: string) => ({
  ResourceId,
  PolicyName: 'cpu-scaling',
  PolicyType: 'TargetTrackingScaling',
  TargetTrackingScalingPolicyConfiguration: { TargetValue: 70 },
  Alarms: [{ AlarmName: `high-${nameOf(ResourceId)}` }, { AlarmName: `low-${nameOf(ResourceId)}` }],
});

type Answer = (input: never, now: Instant, services: readonly ServiceKey[]) => object;

const answers: Partial<Record<ReadOperation, Answer>> = {
  'ecs:DescribeServices': ({ services }: OperationInput<'ecs:DescribeServices'>, now) => ({
    services: services?.map(name => ({
      serviceName: name,
      serviceArn: arn('ecs', `service/${clusterOf(name)}/${name}`),
      createdAt: new Date(0),
      status: 'ACTIVE',
      desiredCount: 2,
      // Different from minute to minute, as in life.
      runningCount: 1 + (Math.floor(now / 60_000) % 2),
      pendingCount: 0,
      taskDefinition: arn('ecs', `task-definition/${name}:1`),
      loadBalancers: isWeb(name) ? [{ targetGroupArn: targetGroup(name) }] : [],
      deployments: [{ id: 'ecs-svc/1', status: 'PRIMARY', rolloutState: 'COMPLETED', failedTasks: 0 }],
      events: Array.from({ length: 100 }, (_, number) => ({
        id: `${name}-${number}`,
        createdAt: new Date(now - number * 21_600_000),
        message: `(service ${name}) has reached a steady state.`,
      })),
    })),
  }),
  'ecs:DescribeTaskDefinition': () => ({ taskDefinition: { cpu: '256', memory: '512' } }),
  'application-autoscaling:DescribeScalableTargets': ({
    ResourceIds,
  }: OperationInput<'application-autoscaling:DescribeScalableTargets'>) => ({
    ScalableTargets: ResourceIds?.filter(isWeb).map(ResourceId => ({ ResourceId, MinCapacity: 1, MaxCapacity: 8 })),
  }),
  'application-autoscaling:DescribeScalingPolicies': (
    { ResourceId, NextToken = '0' }: OperationInput<'application-autoscaling:DescribeScalingPolicies'>,
    _,
    services,
  ) => {
    if (ResourceId !== undefined) return { ScalingPolicies: [policyOf(ResourceId)] };
    // A page of all of the region.
    const registered = services.filter(isWeb).map(scalableResourceId);
    const from = Number(NextToken);
    const NextPage = from + 10 < registered.length ? { NextToken: String(from + 10) } : {};
    return { ScalingPolicies: registered.slice(from, from + 10).map(policyOf), ...NextPage };
  },
  'application-autoscaling:DescribeScalingActivities': (
    _: OperationInput<'application-autoscaling:DescribeScalingActivities'>,
    now,
  ) => ({
    ScalingActivities: Array.from({ length: 50 }, (__, number) => ({
      ActivityId: `activity-${number}`,
      StartTime: new Date(now - number * 60_000),
      StatusCode: 'Successful',
      Description: 'Setting desired count to 2.',
      Cause: 'monitor alarm in state ALARM triggered policy cpu-scaling',
    })),
  }),
  'cloudwatch:DescribeAlarms': ({ AlarmNames }: OperationInput<'cloudwatch:DescribeAlarms'>) => ({
    MetricAlarms: AlarmNames?.map(AlarmName => ({
      AlarmName,
      StateValue: 'OK',
      Threshold: 70,
      EvaluationPeriods: 3,
      Period: 60,
      ComparisonOperator: AlarmName.startsWith('low') ? 'LessThanThreshold' : 'GreaterThanThreshold',
    })),
  }),
  'cloudwatch:GetMetricData': ({
    MetricDataQueries,
    StartTime,
    EndTime,
  }: OperationInput<'cloudwatch:GetMetricData'>) => {
    const minutes: Date[] = [];
    for (let at = Number(StartTime); at < Number(EndTime); at += 60_000) minutes.push(new Date(at));
    const Values = minutes.map((_, index) => 30 + (index % 40));
    return {
      MetricDataResults: MetricDataQueries?.map(({ Id }) => ({
        Id,
        Timestamps: minutes,
        Values,
        StatusCode: 'Complete',
      })),
    };
  },
  'elasticloadbalancing:DescribeTargetGroups': ({
    TargetGroupArns,
  }: OperationInput<'elasticloadbalancing:DescribeTargetGroups'>) => ({
    TargetGroups: TargetGroupArns?.map(TargetGroupArn => ({
      TargetGroupArn,
      TargetGroupName: nameOf(TargetGroupArn),
      LoadBalancerArns: [arn('elasticloadbalancing', 'loadbalancer/app/web/0123456789abcdef')],
    })),
  }),
  'elasticloadbalancing:DescribeTargetHealth': () => ({
    TargetHealthDescriptions: [{ TargetHealth: { State: 'healthy' } }, { TargetHealth: { State: 'healthy' } }],
  }),
};
