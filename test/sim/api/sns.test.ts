import {
  ConfirmSubscriptionCommand,
  CreateTopicCommand,
  type CreateTopicCommandInput,
  GetTopicAttributesCommand,
  ListSubscriptionsByTopicCommand,
  ListTopicsCommand,
  PublishCommand,
  SetTopicAttributesCommand,
  SubscribeCommand,
  UnsubscribeCommand,
} from '@aws-sdk/client-sns';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type SteppedAws, startSteppedAws } from './stepped-aws.ts';

const HOUR = 3_600_000;
const TOPIC = 'arn:aws:sns:us-east-1:123456789012:waooaw-scaling-events';

let aws: SteppedAws;
beforeEach(async () => {
  aws = await startSteppedAws();
});
afterEach(() => aws.close());

const create = (change: Partial<CreateTopicCommandInput> = {}) =>
  aws.sns.send(new CreateTopicCommand({ Name: 'waooaw-scaling-events', ...change }));

const subscribe = async (Protocol: string, Endpoint: string, ReturnSubscriptionArn = false) =>
  (await aws.sns.send(new SubscribeCommand({ TopicArn: TOPIC, Protocol, Endpoint, ReturnSubscriptionArn })))
    .SubscriptionArn;

const confirm = async (Token: string) =>
  (await aws.sns.send(new ConfirmSubscriptionCommand({ TopicArn: TOPIC, Token }))).SubscriptionArn;

const subscriptions = async () =>
  (await aws.sns.send(new ListSubscriptionsByTopicCommand({ TopicArn: TOPIC }))).Subscriptions ?? [];

const publish = (Message = 'scaled to 10') => aws.sns.send(new PublishCommand({ TopicArn: TOPIC, Message }));

/** What became of the notifications so far: to whom, and how. */
const outcomes = () =>
  aws.simulator.world.sns
    .deliveries()
    .filter(({ kind }) => kind === 'Notification')
    .map(({ endpoint, outcome }) => [endpoint, outcome]);

/** The token that SNS sent to an endpoint, which nobody but its owner sees. */
const tokenSentTo = (endpoint: string): string => {
  const sent = aws.simulator.world.sns
    .deliveries()
    .findLast(delivery => delivery.endpoint === endpoint && delivery.kind !== 'Notification');
  const token = /Token: (\w+)/.exec(sent?.message ?? '')?.[1];
  if (token === undefined) throw new Error(`no token was sent to ${endpoint}`);
  return token;
};

describe('a topic', () => {
  it('is made once, however often it is created', async () => {
    expect((await create()).TopicArn).toBe(TOPIC);
    expect((await create()).TopicArn).toBe(TOPIC);
    expect((await aws.sns.send(new ListTopicsCommand({}))).Topics).toEqual([{ TopicArn: TOPIC }]);
  });

  it('is not created again as another one', async () => {
    await create();
    await expect(create({ Attributes: { DisplayName: 'other' } })).rejects.toMatchObject({
      name: 'InvalidParameterException',
    });
  });

  it.each(['', 'a b', 'x'.repeat(257)])('cannot be called %j', async Name => {
    await expect(create({ Name })).rejects.toMatchObject({ message: 'Invalid parameter: Topic Name' });
  });

  // aws-facts 4.3: SNS answers NotFound, InvalidParameter.
  it('that is not there is NotFound', async () => {
    await expect(subscriptions()).rejects.toMatchObject({
      name: 'NotFoundException',
      Code: 'NotFound',
      message: 'Topic does not exist',
    });
    await expect(publish()).rejects.toMatchObject({ name: 'NotFoundException' });
    await expect(subscribe('https', 'https://example.com/hook')).rejects.toMatchObject({ name: 'NotFoundException' });
  });

  it('tells who may publish, and how many wait', async () => {
    await create();
    await subscribe('email', 'ops@waooaw.example');
    await subscribe('sqs', 'arn:aws:sqs:us-east-1:123456789012:pages');
    const { Attributes } = await aws.sns.send(new GetTopicAttributesCommand({ TopicArn: TOPIC }));
    expect(Attributes).toMatchObject({ SubscriptionsConfirmed: '1', SubscriptionsPending: '1', Owner: '123456789012' });
    expect(JSON.parse(Attributes?.['Policy'] ?? '')).toMatchObject({
      Statement: [{ Effect: 'Allow', Condition: { StringEquals: { 'AWS:SourceOwner': '123456789012' } } }],
    });
    const set = (AttributeValue: string) =>
      aws.sns.send(new SetTopicAttributesCommand({ TopicArn: TOPIC, AttributeName: 'Policy', AttributeValue }));
    await expect(set('{}')).rejects.toMatchObject({ name: 'InvalidParameterException' });
  });
});

describe('a subscription', () => {
  beforeEach(() => create());

  // aws-facts 1.26: the runbook's Slack webhook.
  it('of a Slack webhook is never confirmed, and never gets a message', async () => {
    const webhook = 'https://hooks.slack.com/services/T000/B000/XXXX';
    expect(await subscribe('https', webhook)).toBe('pending confirmation');
    aws.pass(72 * HOUR);
    expect(await subscriptions()).toEqual([
      {
        SubscriptionArn: 'PendingConfirmation',
        Owner: '123456789012',
        Protocol: 'https',
        Endpoint: webhook,
        TopicArn: TOPIC,
      },
    ]);
    // Publishing succeeds all the same: nobody is told that nobody hears.
    expect((await publish()).MessageId).toMatch(/^[\w-]{36}$/);
    expect(outcomes()).toEqual([[webhook, 'not confirmed']]);
    expect(aws.simulator.world.sns.deliveries()[0]).toMatchObject({
      kind: 'SubscriptionConfirmation',
      outcome: 'refused',
    });
  });

  it('of a web service that follows the protocol is confirmed by it in seconds', async () => {
    const endpoint = 'https://pager.example.com/sns';
    expect(await subscribe('https', endpoint)).toBe('pending confirmation');
    await publish();
    aws.pass(10_000);
    await publish();
    expect(outcomes()).toEqual([
      [endpoint, 'not confirmed'],
      [endpoint, 'delivered'],
    ]);
  });

  it('of a person waits for the person, who has two days', async () => {
    await subscribe('email', 'ops@waooaw.example');
    aws.pass(49 * HOUR);
    const late = tokenSentTo('ops@waooaw.example');
    await expect(confirm(late)).rejects.toMatchObject({ message: 'Invalid parameter: Token' });
    // Subscribing again sends another token; it stays one subscription.
    expect(await subscribe('email', 'ops@waooaw.example')).toBe('pending confirmation');
    const arn = await confirm(tokenSentTo('ops@waooaw.example'));
    expect(arn).toMatch(new RegExp(`^${TOPIC}:[\\w-]{36}$`));
    expect((await subscriptions()).map(({ SubscriptionArn }) => SubscriptionArn)).toEqual([arn]);
    await publish();
    expect(outcomes()).toEqual([['ops@waooaw.example', 'delivered']]);
  });

  it('of a queue of the account needs no confirmation', async () => {
    const arn = await subscribe('sqs', 'arn:aws:sqs:us-east-1:123456789012:pages');
    expect(arn).toMatch(new RegExp(`^${TOPIC}:`));
    expect(await subscribe('sqs', 'arn:aws:sqs:us-east-1:123456789012:pages')).toBe(arn);
  });

  it('of a function reaches it only when the function lets SNS in', async () => {
    const endpoint = 'arn:aws:lambda:us-east-1:123456789012:function:scale-ecs';
    await subscribe('lambda', endpoint);
    await publish();
    expect(outcomes()).toEqual([[endpoint, 'refused']]);
  });

  it('shows its ARN before it is confirmed to those who ask for it', async () => {
    const arn = (await subscribe('email', 'ops@waooaw.example', true)) ?? '';
    expect(arn).toMatch(new RegExp(`^${TOPIC}:`));
    expect((await subscriptions())[0]?.SubscriptionArn).toBe('PendingConfirmation');
    await aws.sns.send(new UnsubscribeCommand({ SubscriptionArn: arn }));
    expect(await subscriptions()).toEqual([]);
  });

  it('cannot be taken away by the name that the list shows for it', async () => {
    await subscribe('email', 'ops@waooaw.example');
    await expect(
      aws.sns.send(new UnsubscribeCommand({ SubscriptionArn: 'PendingConfirmation' })),
    ).rejects.toMatchObject({
      message: 'Invalid parameter: SubscriptionArn Reason: An ARN must have at least 6 elements, not 1',
    });
  });

  it.each([
    ['https', 'http://example.com'],
    ['http', 'https://example.com'],
    ['email', 'nobody'],
    ['lambda', 'scale-ecs'],
    ['sqs', 'pages'],
    ['pigeon', 'coo'],
  ])('over %s to %s is refused', async (protocol, endpoint) => {
    await expect(subscribe(protocol, endpoint)).rejects.toMatchObject({ name: 'InvalidParameterException' });
    expect(await subscriptions()).toEqual([]);
  });
});

describe('publishing', () => {
  it('nothing is refused', async () => {
    await create();
    await expect(publish('')).rejects.toMatchObject({ message: 'Invalid parameter: Empty message' });
    await expect(publish('x'.repeat(256 * 1024 + 1))).rejects.toMatchObject({ name: 'InvalidParameterException' });
  });
});
