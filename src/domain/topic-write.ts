import { canonicalJson, membersOf } from './canonical-json.ts';
import { subscriptionName } from './configurations/topic.ts';
import type { AccountFact, Change } from './fact-address.ts';
import { namesText } from './fact-sources.ts';
import type { Effect } from './operations.ts';
import { fingerprintOf } from './secret.ts';

export interface TopicWrite {
  readonly changes: readonly Change[];
  readonly effect: Effect;
}

interface NamedTopic {
  readonly name: string;
  /** Known before the topic is: `arn:aws:sns:<region>:<account>:<name>`. */
  readonly arn: string;
}

/**
 * The write that makes a topic, gives it another policy, or takes it away. Its policy is always named: what AWS writes
 * without one lets no service publish but CloudWatch.
 *
 * @param subscriptions the names of those that go with a topic that is taken away.
 */
export function topicWrite(
  { name, arn }: NamedTopic,
  { from, to }: { readonly from: string | null; readonly to: string | null },
  subscriptions: readonly string[] = [],
): TopicWrite {
  const change: Change = { fact: { attribute: 'topic', name }, from, to };
  if (to === null) {
    const effect: Effect = { operation: 'sns:DeleteTopic', input: { TopicArn: arn } };
    return { changes: [change, ...subscriptionsGone(name, subscriptions)], effect };
  }
  const { Policy, DisplayName } = membersOf(to);
  const policy = canonicalJson(Policy);
  if (from !== null) {
    const input = { TopicArn: arn, AttributeName: 'Policy', AttributeValue: policy };
    return { changes: [change], effect: { operation: 'sns:SetTopicAttributes', input } };
  }
  const Attributes = { Policy: policy, ...(typeof DisplayName === 'string' && { DisplayName }) };
  return { changes: [change], effect: { operation: 'sns:CreateTopic', input: { Name: name, Attributes } } };
}

const subscriptionsGone = (topic: string, subscriptions: readonly string[]): readonly Change[] =>
  subscriptions.length === 0
    ? []
    : [
        {
          fact: { attribute: 'topicSubscriptions', name: topic },
          from: namesText(subscriptions),
          to: namesText([]),
        },
        ...subscriptions.map(name => ({
          fact: { attribute: 'subscription' as const, name },
          from: 'subscribed',
          to: null,
        })),
      ];

/** Who is told. The endpoint of a URL is a reference to a secret. */
interface Subscriber {
  readonly topic: NamedTopic;
  readonly protocol: string;
  readonly endpoint: string;
}

const factOf = ({ topic, protocol, endpoint }: Subscriber): AccountFact => ({
  attribute: 'subscription',
  name: subscriptionName({ topic: topic.name, protocol, endpoint: fingerprintOf(endpoint) ?? endpoint }),
});

/** The subscription is there at once; whether it receives anything is up to the owner of the endpoint, who confirms it. */
export const subscribeWrite = (subscriber: Subscriber): TopicWrite => ({
  changes: [{ fact: factOf(subscriber), from: null, to: 'subscribed' }],
  effect: {
    operation: 'sns:Subscribe',
    input: {
      TopicArn: subscriber.topic.arn,
      Protocol: subscriber.protocol,
      Endpoint: subscriber.endpoint,
      ReturnSubscriptionArn: true,
    },
  },
});

/**
 * The way back. AWS takes subscriptions away by their ARN, and gives them one only when they are made: until an undo is
 * planned, and AWS was read for it, a name stands in its place (`bindToAws`).
 */
export const unsubscribeWrite = (subscriber: Subscriber): TopicWrite => {
  const fact = factOf(subscriber);
  return {
    changes: [{ fact, from: 'subscribed', to: null }],
    effect: { operation: 'sns:Unsubscribe', input: { SubscriptionArn: unboundArn(fact.name) } },
  };
};

const unbound = 'subscription:';

const unboundArn = (name: string): string => `${unbound}${name}`;

/** The name of the subscription whose ARN is not known yet; undefined for an ARN. */
export const subscriptionOfUnbound = (arn: string | undefined): string | undefined =>
  arn?.startsWith(unbound) ? arn.slice(unbound.length) : undefined;
