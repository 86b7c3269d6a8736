import {
  ConfirmSubscriptionCommand,
  CreateTopicCommand,
  DeleteTopicCommand,
  GetTopicAttributesCommand,
  InvalidParameterException,
  ListSubscriptionsByTopicCommand,
  ListTopicsCommand,
  NotFoundException,
  PublishCommand,
  SetTopicAttributesCommand,
  SubscribeCommand,
  type Subscription as SubscriptionOutput,
  UnsubscribeCommand,
} from '@aws-sdk/client-sns';
import { on, type SimOperation } from '../wire/operation.ts';
import { parsePolicy } from '../world/resource-policy.ts';
import type { Protocol, Subscription, Topic } from '../world/sns.ts';
import type { World } from '../world/world.ts';
import { pageOf } from './paging.ts';

const ON_A_PAGE = 100;
const MOST_BYTES = 256 * 1024;

export const snsOperations = (world: World): readonly SimOperation[] => [
  on(CreateTopicCommand, ({ Name: name = '', Attributes: attributes = {} }) => {
    if (!/^[\w-]{1,256}$/.test(name)) throw invalidParameter('Topic Name');
    const { Policy: policy, DisplayName: displayName } = attributes;
    if (policy !== undefined && parsePolicy(policy) === undefined) throw invalidParameter('Policy');
    const topic = world.sns.createTopic(name, {
      ...(policy !== undefined && { policy }),
      ...(displayName !== undefined && { displayName }),
    });
    // Idempotent, as long as nothing else is asked for than what is there.
    const isOther =
      (policy ?? topic.policy) !== topic.policy || (displayName ?? topic.displayName) !== topic.displayName;
    if (isOther) throw invalidParameter('Attributes Reason: Topic already exists with different attributes');
    return { TopicArn: topic.arn };
  }),

  on(DeleteTopicCommand, ({ TopicArn = '' }) => {
    // AWS: deleting a topic that is not there is no error, and it takes its subscriptions along.
    const topic = world.sns.findTopic(TopicArn);
    if (topic !== undefined) world.sns.deleteTopic(topic);
    return {};
  }),

  on(ListTopicsCommand, ({ NextToken }) => {
    const page = pageOf(world.sns.topics(), pageRequest('ListTopics', NextToken));
    return { Topics: page.items.map(({ arn }) => ({ TopicArn: arn })), NextToken: page.nextToken };
  }),

  on(GetTopicAttributesCommand, ({ TopicArn }) => ({
    Attributes: attributesOf(world, existingTopic(world, TopicArn)),
  })),

  on(SetTopicAttributesCommand, ({ TopicArn, AttributeName, AttributeValue = '' }) => {
    const topic = existingTopic(world, TopicArn);
    if (AttributeName === 'Policy') {
      if (parsePolicy(AttributeValue) === undefined) throw invalidParameter('Policy Error: null');
      topic.policy = AttributeValue;
    } else if (AttributeName === 'DisplayName') {
      topic.displayName = AttributeValue;
    } else {
      throw invalidParameter('AttributeName');
    }
    return {};
  }),

  on(SubscribeCommand, input => {
    const topic = existingTopic(world, input.TopicArn);
    const protocol = protocolFrom(input.Protocol);
    const endpoint = endpointFrom(protocol, input.Endpoint);
    const subscription = world.sns.subscribe(topic, protocol, endpoint);
    const showsArn = subscription.isConfirmed || input.ReturnSubscriptionArn === true;
    return { SubscriptionArn: showsArn ? subscription.arn : 'pending confirmation' };
  }),

  on(ConfirmSubscriptionCommand, ({ TopicArn, Token = '' }) => {
    const subscription = world.sns.confirm(existingTopic(world, TopicArn), Token);
    if (subscription === undefined) throw invalidParameter('Token');
    return { SubscriptionArn: subscription.arn };
  }),

  on(ListSubscriptionsByTopicCommand, ({ TopicArn, NextToken }) => {
    const topic = existingTopic(world, TopicArn);
    const page = pageOf([...topic.subscriptions.values()], pageRequest('ListSubscriptionsByTopic', NextToken));
    return { Subscriptions: page.items.map(item => describe(world, item)), NextToken: page.nextToken };
  }),

  on(UnsubscribeCommand, ({ SubscriptionArn: arn = '' }) => {
    const parts = arn.split(':').length;
    // `PendingConfirmation` is what the list shows in place of an ARN; it names nothing.
    if (parts < 6) throw invalidParameter(`SubscriptionArn Reason: An ARN must have at least 6 elements, not ${parts}`);
    const subscription = world.sns.findSubscription(arn);
    // AWS: taking away a subscription that is not there is no error.
    if (subscription !== undefined) world.sns.unsubscribe(subscription);
    return {};
  }),

  on(PublishCommand, ({ TopicArn, TargetArn, Message: message = '', Subject: subject }) => {
    const topic = existingTopic(world, TopicArn ?? TargetArn);
    if (message === '') throw new InvalidParameterException({ message: 'Invalid parameter: Empty message', ...META });
    if (new TextEncoder().encode(message).length > MOST_BYTES) throw invalidParameter('Message too long');
    if (subject !== undefined && !/^[\x20-\x7e]{1,100}$/.test(subject)) throw invalidParameter('Subject');
    return { MessageId: world.sns.publish(topic, { subject, message }) };
  }),
];

const META = { $metadata: {} };

const invalidParameter = (what: string): InvalidParameterException =>
  new InvalidParameterException({ message: `Invalid parameter: ${what}`, ...META });

const existingTopic = ({ sns }: World, arn: string | undefined): Topic => {
  if (!/^arn:aws:sns:[\w-]+:\d{12}:[\w-]+$/.test(arn ?? '')) throw invalidParameter('TopicArn');
  const topic = sns.findTopic(arn ?? '');
  if (topic === undefined) throw new NotFoundException({ message: 'Topic does not exist', ...META });
  return topic;
};

const PROTOCOLS: Readonly<Record<Protocol, { readonly endpoint: RegExp; readonly otherwise: string }>> = {
  http: { endpoint: /^http:\/\/\S+$/, otherwise: 'Endpoint must match the specified protocol' },
  https: { endpoint: /^https:\/\/\S+$/, otherwise: 'Endpoint must match the specified protocol' },
  email: { endpoint: /^\S+@\S+\.\S+$/, otherwise: 'Email address' },
  'email-json': { endpoint: /^\S+@\S+\.\S+$/, otherwise: 'Email address' },
  sqs: { endpoint: /^arn:aws:sqs:[\w-]+:\d{12}:[\w.-]+$/, otherwise: 'SQS endpoint ARN' },
  lambda: { endpoint: /^arn:aws:lambda:[\w-]+:\d{12}:function:[\w:$-]+$/, otherwise: 'Lambda endpoint ARN' },
};

const isProtocol = (name: string): name is Protocol => Object.hasOwn(PROTOCOLS, name);

const protocolFrom = (name = ''): Protocol => {
  if (isProtocol(name)) return name;
  throw invalidParameter(`Amazon SNS in the simulated AWS does not support this protocol string: ${name}`);
};

const endpointFrom = (protocol: Protocol, endpoint = ''): string => {
  const rule = PROTOCOLS[protocol];
  if (rule.endpoint.test(endpoint)) return endpoint;
  throw invalidParameter(rule.otherwise);
};

const pageRequest = (operation: string, token: string | undefined) => ({
  operation,
  size: ON_A_PAGE,
  token,
  invalid: () => invalidParameter('NextToken'),
});

const describe = ({ account }: World, subscription: Subscription): SubscriptionOutput => ({
  SubscriptionArn: subscription.isConfirmed ? subscription.arn : 'PendingConfirmation',
  Owner: account.accountId,
  Protocol: subscription.protocol,
  Endpoint: subscription.endpoint,
  TopicArn: subscription.topicArn,
});

/** SNS spells every attribute as text. */
const attributesOf = ({ account }: World, topic: Topic): Record<string, string> => {
  const subscriptions = [...topic.subscriptions.values()];
  const confirmed = subscriptions.filter(({ isConfirmed }) => isConfirmed).length;
  return {
    TopicArn: topic.arn,
    Owner: account.accountId,
    DisplayName: topic.displayName,
    Policy: topic.policy,
    SubscriptionsConfirmed: String(confirmed),
    SubscriptionsPending: String(subscriptions.length - confirmed),
    SubscriptionsDeleted: '0',
  };
};
