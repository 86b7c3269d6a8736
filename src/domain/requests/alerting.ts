import { alarmText } from '../configurations/alarm.ts';
import { subscriptionName, topicText, topicTextWith } from '../configurations/topic.ts';
import type { AccountAttribute, Change, FactValue } from '../fact-address.ts';
import { namesText } from '../fact-sources.ts';
import type { OperationInput } from '../operations.ts';
import { fingerprintOf } from '../secret.ts';
import { subscriptionOfUnbound } from '../topic-write.ts';
import { type Request, unshownOf } from './request.ts';

/** One named thing of the account gets a value, or null where it is deleted. */
export const setsInAccount = (
  attribute: AccountAttribute,
  name: string | undefined,
  value: FactValue,
): Pick<Request, 'about' | 'sets'> => ({
  about: 'account',
  sets: name === undefined ? [] : [{ fact: { attribute, name }, value }],
});

export function putAlarmRequest({ AlarmName, ...input }: OperationInput<'cloudwatch:PutMetricAlarm'>): Request {
  return {
    ...setsInAccount('alarm', AlarmName, alarmText({ AlarmName, ...input })),
    besides: input.Tags === undefined ? [] : ['Tags'],
  };
}

export const deleteAlarmsRequest = ({
  AlarmNames = [],
  ...others
}: OperationInput<'cloudwatch:DeleteAlarms'>): Request => ({
  about: 'account',
  sets: AlarmNames.map(name => ({ fact: { attribute: 'alarm', name }, value: null })),
  besides: Object.keys(others),
});

/** `arn:aws:sns:us-east-1:123456789012:events` -> `events` */
const topicOf = (arn: string | undefined): string | undefined => arn?.split(':').at(5);

/** Without a policy AWS writes one, and then it is not known what it says: an effect of ours names it. */
export const createTopicRequest = ({
  Name,
  Attributes = {},
  ...others
}: OperationInput<'sns:CreateTopic'>): Request => {
  const { Policy, DisplayName, ...otherAttributes } = Attributes;
  return {
    ...setsInAccount('topic', Name, topicText({ Policy, DisplayName })),
    besides: [...Object.keys(others), ...Object.keys(otherAttributes)],
  };
};

export function deleteTopicRequest({ TopicArn, ...others }: OperationInput<'sns:DeleteTopic'>): Request {
  const name = topicOf(TopicArn);
  const lists = { attribute: 'topicSubscriptions', name: name ?? '' } as const;
  return {
    about: 'account',
    sets:
      name === undefined
        ? []
        : [
            { fact: { attribute: 'topic', name }, value: null },
            { fact: lists, value: namesText([]) },
          ],
    besides: Object.keys(others),
    movesAlong: ({ fact, to }) =>
      to === null && (fact.attribute === 'subscription' || fact.attribute === 'subscriptionArn'),
    hides: shown => unshownOf(shown, lists, subscription => ({ attribute: 'subscription', name: subscription })),
  };
}

/** It sets one attribute: what the topic is after it follows from what it was before. */
export function setTopicAttributesRequest(
  input: OperationInput<'sns:SetTopicAttributes'>,
  changes: readonly Change[],
): Request {
  const { TopicArn, AttributeName, AttributeValue, ...others } = input;
  const name = topicOf(TopicArn);
  const before = changes.find(({ fact }) => fact.attribute === 'topic' && fact.name === name)?.from;
  const isKnown = typeof before === 'string' && AttributeValue !== undefined;
  return {
    ...setsInAccount('topic', isKnown ? name : undefined, isKnown ? topicTextWith(before, AttributeValue) : null),
    besides: [...Object.keys(others), ...(AttributeName === 'Policy' ? [] : [String(AttributeName)])],
  };
}

/** AWS: only the owner of an endpoint can confirm it, but the subscription is there at once. */
export function subscribeRequest(input: OperationInput<'sns:Subscribe'>): Request {
  const { TopicArn, Protocol, Endpoint, ReturnSubscriptionArn: _, ...others } = input;
  const topic = topicOf(TopicArn);
  const name =
    topic === undefined || Protocol === undefined || Endpoint === undefined
      ? undefined
      : subscriptionName({ topic, protocol: Protocol, endpoint: fingerprintOf(Endpoint) ?? Endpoint });
  return { ...setsInAccount('subscription', name, 'subscribed'), besides: Object.keys(others) };
}

/** It names an ARN: which subscription that is, only what is shown can tell; a name stands where there is none yet. */
export function unsubscribeRequest(
  { SubscriptionArn, ...others }: OperationInput<'sns:Unsubscribe'>,
  changes: readonly Change[],
): Request {
  const unbound = subscriptionOfUnbound(SubscriptionArn);
  if (unbound !== undefined) return { ...setsInAccount('subscription', unbound, null), besides: Object.keys(others) };
  const named = changes.find(({ fact, from }) => fact.attribute === 'subscriptionArn' && from === SubscriptionArn);
  const name = named?.fact.name;
  return {
    about: 'account',
    sets:
      name === undefined
        ? []
        : [
            { fact: { attribute: 'subscription', name }, value: null },
            { fact: { attribute: 'subscriptionArn', name }, value: null },
          ],
    besides: Object.keys(others),
  };
}
