import { canonicalJson } from '../../domain/canonical-json.ts';
import { topicText, topicTextWith } from '../../domain/configurations/topic.ts';
import { letsPublish, type Publisher, policyOf, statementsOf } from '../topic-policy.ts';

interface NamedTopic {
  readonly arn: string;
  readonly accountId: string;
}

const publishers: readonly { readonly publisher: Publisher; readonly Sid: string }[] = [
  { publisher: 'events.amazonaws.com', Sid: 'EventBridgePublishes' },
  { publisher: 'cloudwatch.amazonaws.com', Sid: 'CloudWatchPublishes' },
];

/** AWS's own example has no condition for EventBridge; with one that it does not meet, it publishes nothing and says so nowhere. */
const statement = ({ Sid, publisher }: (typeof publishers)[number], arn: string) => ({
  Sid,
  Effect: 'Allow',
  Principal: { Service: publisher },
  Action: 'sns:Publish',
  Resource: arn,
});

/** What SNS writes for a topic of its own accord: its account may do everything with it, its alarms included. */
const ownersStatement = ({ arn, accountId }: NamedTopic) => ({
  Sid: '__default_statement_ID',
  Effect: 'Allow',
  Principal: { AWS: '*' },
  Action: [
    'SNS:GetTopicAttributes',
    'SNS:SetTopicAttributes',
    'SNS:AddPermission',
    'SNS:RemovePermission',
    'SNS:DeleteTopic',
    'SNS:Subscribe',
    'SNS:ListSubscriptionsByTopic',
    'SNS:Publish',
  ],
  Resource: arn,
  Condition: { StringEquals: { 'AWS:SourceOwner': accountId } },
});

/** A topic to which EventBridge and alarms may publish. */
export const newTopic = (topic: NamedTopic): string =>
  letting(topicText(policyText([ownersStatement(topic)])), topic.arn);

const policyText = (Statement: readonly object[]) => ({
  Policy: canonicalJson({ Version: '2008-10-17', Statement }),
});

/** The same topic, to which these may publish as well: every statement that is there stays. */
export function letting(configuration: string, arn: string): string {
  const lacking = publishers.filter(({ publisher }) => !letsPublish(configuration, publisher));
  if (lacking.length === 0) return configuration;
  const policy = policyOf(configuration);
  const kept = statementsOf(policy).filter(({ Sid }) => !lacking.some(each => each.Sid === Sid));
  const Statement = [...kept, ...lacking.map(each => statement(each, arn))];
  return topicTextWith(configuration, canonicalJson({ Version: '2008-10-17', ...policy, Statement }));
}
