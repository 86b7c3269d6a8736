import type { alertingOperations } from '../../domain/operations/alerting.ts';
import type { Clients } from '../clients.ts';
import { acknowledged, type OperationRows, answer } from '../operation-row.ts';
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
    check(output, { TopicArn }) {
      const wrong = object({ Attributes: object({ TopicArn: arn, Policy: text }) })(output, '');
      if (wrong !== undefined) return wrong;
      const answered = output.Attributes?.['TopicArn'];
      return answered === TopicArn ? undefined : `it speaks of ${answered}, not of ${TopicArn}`;
    },
  },
  'sns:ListSubscriptionsByTopic': {
    client: sns,
    check: answer(
      object({ Subscriptions: list(object({ SubscriptionArn: text, Protocol: text, Endpoint: text, TopicArn: arn })) }),
    ),
  },
  'sns:CreateTopic': {
    client: sns,
    check(output, { Name }) {
      const wrong = object({ TopicArn: arn })(output, '');
      if (wrong !== undefined) return wrong;
      return output.TopicArn?.endsWith(`:${Name}`)
        ? undefined
        : `it speaks of ${output.TopicArn}, not of a topic ${Name}`;
    },
  },
  'sns:DeleteTopic': { client: sns, check: acknowledged },
  'sns:SetTopicAttributes': { client: sns, check: acknowledged },
  'sns:Subscribe': {
    client: sns,
    check(output, { TopicArn }) {
      const wrong = object({ SubscriptionArn: text })(output, '');
      if (wrong !== undefined) return wrong;
      const { SubscriptionArn: answered = '' } = output;
      // AWS: until its owner has confirmed it, a subscription has no ARN to tell.
      return answered === 'pending confirmation' || answered.startsWith(`${TopicArn}:`)
        ? undefined
        : `it speaks of ${answered}, not of a subscription of ${TopicArn}`;
    },
  },
  'sns:Unsubscribe': { client: sns, check: acknowledged },
};
