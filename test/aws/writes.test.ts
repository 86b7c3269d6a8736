import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createObserver } from '../../src/aws/observe/observe-parts.ts';
import { createGateway, type OpenGateway } from '../../src/aws/sdk.ts';
import { probeSimulator } from '../../src/aws/simulated-endpoint.ts';
import { type ConfiguredFact, configurationWrite } from '../../src/domain/configuration-write.ts';
import { alarmText } from '../../src/domain/configurations/alarm.ts';
import { permissionText } from '../../src/domain/configurations/permission.ts';
import { ruleTargetText, ruleText } from '../../src/domain/configurations/rule.ts';
import { scalingPolicyText } from '../../src/domain/configurations/scaling-policy.ts';
import { scheduledActionText } from '../../src/domain/configurations/scheduled-action.ts';
import { effectAtOdds } from '../../src/domain/effect.ts';
import { type Fact, type FactValue, partsOf, readFact, servicesOf } from '../../src/domain/fact.ts';
import type { Effect } from '../../src/domain/operations.ts';
import type { ServiceKey } from '../../src/domain/snapshot.ts';
import { applyPatch, pendingSnapshot } from '../../src/domain/snapshot-patch.ts';
import { type RunningSimulator, startSimulator } from '../../src/sim/simulator.ts';
import { session } from '../support/snapshots.ts';

const service: ServiceKey = 'waooaw-production/waooaw-backend';
const account = '123456789012:';
const topicArn = `arn:aws:sns:us-east-1:${account}waooaw-scaling-events`;

let simulator: RunningSimulator;
let opened: OpenGateway;

beforeAll(async () => {
  simulator = await startSimulator({ seed: 1, start: Date.UTC(2026, 10, 23, 12), speed: 1, durations: 1, port: 0 });
  const hello = await probeSimulator(simulator.url);
  opened = createGateway({ region: 'us-east-1', endpoint: simulator.url, simulator: hello });
});

afterAll(async () => {
  opened.destroy();
  await simulator.close();
});

async function read(fact: Fact): Promise<FactValue> {
  const services = servicesOf([{ fact }]);
  const empty = pendingSnapshot(session(), services);
  const snapshot = applyPatch(empty, await createObserver(opened)(services, partsOf([{ fact }]), empty));
  const reading = readFact(snapshot, fact);
  if (!reading.known) throw new Error(`${fact.attribute} cannot be read: ${reading.because?.because}`);
  return reading.value;
}

const send = (effect: Effect) => opened.gateway.write(effect, opened.mint({ runId: 'run', stepId: 'apply-1', effect }));

async function move(fact: ConfiguredFact, from: string | null, to: string | null): Promise<void> {
  const write = configurationWrite(fact, { from, to });
  expect(effectAtOdds({ ...write, unchanged: [] })).toBeUndefined();
  expect(await send(write.effect)).toMatchObject({ outcome: 'accepted' });
  expect(await read(fact)).toBe(to);
}

const policy = (TargetValue: number): string =>
  scalingPolicyText({
    PolicyType: 'TargetTrackingScaling',
    TargetTrackingScalingPolicyConfiguration: {
      TargetValue,
      PredefinedMetricSpecification: { PredefinedMetricType: 'ECSServiceAverageMemoryUtilization' },
      ScaleInCooldown: 300,
      ScaleOutCooldown: 60,
    },
  });

const alarm = (Threshold: number): string =>
  alarmText({
    AlarmName: 'waooaw-high-cpu',
    AlarmDescription: 'Backend CPU – auto-scaling does not cope',
    Namespace: 'AWS/ECS',
    MetricName: 'CPUUtilization',
    Dimensions: [
      { Name: 'ServiceName', Value: 'waooaw-backend' },
      { Name: 'ClusterName', Value: 'waooaw-production' },
    ],
    Statistic: 'Average',
    Period: 60,
    EvaluationPeriods: 5,
    Threshold,
    ComparisonOperator: 'GreaterThanThreshold',
    AlarmActions: [topicArn],
  });

const stories: readonly (readonly [string, ConfiguredFact, string, string])[] = [
  ['a scaling policy', { service, attribute: 'scalingPolicy', name: 'memory-scaling' }, policy(70), policy(60)],
  [
    'a scheduled action',
    { service, attribute: 'scheduledAction', name: 'night-down' },
    scheduledActionText({ Schedule: 'cron(0 2 * * ? *)', ScalableTargetAction: { MinCapacity: 2, MaxCapacity: 4 } }),
    scheduledActionText({
      Schedule: 'cron(0 3 * * ? *)',
      Timezone: 'Europe/Berlin',
      EndTime: '2027-01-01T00:00:00.000Z',
      ScalableTargetAction: { MinCapacity: 2 },
    }),
  ],
  ['an alarm', { attribute: 'alarm', name: 'waooaw-high-cpu' }, alarm(80), alarm(85)],
  [
    'a rule',
    { attribute: 'rule', name: 'waooaw-scaled-to-max' },
    ruleText({ EventPattern: '{"source": ["aws.application-autoscaling"]}', Description: 'At the ceiling' }),
    ruleText({ ScheduleExpression: 'cron(0 8 * * ? *)', State: 'DISABLED' }),
  ],
  [
    'a permission',
    { attribute: 'lambdaPermission', name: 'scale-ecs/waooaw-scale-up' },
    permissionText({
      Action: 'lambda:InvokeFunction',
      Principal: 'events.amazonaws.com',
      SourceArn: `arn:aws:events:us-east-1:${account}rule/waooaw-scale-up`,
    }),
    '',
  ],
];

describe('what is configured as a whole', () => {
  it.each(stories)('%s is made, replaced and taken away exactly as it is shown', async (_, fact, first, second) => {
    await move(fact, null, first);
    if (second !== '') {
      await move(fact, first, second);
      await move(fact, second, first);
    }
    await move(fact, first, null);
  });

  it('a target of a rule is its own thing', async () => {
    const rule: ConfiguredFact = { attribute: 'rule', name: 'waooaw-scale-up' };
    const target: ConfiguredFact = { attribute: 'ruleTarget', name: 'waooaw-scale-up/1' };
    const lambda = `arn:aws:lambda:us-east-1:${account}function:scale-ecs`;
    const text = (input: string): string => ruleTargetText({ Id: '1', Arn: lambda, Input: input });
    await move(rule, null, ruleText({ ScheduleExpression: 'cron(0 8 * * ? *)' }));
    await move(target, null, text('{"count": 2}'));
    await move(target, text('{"count": 2}'), text('"two"'));
    await move(target, text('"two"'), null);
    await move(rule, ruleText({ ScheduleExpression: 'cron(0 8 * * ? *)' }), null);
  });

  it('the policies that a service has are read as what would make them again', async () => {
    const fact = { service, attribute: 'scalingPolicy', name: 'request-scaling' } as const;
    const before = await read(fact);
    if (typeof before !== 'string') throw new Error('the world has this policy');
    await move(fact, before, policy(50));
    await move(fact, policy(50), before);
  });
});
