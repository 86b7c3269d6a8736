import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { membersOf } from '../../../src/domain/canonical-json.ts';
import { topicText } from '../../../src/domain/configurations/topic.ts';
import { fresh } from '../../../src/domain/observed.ts';
import type { Planned } from '../../../src/domain/plan.ts';
import type { ServiceSnapshot, Snapshot } from '../../../src/domain/snapshot.ts';
import { hours, minutes } from '../../../src/domain/time.ts';
import type { NotificationsInput } from '../../../src/procedures/set-up-notifications/recipient.ts';
import { neverConfirms, refusedWebhook } from '../../../src/procedures/set-up-notifications/webhook.ts';
import { setUpNotifications } from '../../../src/procedures/set-up-notifications.ts';
import { planProcedure } from '../../../src/session/planning.ts';
import { account, topic, topicArn } from '../../support/accounts.ts';
import { anySecret } from '../../support/inputs.ts';
import { appliesOf, askOf, planOf, reasonsOf, warningsIn } from '../../support/planned.ts';
import { completedRun, endedRun, simulatedAccount } from '../../support/simulated-session.ts';
import { backend, counts, now, scaling, snapshot } from '../../support/snapshots.ts';

const noTopic: Partial<Snapshot['account']> = { topics: fresh([], now) };

const seen = (of: Partial<Snapshot['account']> = noTopic, overrides: Partial<ServiceSnapshot> = {}): Snapshot => ({
  ...snapshot(overrides),
  account: account(of),
});

const plan = (asked: Partial<NotificationsInput> = {}, given: Snapshot = seen()): Planned =>
  setUpNotifications.plan(
    { service: backend, tell: 'ops@example.com', topic: 'scaling-events', events: 'at-maximum', webhook: '', ...asked },
    given,
  );

const operations = (planned: Planned) => appliesOf(planned).map(({ effect }) => effect.operation);

describe('a topic that somebody hears', () => {
  it('is made with its policy, the rule and its target, and the subscription, in this order', () => {
    expect(operations(plan())).toEqual(['sns:CreateTopic', 'events:PutRule', 'events:PutTargets', 'sns:Subscribe']);
    const [made, rule, target] = appliesOf(plan());
    expect(JSON.stringify(made?.effect.input)).toContain('events.amazonaws.com');
    expect(rule?.effect.input).toMatchObject({ Name: 'waooaw-backend-scaled-to-max', State: 'ENABLED' });
    expect(JSON.parse(String(membersOf(JSON.stringify(rule?.effect.input))['EventPattern']))).toEqual({
      source: ['aws.application-autoscaling'],
      'detail-type': ['Application Auto Scaling Scaling Activity State Change'],
      detail: { resourceId: [`service/${backend}`], scaledToMax: [true] },
    });
    expect(target?.effect.input).toMatchObject({ Targets: [{ Id: 'topic', Arn: topicArn('scaling-events') }] });
  });

  it('is taken away by one undo, and the subscription with it', () => {
    const applies = appliesOf(plan());
    expect(applies.at(-1)?.undo).toEqual({ kind: 'with', step: 'apply-1' });
    const [back] = applies[0]?.undo.kind === 'steps' ? applies[0].undo.steps : [];
    expect(back?.changes.map(({ fact }) => fact.attribute)).toEqual(['topic', 'topicSubscriptions', 'subscription']);
  });

  it('keeps what its policy allows, and gets what is lacking', () => {
    const held = topic('scaling-events');
    const [step] = appliesOf(plan({ tell: 'nobody' }, seen({ topics: fresh([held], now) })));
    expect(step?.effect).toMatchObject({ operation: 'sns:SetTopicAttributes', input: { AttributeName: 'Policy' } });
    const policy = String(step?.changes[0]?.to);
    expect(policy).toContain('__default_statement_ID');
    expect(policy).toContain('EventBridgePublishes');
    // The account's own alarms may publish by the statement that is there.
    expect(policy).not.toContain('CloudWatchPublishes');
  });

  it('lets alarms publish where somebody has taken that away', () => {
    const held = topic('scaling-events', { configuration: topicText({ Policy: '{"Statement":[]}' }) });
    const [step] = appliesOf(plan({ tell: 'nobody' }, seen({ topics: fresh([held], now) })));
    expect(String(step?.changes[0]?.to)).toContain('CloudWatchPublishes');
  });

  it('hears of every scale-out where it is asked to', () => {
    const rules = appliesOf(plan({ events: 'scale-outs' })).flatMap(({ effect }) =>
      effect.operation === 'events:PutRule' ? [effect.input] : [],
    );
    expect(rules.map(({ Name }) => Name)).toEqual(['waooaw-backend-scaled-to-max', 'waooaw-backend-scale-out']);
    expect(rules[1]?.EventPattern).toContain(`TargetTracking-service/${backend}-AlarmHigh-`);
  });
});

describe('who is told', () => {
  const byEmail = (arn: string | null) =>
    topic('scaling-events', {
      subscriptions: [
        { name: 'scaling-events email ops@example.com', protocol: 'email', endpoint: 'ops@example.com', arn },
      ],
    });

  it('by e-mail has to follow a link, and until then is pending and not called told', () => {
    expect(warningsIn(plan())).toContain('Until somebody follows it the subscription is pending and nobody is told');
    expect(planOf(plan()).predictions).toContainEqual({
      label: 'Subscription',
      before: 'none',
      after: 'pending, until the link is followed',
    });
    expect(appliesOf(plan()).at(-1)?.verify).toEqual({
      check: 'subscription',
      name: 'scaling-events email ops@example.com',
      mustBeConfirmed: false,
    });
  });

  it('is still pending when it is planned again, and that is what is said', () => {
    const steps = appliesOf(plan());
    const held = steps.flatMap(({ changes }) => changes);
    const at = (attribute: string) => String(held.find(({ fact }) => fact.attribute === attribute)?.to);
    const rules = fresh(
      [
        {
          name: 'waooaw-backend-scaled-to-max',
          arn: 'arn:aws:events:us-east-1:123456789012:rule/waooaw-backend-scaled-to-max',
          enabled: true,
          scheduleExpression: null,
          eventPattern: '{}',
          targets: [{ id: 'topic', arn: topicArn('scaling-events'), input: null, configuration: at('ruleTarget') }],
          configuration: at('rule'),
        },
      ],
      now,
    );
    const confirmedAs = (arn: string | null): Snapshot =>
      seen({ topics: fresh([{ ...byEmail(arn), configuration: at('topic') }], now), rules });
    expect(reasonsOf(plan({}, confirmedAs(null)))[0]).toContain('has not confirmed: the subscription is pending');
    expect(reasonsOf(plan({}, confirmedAs(`${topicArn('scaling-events')}:1`)))[0]).toContain(
      'AWS holds exactly that already',
    );
  });

  it('by a function needs its permission, and no confirmation', () => {
    const planned = plan({ tell: 'function:scale-ecs' });
    expect(operations(planned).slice(-2)).toEqual(['lambda:AddPermission', 'sns:Subscribe']);
    expect(appliesOf(planned).at(-2)?.effect.input).toMatchObject({
      Principal: 'sns.amazonaws.com',
      SourceArn: topicArn('scaling-events'),
    });
    expect(appliesOf(planned).at(-1)?.verify).toMatchObject({ mustBeConfirmed: true });
  });

  it('by a webhook stands in the plan as a reference and nowhere as itself', () => {
    const planned = plan({ tell: 'https', webhook: anySecret });
    expect(appliesOf(planned).at(-1)?.effect.input).toMatchObject({ Endpoint: anySecret });
    expect(appliesOf(planned).at(-1)?.title).toBe('Subscribe the https endpoint to topic scaling-events');
  });

  it('by a Slack webhook that somebody has left behind never hears anything, and that is said', () => {
    const held = topic('scaling-events', {
      subscriptions: [
        { name: 'scaling-events https sha256:0', protocol: 'https', endpoint: 'https://hooks.slack.com/…', arn: null },
      ],
    });
    expect(warningsIn(plan({}, seen({ topics: fresh([held], now) })))).toContain(
      'https://hooks.slack.com/… has subscribed to scaling-events and can never confirm it',
    );
  });

  it.each<[string, Partial<NotificationsInput>, Snapshot, string]>([
    [
      'a function that is not there',
      { tell: 'function:scale-ecs' },
      seen({ ...noTopic, functions: { 'scale-ecs': fresh(null, now) } }),
      'There is no function scale-ecs',
    ],
    ['https without an endpoint', { tell: 'https' }, seen(), '--webhook env:NAME'],
    [
      'a service that is being deleted',
      {},
      seen(noTopic, { counts: fresh(counts({ status: 'DRAINING' }), now) }),
      'DRAINING',
    ],
    [
      'topics that nobody has read',
      {},
      seen({ topics: { state: 'pending' } }),
      'The topics of the account were not read yet',
    ],
  ])('is not planned with %s', (_, asked, given, says) => {
    expect(reasonsOf(plan(asked, given)).join('\n')).toContain(says);
  });

  it('is warned where nothing ever scales', () => {
    const fixed = seen(noTopic, { scaling: fresh(scaling({ target: null, policies: [] }), now) });
    expect(warningsIn(plan({}, fixed))).toContain('so nothing of this ever happens to it');
  });

  it('asks for the name where a topic of others is changed', () => {
    expect(askOf(plan())).toMatchObject({ grade: 'press' });
    expect(askOf(plan({}, seen({ topics: fresh([topic('scaling-events')], now) })))).toMatchObject({
      grade: 'name',
      because: ['a topic that others may use is changed'],
    });
  });
});

describe('a webhook', () => {
  it('of Slack is refused with the ways that work, and nothing of it is repeated', () => {
    for (const url of [
      'https://hooks.slack.com/services/T0/B0/abcdef',
      'https://HOOKS.slack.com./services/T0/B0/abcdef',
      'https://hooks.slack-gov.com/services/T0/B0/abcdef',
    ]) {
      const says = refusedWebhook(url) ?? '';
      expect(says).toContain('can never confirm a subscription');
      for (const way of ['e-mail address of a Slack channel', 'function:NAME', 'Amazon Q Developer'])
        expect(says).toContain(way);
      expect(says).not.toContain('abcdef');
    }
  });

  it('must be an https URL, and any other host is taken', () => {
    expect(refusedWebhook('http://example.com/x')).toContain('begin with https://');
    expect(refusedWebhook('nonsense')).not.toContain('nonsense');
    expect(refusedWebhook('https://events.pagerduty.com/x')).toBeUndefined();
    expect(refusedWebhook('https://hooks.slack.com.example.com/x')).toBeUndefined();
    expect(neverConfirms('https://events.pagerduty.com/…')).toBe(false);
    expect(neverConfirms('ops@example.com')).toBe(false);
  });
});

const filesBelow = (folder: string): readonly string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map(name => join(folder, name))
    .filter(path => statSync(path).isFile());

describe('in the simulated AWS', () => {
  const typed = { service: 'waooaw-backend' };

  it('a scale-out to the maximum reaches whoever has confirmed', async () => {
    const { aws, session } = await simulatedAccount();
    const planned = await planProcedure(session, setUpNotifications, { ...typed, tell: 'ops@example.com' });
    const { ended } = await completedRun(session, planOf(planned));
    expect(ended?.says).toMatch(/^written, and not over yet: the subscription of ops@example.com is PENDING/);
    const [asked] = aws.world.sns.deliveries();
    const token = /Token: (\w+)/.exec(asked?.message ?? '')?.[1];
    aws.calls.call(
      'sns:ConfirmSubscription',
      { TopicArn: topicArn('scaling-events'), Token: token },
      { requestId: 'x' },
    );
    const backendOf = aws.world.ecs.services().find(({ name }) => name === 'waooaw-backend');
    if (backendOf === undefined) throw new Error('the world has it');
    aws.world.addSurge(backendOf, {
      from: aws.world.clock.now,
      rampMs: minutes(4),
      holdMs: hours(2),
      extraPerMinute: 30_000,
    });
    aws.world.clock.runUntil(aws.world.clock.now + hours(1));
    const told = aws.world.sns.deliveries().filter(({ kind }) => kind === 'Notification');
    expect(told.map(({ outcome }) => outcome)).toContain('delivered');
    expect(told[0]?.message).toContain('"scaledToMax":true');
  });

  it('J9: a webhook is confirmed by its endpoint, and its secret is in no plan, journal or event', async () => {
    const webhook = 'https://events.example.com/hook/s3cr3t-canary';
    const { aws, session, stateDir } = await simulatedAccount({ HOOK: webhook });
    const planned = await planProcedure(session, setUpNotifications, { ...typed, tell: 'https', webhook: 'env:HOOK' });
    const run = await completedRun(session, planOf(planned));
    expect(run.ended?.says).toContain('https://events.example.com/… has confirmed its subscription');
    expect([...(aws.world.sns.topics()[0]?.subscriptions.values() ?? [])].map(({ endpoint }) => endpoint)).toEqual([
      webhook,
    ]);
    const files = filesBelow(stateDir);
    expect(files.length).toBeGreaterThan(0);
    for (const text of [
      JSON.stringify(run),
      JSON.stringify(session.store.getSnapshot()),
      ...files.map(file => readFileSync(file, 'utf8')),
    ])
      expect(text).not.toContain('s3cr3t-canary');
  });

  it('a Slack webhook is refused before anything is asked of AWS or written', async () => {
    const { aws, session } = await simulatedAccount({ HOOK: 'https://hooks.slack.com/services/T0/B0/canary' });
    const planned = await planProcedure(session, setUpNotifications, { ...typed, tell: 'https', webhook: 'env:HOOK' });
    expect(planned).toMatchObject({
      kind: 'bad-input',
      problems: [{ field: 'webhook', says: expect.stringContaining('webhook is a Slack incoming webhook') }],
    });
    expect(JSON.stringify(planned)).not.toContain('canary');
    expect(aws.world.sns.topics()).toEqual([]);
  });

  it('one that was typed into the masked prompt is judged likewise', async () => {
    const { session } = await simulatedAccount();
    const webhook = session.secrets.keepTyped('https://hooks.slack.com/services/T0/B0/canary');
    const planned = await planProcedure(session, setUpNotifications, { ...typed, tell: 'https', webhook });
    expect(planned).toMatchObject({ kind: 'bad-input', problems: [{ field: 'webhook' }] });
  });

  it('https without a webhook is a question that is left open', async () => {
    const { session } = await simulatedAccount();
    expect(await planProcedure(session, setUpNotifications, { ...typed, tell: 'https' })).toMatchObject({
      kind: 'bad-input',
      problems: [{ field: 'webhook', says: expect.stringContaining('webhook is missing') }],
    });
  });

  it('a subscription that is not confirmed in time ends the run as not verified', async () => {
    const { aws, session } = await simulatedAccount({ HOOK: 'https://events.example.com/hook' });
    const planned = planOf(
      await planProcedure(session, setUpNotifications, { ...typed, tell: 'https', webhook: 'env:HOOK' }),
    );
    // Its endpoint follows no link: it is taken for one that does not answer.
    const confirm = aws.world.sns.confirm.bind(aws.world.sns);
    aws.world.sns.confirm = () => undefined;
    const run = await endedRun(session, planned);
    aws.world.sns.confirm = confirm;
    expect(run.ended).toMatchObject({
      kind: 'stopped',
      because: 'not-verified',
      says: expect.stringContaining('https://events.example.com/… has not confirmed its subscription'),
    });
  });
});
