import { describe, expect, it } from 'vitest';
import { configurationWrite } from '../../src/domain/configuration-write.ts';
import { topicText } from '../../src/domain/configurations/topic.ts';
import { namesText } from '../../src/domain/fact-sources.ts';
import type { ApplyStep, Plan, UndoStep } from '../../src/domain/plan.ts';
import { deregisterWrite, registerWrite } from '../../src/domain/scalable-target-write.ts';
import { fingerprintOf } from '../../src/domain/secret.ts';
import { type ServiceKey, serviceKey } from '../../src/domain/snapshot.ts';
import { subscribeWrite, topicWrite, unsubscribeWrite } from '../../src/domain/topic-write.ts';
import { planUndoOf } from '../../src/session/planning.ts';
import type { HeadroomSession } from '../../src/session/session.ts';
import { heldBy } from '../support/held-by-world.ts';
import { completedRun, endedRun, simulatedAccount, takenBack } from '../support/simulated-session.ts';

const service: ServiceKey = serviceKey('waooaw-production', 'waooaw-backend');

type Write = Pick<UndoStep, 'changes' | 'effect'>;

const asStep = ({ changes, effect }: Write, title: string): UndoStep => ({
  title,
  changes,
  effect,
  verify: { check: 'facts', expect: changes.map(({ fact, to: value }) => ({ fact, value })) },
});

const apply = (
  id: string,
  write: Write,
  undo: ApplyStep['undo'],
  unchanged: ApplyStep['unchanged'] = [],
): ApplyStep => ({ ...asStep(write, id), kind: 'apply', id, unchanged, verifyWithinMs: 60_000, undo });

const back = (...writes: readonly Write[]): ApplyStep['undo'] => ({
  kind: 'steps',
  steps: writes.map((write, index) => asStep(write, `back ${index}`)),
});

function planWith(session: HeadroomSession, ...applies: readonly ApplyStep[]): Plan {
  const { snapshot } = session.store.getSnapshot();
  if (snapshot === undefined) throw new Error('the session is connected');
  return {
    version: 1,
    procedure: 'test',
    input: {},
    summary: 'a plan of a test',
    madeAt: session.clock.now(),
    session: snapshot.session,
    services: [service],
    warnings: [],
    predictions: [],
    cost: null,
    steps: [
      {
        kind: 'confirm',
        id: 'confirm',
        title: 'Confirm',
        ask: { grade: 'name', consequence: 'It is done.', phrase: 'waooaw', because: [] },
      },
      ...applies,
    ],
  };
}

describe('taking auto-scaling off a service', () => {
  it('shows every policy and every scheduled action that goes with it, and brings all of them back', async () => {
    const { aws, session, call } = await simulatedAccount();
    call('application-autoscaling:PutScheduledAction', {
      ServiceNamespace: 'ecs',
      ResourceId: `service/${service}`,
      ScalableDimension: 'ecs:service:DesiredCount',
      ScheduledActionName: 'night-down',
      Schedule: 'cron(0 2 * * ? *)',
      Timezone: 'Europe/Berlin',
      ScalableTargetAction: { MinCapacity: 2, MaxCapacity: 4 },
    });
    const before = structuredClone(heldBy(aws.world));
    const seen = (await session.observe([service], ['counts', 'scaling', 'scheduledActions'])).services.find(
      ({ key }) => key === service,
    );
    if (seen?.scaling.state !== 'fresh' || seen.scheduledActions.state !== 'fresh') throw new Error('it can be read');
    const { target, policies } = seen.scaling.value;
    if (target === null) throw new Error('the world has one');
    const scheduledActions = seen.scheduledActions.value;
    const gone = deregisterWrite(service, { target, policies, scheduledActions, desiredCount: 2 });
    expect(gone.changes.map(({ fact: { attribute, name }, to }) => [attribute, name, to])).toEqual([
      ['minCapacity', undefined, null],
      ['maxCapacity', undefined, null],
      ['dynamicScalingInSuspended', undefined, null],
      ['dynamicScalingOutSuspended', undefined, null],
      ['scheduledScalingSuspended', undefined, null],
      ['scalingPolicies', undefined, '[]'],
      ['scalingPolicy', 'cpu-scaling', null],
      ['scalingPolicy', 'request-scaling', null],
      ['scheduledActions', undefined, '[]'],
      ['scheduledAction', 'night-down', null],
    ]);
    const way = back(
      registerWrite(service, { from: null, to: target, desiredCount: 2 }),
      ...policies.map(({ name, configuration }) =>
        configurationWrite({ service, attribute: 'scalingPolicy', name }, { from: null, to: configuration }),
      ),
      ...scheduledActions.map(({ name, configuration }) =>
        configurationWrite({ service, attribute: 'scheduledAction', name }, { from: null, to: configuration }),
      ),
    );
    const run = await completedRun(session, planWith(session, apply('apply-1', gone, way)));
    expect(heldBy(aws.world).targets).not.toHaveProperty([`service/${service}`]);
    await takenBack(session, run);
    expect(heldBy(aws.world)).toEqual(before);
  });

  it('is refused where somebody has added a policy since the plan was made: it would be deleted unseen', async () => {
    const { session, call } = await simulatedAccount();
    const target = {
      minCapacity: 2,
      maxCapacity: 6,
      suspended: { dynamicScalingIn: false, dynamicScalingOut: false, scheduledScaling: false },
    };
    const agent: ServiceKey = 'waooaw-production/waooaw-agent';
    const seen = (await session.observe([agent], ['scaling'])).services.find(({ key }) => key === agent);
    if (seen?.scaling.state !== 'fresh') throw new Error('it can be read');
    const { policies } = seen.scaling.value;
    const write = deregisterWrite(agent, { target, policies, scheduledActions: [], desiredCount: 2 });
    const noActions = { fact: { service: agent, attribute: 'scheduledActions' as const }, value: namesText([]) };
    call('application-autoscaling:PutScalingPolicy', {
      ServiceNamespace: 'ecs',
      ResourceId: `service/${agent}`,
      ScalableDimension: 'ecs:service:DesiredCount',
      PolicyName: 'memory-scaling',
      TargetTrackingScalingPolicyConfiguration: {
        TargetValue: 70,
        PredefinedMetricSpecification: { PredefinedMetricType: 'ECSServiceAverageMemoryUtilization' },
      },
    });
    const plan = planWith(session, apply('apply-1', write, back(), [noActions]));
    const { ended, drift } = await endedRun(session, plan);
    expect(ended).toMatchObject({ kind: 'stopped', because: 'drift' });
    expect(drift.map(({ fact: { attribute }, actual }) => [attribute, actual])).toEqual([
      ['scalingPolicies', '["cpu-scaling","memory-scaling"]'],
    ]);
  });
});

const topic = { name: 'waooaw-scaling-events', arn: 'arn:aws:sns:us-east-1:123456789012:waooaw-scaling-events' };

const policyFor = (principal: string): string =>
  topicText({
    Policy: JSON.stringify({
      Version: '2012-10-17',
      Statement: [
        {
          Sid: 'publish',
          Effect: 'Allow',
          Principal: { Service: principal },
          Action: 'sns:Publish',
          Resource: topic.arn,
        },
      ],
    }),
  });

const webhook = 'https://hooks.example.com/services/T0/B0/abcdef';

describe('a topic and its subscriptions', () => {
  it('come and go together, and the secret of a subscription is nowhere but at AWS', async () => {
    const { aws, session } = await simulatedAccount({ WEBHOOK_URL: webhook });
    const before = structuredClone(heldBy(aws.world));
    const endpoint = session.secrets.keepFrom('env:WEBHOOK_URL');
    if (typeof endpoint !== 'string') throw new Error(endpoint.says);
    const subscribe = subscribeWrite({ topic, protocol: 'https', endpoint });
    const [subscription] = subscribe.changes;
    const name = subscription?.fact.name ?? '';
    expect(name).toBe(`waooaw-scaling-events https ${fingerprintOf(endpoint)?.slice(0, 19)}`);
    const made = topicWrite(topic, { from: null, to: policyFor('events.amazonaws.com') });
    const gone = topicWrite(topic, { from: policyFor('events.amazonaws.com'), to: null }, [name]);
    const plan = planWith(
      session,
      apply('apply-1', made, back(gone)),
      apply('apply-2', subscribe, { kind: 'with', step: 'apply-1' }),
    );
    expect(JSON.stringify(plan)).not.toContain('hooks.example.com');
    const run = await completedRun(session, plan);
    expect(heldBy(aws.world).topics['waooaw-scaling-events']?.subscriptions).toEqual([`https ${webhook}`]);
    expect(JSON.stringify(session.store.getSnapshot())).not.toContain('/services/T0');
    await takenBack(session, run);
    expect(heldBy(aws.world)).toEqual(before);
  });

  it('a subscription of a topic that was there before is taken back by itself, by the ARN that AWS has given it', async () => {
    const { aws, session, call } = await simulatedAccount();
    call('sns:CreateTopic', { Name: topic.name });
    const subscriber = {
      topic,
      protocol: 'lambda',
      endpoint: 'arn:aws:lambda:us-east-1:123456789012:function:scale-ecs',
    };
    const before = structuredClone(heldBy(aws.world));
    const step = apply('apply-1', subscribeWrite(subscriber), back(unsubscribeWrite(subscriber)));
    const run = await completedRun(session, planWith(session, step));
    expect(heldBy(aws.world)).not.toEqual(before);
    await takenBack(session, run);
    expect(heldBy(aws.world)).toEqual(before);
  });

  it('one that nobody has confirmed cannot be taken back, and the undo says what becomes of it', async () => {
    const { session, call } = await simulatedAccount();
    call('sns:CreateTopic', { Name: topic.name });
    const subscriber = { topic, protocol: 'email', endpoint: 'ops@example.com' };
    const step = apply('apply-1', subscribeWrite(subscriber), back(unsubscribeWrite(subscriber)));
    const run = await completedRun(session, planWith(session, step));
    expect(await planUndoOf(session, run)).toEqual({
      kind: 'blocked',
      because: [
        'Subscription waooaw-scaling-events email ops@example.com is not confirmed, and AWS takes back only what was confirmed: it goes by itself two days after it was made.',
      ],
    });
  });

  it('another policy is one write, and the old one comes back', async () => {
    const { aws, session, call } = await simulatedAccount();
    call('sns:CreateTopic', { Name: topic.name });
    const seen = await session.observe([], ['topics']);
    const held = seen.account.topics.state === 'fresh' ? seen.account.topics.value[0]?.configuration : undefined;
    if (held === undefined) throw new Error('the topic can be read');
    const before = structuredClone(heldBy(aws.world));
    const to = policyFor('events.amazonaws.com');
    const step = apply(
      'apply-1',
      topicWrite(topic, { from: held, to }),
      back(topicWrite(topic, { from: to, to: held })),
    );
    const run = await completedRun(session, planWith(session, step));
    expect(heldBy(aws.world)).not.toEqual(before);
    await takenBack(session, run);
    expect(heldBy(aws.world)).toEqual(before);
  });
});
