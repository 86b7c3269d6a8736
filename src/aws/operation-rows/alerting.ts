import type { alertingOperations } from '../../domain/operations/alerting.ts';
import type { Clients } from '../clients.ts';
import { echoes, onlyAsked } from '../echo.ts';
import { acknowledged, answer, type OperationRows } from '../operation-row.ts';
import { arn, list, object, text } from '../shape.ts';

const cloudwatch = (clients: Clients) => clients.cloudwatch();
const sns = (clients: Clients) => clients.sns();

export const alertingRows: OperationRows<keyof typeof alertingOperations> = {
  'cloudwatch:PutMetricAlarm': { client: cloudwatch, check: acknowledged },
  'cloudwatch:DeleteAlarms': { client: cloudwatch, check: acknowledged },
  // An account without topics is answered with an empty list, and a topic without subscriptions likewise.
  'sns:ListTopics': { client: sns, check: answer(object({ Topics: list(object({ TopicArn: arn })) })) },
  'sns:GetTopicAttributes': {
    client: sns,
    check: answer(object({ Attributes: object({ TopicArn: arn, Policy: text }) }), ({ Attributes }, { TopicArn }) =>
      echoes('topic', Attributes?.['TopicArn'], TopicArn),
    ),
  },
  'sns:ListSubscriptionsByTopic': {
    client: sns,
    check: answer(
      object({ Subscriptions: list(object({ SubscriptionArn: text, Protocol: text, Endpoint: text, TopicArn: arn })) }),
      ({ Subscriptions = [] }, { TopicArn }) =>
        onlyAsked(
          Subscriptions.map(subscription => subscription.TopicArn),
          TopicArn === undefined ? undefined : [TopicArn],
        ),
    ),
  },
  'sns:CreateTopic': {
    client: sns,
    check: answer(object({ TopicArn: arn }), ({ TopicArn }, { Name }) =>
      TopicArn?.endsWith(`:${Name}`) ? undefined : `it speaks of ${TopicArn}, not of a topic ${Name}`,
    ),
  },
  'sns:DeleteTopic': { client: sns, check: acknowledged },
  'sns:SetTopicAttributes': { client: sns, check: acknowledged },
  'sns:Subscribe': {
    client: sns,
    check: answer(object({ SubscriptionArn: text }), ({ SubscriptionArn: answered = '' }, { TopicArn }) =>
      // AWS: until its owner has confirmed it, a subscription has no ARN to tell.
      answered === 'pending confirmation' || answered.startsWith(`${TopicArn}:`)
        ? undefined
        : `it speaks of ${answered}, not of a subscription of ${TopicArn}`,
    ),
  },
  'sns:Unsubscribe': { client: sns, check: acknowledged },
};
