import * as events from '@aws-sdk/client-eventbridge';
import * as sns from '@aws-sdk/client-sns';
import type { AwsClients } from '../clients.ts';
import { NOBODY } from './account.ts';
import { asking, type EmulatorCall } from './asking.ts';

const askSns = asking('sns', aws => aws.sns);
const askEvents = asking('events', aws => aws.events);

const topic = 'arn:aws:sns:us-east-1:123456789012:waooaw-scaling-events';
const noTopic = 'arn:aws:sns:us-east-1:123456789012:nobody';

const subscriptionOf = async (aws: AwsClients): Promise<string | undefined> =>
  (await aws.sns.send(new sns.ListSubscriptionsByTopicCommand({ TopicArn: topic }))).Subscriptions?.find(
    ({ Protocol }) => Protocol === 'email',
  )?.SubscriptionArn;

export const notifications: readonly EmulatorCall[] = [
  askSns(sns.CreateTopicCommand, { Name: 'waooaw-scaling-events' }),
  askSns(sns.CreateTopicCommand, { Name: 'not a name' }, 'a name that is none'),
  askSns(sns.ListTopicsCommand, {}),
  askSns(sns.GetTopicAttributesCommand, { TopicArn: topic }),
  askSns(sns.GetTopicAttributesCommand, { TopicArn: noTopic }, 'no such topic'),
  askSns(sns.SubscribeCommand, { TopicArn: topic, Protocol: 'email', Endpoint: 'operator@example.com' }),
  askSns(
    sns.SubscribeCommand,
    { TopicArn: noTopic, Protocol: 'email', Endpoint: 'operator@example.com' },
    'no such topic',
  ),
  askSns(sns.SubscribeCommand, { TopicArn: topic, Protocol: 'pigeon', Endpoint: 'loft' }, 'a protocol that is none'),
  askSns(sns.ListSubscriptionsByTopicCommand, { TopicArn: topic }),
  askSns(sns.PublishCommand, { TopicArn: topic, Message: 'scaled' }),
  askSns(sns.PublishCommand, { TopicArn: noTopic, Message: 'scaled' }, 'no such topic'),
  askSns(sns.SetTopicAttributesCommand, { TopicArn: topic, AttributeName: 'DisplayName', AttributeValue: 'Scaling' }),
  askSns(
    sns.UnsubscribeCommand,
    async aws => ({ SubscriptionArn: await subscriptionOf(aws) }),
    'by what the list calls the subscription',
  ),

  askEvents(events.PutRuleCommand, { Name: 'evening', ScheduleExpression: 'cron(0 18 * * ? *)' }),
  askEvents(events.PutRuleCommand, { Name: 'never', ScheduleExpression: 'cron(nonsense)' }, 'a schedule that is none'),
  askEvents(events.ListRulesCommand, {}),
  askEvents(events.PutTargetsCommand, { Rule: 'evening', Targets: [{ Id: '1', Arn: topic }] }),
  askEvents(events.PutTargetsCommand, { Rule: NOBODY, Targets: [{ Id: '1', Arn: topic }] }, 'no such rule'),
  askEvents(events.ListTargetsByRuleCommand, { Rule: 'evening' }),
  askEvents(events.DisableRuleCommand, { Name: 'evening' }),
  askEvents(events.DisableRuleCommand, { Name: NOBODY }, 'no such rule'),
  askEvents(events.EnableRuleCommand, { Name: 'evening' }),
  askEvents(events.DeleteRuleCommand, { Name: 'evening' }, 'with targets'),
  askEvents(events.RemoveTargetsCommand, { Rule: 'evening', Ids: ['1'] }),
  askEvents(events.DeleteRuleCommand, { Name: 'evening' }),
];
