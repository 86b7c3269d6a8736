import type { Account } from './account.ts';

/**
 * The policy that SNS gives a topic without one: whoever comes on behalf of the topic's own account may use it. Alarms
 * say whose they are (`aws:SourceOwner`); EventBridge does not, and may publish only when the policy is changed.
 * AWS: "Using resource-based policies for Amazon EventBridge".
 */
export const defaultTopicPolicy = (arn: string, { accountId }: Pick<Account, 'accountId'>): string =>
  JSON.stringify({
    Version: '2008-10-17',
    Id: '__default_policy_ID',
    Statement: [
      {
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
      },
    ],
  });
