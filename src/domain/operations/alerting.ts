import type {
  DeleteAlarmsCommandInput,
  DeleteAlarmsCommandOutput,
  PutMetricAlarmCommandInput,
  PutMetricAlarmCommandOutput,
} from '@aws-sdk/client-cloudwatch';
import type {
  CreateTopicCommandInput,
  CreateTopicCommandOutput,
  DeleteTopicCommandInput,
  DeleteTopicCommandOutput,
  GetTopicAttributesCommandInput,
  GetTopicAttributesCommandOutput,
  ListSubscriptionsByTopicCommandInput,
  ListSubscriptionsByTopicCommandOutput,
  ListTopicsCommandInput,
  ListTopicsCommandOutput,
  SetTopicAttributesCommandInput,
  SetTopicAttributesCommandOutput,
  SubscribeCommandInput,
  SubscribeCommandOutput,
  UnsubscribeCommandInput,
  UnsubscribeCommandOutput,
} from '@aws-sdk/client-sns';
import { read, write } from './operation.ts';

/** Alarms, and the topics that carry them to people. */
export const alertingOperations = {
  'cloudwatch:PutMetricAlarm': write<PutMetricAlarmCommandInput, PutMetricAlarmCommandOutput>(
    'cloudwatch put-metric-alarm',
  ),
  'cloudwatch:DeleteAlarms': write<DeleteAlarmsCommandInput, DeleteAlarmsCommandOutput>('cloudwatch delete-alarms'),
  'sns:ListTopics': read<ListTopicsCommandInput, ListTopicsCommandOutput>('sns list-topics'),
  'sns:GetTopicAttributes': read<GetTopicAttributesCommandInput, GetTopicAttributesCommandOutput>(
    'sns get-topic-attributes',
  ),
  'sns:ListSubscriptionsByTopic': read<ListSubscriptionsByTopicCommandInput, ListSubscriptionsByTopicCommandOutput>(
    'sns list-subscriptions-by-topic',
  ),
  'sns:CreateTopic': write<CreateTopicCommandInput, CreateTopicCommandOutput>('sns create-topic'),
  'sns:DeleteTopic': write<DeleteTopicCommandInput, DeleteTopicCommandOutput>('sns delete-topic'),
  'sns:SetTopicAttributes': write<SetTopicAttributesCommandInput, SetTopicAttributesCommandOutput>(
    'sns set-topic-attributes',
  ),
  'sns:Subscribe': write<SubscribeCommandInput, SubscribeCommandOutput>('sns subscribe', {
    Endpoint: 'notification-endpoint',
  }),
  'sns:Unsubscribe': write<UnsubscribeCommandInput, UnsubscribeCommandOutput>('sns unsubscribe'),
};
