import { createHash } from 'node:crypto';
import type { Subscription as AwsSubscription } from '@aws-sdk/client-sns';
import type { Subscription, Topic } from '../../../domain/account-snapshot.ts';
import { subscriptionName, topicText } from '../../../domain/configurations/topic.ts';
import { outsideText } from '../../../domain/outside-text.ts';
import { allPages, eachOf } from '../../pages.ts';
import type { AccountObservation, AccountRequest } from './account-observation.ts';

export const topics: AccountObservation<'topics'> = async request => {
  const { context, signal } = request;
  const listed = await allPages(async NextToken => {
    const page = await context.gateway.read('sns:ListTopics', { NextToken }, signal);
    return { items: page.Topics ?? [], next: page.NextToken };
  });
  return eachOf(
    listed.flatMap(({ TopicArn }) => TopicArn ?? []),
    arn => readTopic(arn, request),
  );
};

async function readTopic(arn: string, { context: { gateway }, signal }: AccountRequest): Promise<Topic> {
  const name = outsideText(arn.slice(arn.lastIndexOf(':') + 1));
  const [{ Attributes = {} }, subscriptions] = await Promise.all([
    gateway.read('sns:GetTopicAttributes', { TopicArn: arn }, signal),
    allPages(async NextToken => {
      const page = await gateway.read('sns:ListSubscriptionsByTopic', { TopicArn: arn, NextToken }, signal);
      return { items: page.Subscriptions ?? [], next: page.NextToken };
    }),
  ]);
  return {
    arn: outsideText(arn),
    name,
    subscriptions: subscriptions.map(subscription => subscriptionOf(name, subscription)),
    configuration: topicText(Attributes),
  };
}

/** A URL may be a secret: whoever knows a webhook can post to it. So it is kept as a fingerprint, and shown as its host. */
function subscriptionOf(topic: string, subscription: AwsSubscription): Subscription {
  const { SubscriptionArn = '', Protocol = '', Endpoint = '' } = subscription;
  const protocol = outsideText(Protocol);
  const isUrl = URL.canParse(Endpoint) && /^https?$/.test(protocol);
  const endpoint = isUrl ? `sha256:${createHash('sha256').update(Endpoint).digest('hex')}` : outsideText(Endpoint);
  return {
    name: subscriptionName({ topic, protocol, endpoint }),
    protocol,
    endpoint: isUrl ? `${protocol}://${outsideText(new URL(Endpoint).host)}/…` : outsideText(Endpoint),
    arn: SubscriptionArn.startsWith('arn:') ? outsideText(SubscriptionArn) : null,
  };
}
