import fc from 'fast-check';
import type {
  AccountSnapshot,
  Cache,
  ConfiguredAlarm,
  Database,
  EventRule,
  Topic,
} from '../../src/domain/account-snapshot.ts';
import { alarmText } from '../../src/domain/configurations/alarm.ts';
import { permissionText } from '../../src/domain/configurations/permission.ts';
import { ruleTargetText, ruleText } from '../../src/domain/configurations/rule.ts';
import { topicText } from '../../src/domain/configurations/topic.ts';
import { fresh, type Observed } from '../../src/domain/observed.ts';
import { pendingAccount } from '../../src/domain/snapshot-patch.ts';
import { minutes } from '../../src/domain/time.ts';

const accountNow = Date.UTC(2026, 10, 23, 19, 0, 0);

const arnOf = (service: string, rest: string): string => `arn:aws:${service}:us-east-1:123456789012:${rest}`;

export const topicArn = (name: string): string => arnOf('sns', name);

/** The policy that SNS writes where nobody gives one. */
const defaultPolicy = (name: string) => ({
  Version: '2008-10-17',
  Id: '__default_policy_ID',
  Statement: [
    {
      Sid: '__default_statement_ID',
      Effect: 'Allow',
      Principal: { AWS: '*' },
      Action: ['SNS:Publish'],
      Resource: topicArn(name),
      Condition: { StringEquals: { 'AWS:SourceOwner': '123456789012' } },
    },
  ],
});

export const topic = (name: string, overrides: Partial<Topic> = {}): Topic => ({
  name,
  arn: topicArn(name),
  subscriptions: [],
  configuration: topicText({ Policy: JSON.stringify(defaultPolicy(name)) }),
  ...overrides,
});

export const confirmedEmail = (topicName: string): Topic['subscriptions'][number] => ({
  name: `${topicName} email ops@example.com`,
  protocol: 'email',
  endpoint: 'ops@example.com',
  arn: `${topicArn(topicName)}:6f1c9f0e-0000-4000-8000-000000000000`,
});

type AlarmRequest = Exclude<Parameters<typeof alarmText>[0], { AlarmArn?: unknown }>;

/** An alarm as AWS shows it that was made by this request. */
export const configuredAlarm = (request: AlarmRequest, overrides: Partial<ConfiguredAlarm> = {}): ConfiguredAlarm => ({
  name: request.AlarmName ?? '',
  state: 'OK',
  stateSince: accountNow - minutes(30),
  stateReason: '',
  namespace: request.Namespace ?? null,
  metricName: request.MetricName ?? null,
  dimensions: Object.fromEntries((request.Dimensions ?? []).map(({ Name = '', Value = '' }) => [Name, Value])),
  threshold: request.Threshold ?? null,
  actionsEnabled: request.ActionsEnabled ?? true,
  alarmActions: request.AlarmActions ?? [],
  okActions: request.OKActions ?? [],
  ofScalingPolicy: false,
  configuration: alarmText(request),
  ...overrides,
});

/** The runbook's alarm, word for word: with one dimension of two, and without anybody to tell. */
export const runbookAlarm = (AlarmName: string): ConfiguredAlarm =>
  configuredAlarm(
    {
      AlarmName,
      AlarmDescription: 'Backend CPU > 80%',
      Namespace: 'AWS/ECS',
      MetricName: 'CPUUtilization',
      Statistic: 'Average',
      Period: 300,
      EvaluationPeriods: 2,
      Threshold: 80,
      ComparisonOperator: 'GreaterThanThreshold',
      Dimensions: [{ Name: 'ServiceName', Value: 'waooaw-backend' }],
    },
    { state: 'INSUFFICIENT_DATA' },
  );

export const rule = (name: string, schedule: string, lambda: string | null, enabled = true): EventRule => ({
  name,
  arn: arnOf('events', `rule/${name}`),
  enabled,
  scheduleExpression: schedule,
  eventPattern: null,
  targets:
    lambda === null
      ? []
      : [
          {
            id: '1',
            arn: arnOf('lambda', `function:${lambda}`),
            input: '{"count":2}',
            configuration: ruleTargetText({
              Id: '1',
              Arn: arnOf('lambda', `function:${lambda}`),
              Input: '{"count":2}',
            }),
          },
        ],
  configuration: ruleText({ ScheduleExpression: schedule, State: enabled ? 'ENABLED' : 'DISABLED' }),
});

export const database = (overrides: Partial<Database> = {}): Database => ({
  identifier: 'waooaw-postgres-production',
  instanceClass: 'db.t3.medium',
  engine: 'postgres',
  status: 'available',
  multiAz: false,
  replicaOf: null,
  maxConnections: { count: 405, from: 'class' },
  connections: 80,
  cpuPercent: 20,
  freeStorageBytes: 60 * 2 ** 30,
  allocatedStorageGib: 100,
  ...overrides,
});

export const cache = (overrides: Partial<Cache> = {}): Cache => ({
  id: 'waooaw-redis-production',
  nodeType: 'cache.t3.small',
  status: 'available',
  clusterEnabled: false,
  shards: 1,
  nodes: 2,
  members: ['waooaw-redis-production-001', 'waooaw-redis-production-002'],
  memoryPercent: 50,
  cpuPercent: 12,
  connections: 40,
  evictions: 0,
  ...overrides,
});

/** An account on a quiet day: one topic, one database, one cache and the runbook's function, and no alarm. */
export const account = (overrides: Partial<AccountSnapshot> = {}): AccountSnapshot => ({
  ...pendingAccount,
  metricAlarms: fresh([], accountNow),
  topics: fresh([topic('scaling-events', { subscriptions: [confirmedEmail('scaling-events')] })], accountNow),
  rules: fresh([], accountNow),
  databases: fresh([database()], accountNow),
  caches: fresh([cache()], accountNow),
  functions: {
    'scale-ecs': fresh({ name: 'scale-ecs', arn: arnOf('lambda', 'function:scale-ecs'), permissions: {} }, accountNow),
  },
  ...overrides,
});

const otherPermission = permissionText({ Action: 'lambda:InvokeFunction', Principal: 'events.amazonaws.com' });

const anyFresh = <T>(value: fc.Arbitrary<T>): fc.Arbitrary<Observed<T>> => value.map(known => fresh(known, accountNow));

/** Accounts in which procedures find something, nothing, or what somebody else has made under the same name. */
export function anyAccount(
  anyFaultOr: <T>(value: fc.Arbitrary<T>) => fc.Arbitrary<Observed<T>>,
): fc.Arbitrary<AccountSnapshot> {
  const mostly = <T>(value: fc.Arbitrary<T>): fc.Arbitrary<Observed<T>> =>
    fc.oneof({ weight: 3, arbitrary: anyFresh(value) }, { weight: 1, arbitrary: anyFaultOr(value) });
  return fc
    .record({
      metricAlarms: mostly(
        fc.constantFrom([], [runbookAlarm('waooaw-high-cpu')], [runbookAlarm('waooaw-backend-high-cpu')]),
      ),
      topics: mostly(
        fc.constantFrom(
          [],
          [topic('scaling-events')],
          [topic('scaling-events', { subscriptions: [confirmedEmail('scaling-events')] }), topic('other')],
        ),
      ),
      rules: mostly(
        fc.constantFrom(
          [],
          [rule('waooaw-scale-down', 'cron(0 2 * * ? *)', 'scale-ecs')],
          [rule('waooaw-backend-night-up', 'cron(0 9 * * ? *)', null)],
        ),
      ),
      databases: mostly(
        fc.constantFrom([], [database()], [database({ maxConnections: null, cpuPercent: null, connections: null })]),
      ),
      caches: mostly(fc.constantFrom([], [cache()], [cache({ memoryPercent: null })])),
      scaleEcs: mostly(
        fc.constantFrom(
          null,
          { name: 'scale-ecs', arn: arnOf('lambda', 'function:scale-ecs'), permissions: {} },
          {
            name: 'scale-ecs',
            arn: arnOf('lambda', 'function:scale-ecs'),
            permissions: { 'waooaw-backend-night-down': otherPermission },
          },
        ),
      ),
    })
    .map(
      ({ scaleEcs, ...parts }): AccountSnapshot => ({
        ...pendingAccount,
        ...parts,
        functions: { 'scale-ecs': scaleEcs },
      }),
    );
}
