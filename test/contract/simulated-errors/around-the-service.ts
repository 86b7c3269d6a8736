import { FilterLogEventsCommand } from '@aws-sdk/client-cloudwatch-logs';
import { DeleteRuleCommand, DisableRuleCommand, PutRuleCommand, PutTargetsCommand } from '@aws-sdk/client-eventbridge';
import { SimulatePrincipalPolicyCommand } from '@aws-sdk/client-iam';
import { AddPermissionCommand, GetFunctionCommand } from '@aws-sdk/client-lambda';
import { GetServiceQuotaCommand } from '@aws-sdk/client-service-quotas';
import { CreateTopicCommand, GetTopicAttributesCommand } from '@aws-sdk/client-sns';
import type { SteppedAws } from '../../sim/api/stepped-aws.ts';
import { ACCOUNT, type ErrorRow } from './error-row.ts';

const letIn = ({ lambda }: SteppedAws) =>
  lambda.send(
    new AddPermissionCommand({
      FunctionName: 'scale-ecs',
      StatementId: 'nightly',
      Action: 'lambda:InvokeFunction',
      Principal: 'events.amazonaws.com',
    }),
  );

const nightly = async ({ events }: SteppedAws) =>
  events.send(new PutRuleCommand({ Name: 'nightly', ScheduleExpression: 'cron(0 2 * * ? *)' }));

export const otherErrors: readonly ErrorRow[] = [
  {
    fact: '4.3',
    operation: 'logs:FilterLogEvents',
    when: 'the log group is gone',
    name: 'ResourceNotFoundException',
    status: 400,
    text: 'The specified log group does not exist.',
    provoke: ({ logs }) => logs.send(new FilterLogEventsCommand({ logGroupName: '/ecs/ghost' })),
  },
  {
    operation: 'logs:FilterLogEvents',
    when: 'the token is of another list',
    name: 'InvalidParameterException',
    status: 400,
    text: 'The specified nextToken is invalid.',
    provoke: ({ logs }) =>
      logs.send(new FilterLogEventsCommand({ logGroupName: '/ecs/waooaw-backend-production', nextToken: 'nonsense' })),
  },
  {
    fact: '4.3',
    operation: 'servicequotas:GetServiceQuota',
    when: 'AWS has applied no value to the account',
    name: 'NoSuchResourceException',
    status: 404,
    text: 'The request failed because the specified service or quota does not exist.',
    provoke: ({ quotas, simulator }) => {
      simulator.world.quotas.applyFargateVcpus(undefined);
      return quotas.send(new GetServiceQuotaCommand({ ServiceCode: 'fargate', QuotaCode: 'L-3032A538' }));
    },
  },
  {
    fact: '4.3',
    operation: 'servicequotas:GetServiceQuota',
    when: 'calls come too fast',
    name: 'TooManyRequestsException',
    status: 429,
    text: 'Rate exceeded',
    provoke: ({ quotas, simulator }) => {
      simulator.perform({ add: { effect: { kind: 'throttle' } } });
      return quotas.send(new GetServiceQuotaCommand({ ServiceCode: 'fargate', QuotaCode: 'L-3032A538' }));
    },
  },
  {
    fact: '4.3',
    operation: 'sns:GetTopicAttributes',
    when: 'there is no such topic',
    name: 'NotFoundException',
    code: 'NotFound',
    status: 404,
    text: 'Topic does not exist',
    provoke: ({ sns }) =>
      sns.send(new GetTopicAttributesCommand({ TopicArn: `arn:aws:sns:us-east-1:${ACCOUNT}:ghost` })),
  },
  {
    fact: '4.3',
    operation: 'sns:CreateTopic',
    when: 'the name cannot be one',
    name: 'InvalidParameterException',
    code: 'InvalidParameter',
    status: 400,
    text: 'Invalid parameter: Topic Name',
    provoke: ({ sns }) => sns.send(new CreateTopicCommand({ Name: 'a b' })),
  },
  {
    fact: '4.3',
    operation: 'sns:CreateTopic',
    when: 'no policy allows it',
    name: 'AuthorizationErrorException',
    code: 'AuthorizationError',
    status: 403,
    text: 'User: arn:aws:sts::123456789012:assumed-role/headroom-operator/simulated is not authorized to perform: sns:CreateTopic on resource: arn:aws:sns:us-east-1:123456789012:pages because no identity-based policy allows the sns:CreateTopic action',
    provoke: ({ sns, simulator }) => {
      simulator.perform({ add: { effect: { kind: 'access-denied' } } });
      return sns.send(new CreateTopicCommand({ Name: 'pages' }));
    },
  },
  {
    operation: 'events:DisableRule',
    when: 'there is no such rule',
    name: 'ResourceNotFoundException',
    status: 400,
    text: 'Rule ghost does not exist on EventBus default.',
    provoke: ({ events }) => events.send(new DisableRuleCommand({ Name: 'ghost' })),
  },
  {
    operation: 'events:DeleteRule',
    when: 'it still has targets',
    name: 'ValidationException',
    status: 400,
    text: "Rule can't be deleted since it has targets.",
    provoke: async aws => {
      await nightly(aws);
      const Targets = [{ Id: 'one', Arn: `arn:aws:lambda:us-east-1:${ACCOUNT}:function:scale-ecs` }];
      await aws.events.send(new PutTargetsCommand({ Rule: 'nightly', Targets }));
      return aws.events.send(new DeleteRuleCommand({ Name: 'nightly' }));
    },
  },
  {
    operation: 'events:PutTargets',
    when: 'the rule has five targets already',
    name: 'LimitExceededException',
    status: 400,
    text: 'The requested resource exceeds the maximum number allowed.',
    provoke: async aws => {
      await nightly(aws);
      const Arn = `arn:aws:lambda:us-east-1:${ACCOUNT}:function:scale-ecs`;
      const Targets = Array.from({ length: 6 }, (_, index) => ({ Id: `target-${index}`, Arn }));
      return aws.events.send(new PutTargetsCommand({ Rule: 'nightly', Targets }));
    },
  },
  {
    operation: 'events:PutRule',
    when: 'the pattern cannot be read',
    name: 'InvalidEventPatternException',
    status: 400,
    text: 'Event pattern is not valid. Reason: Filter is not valid JSON',
    provoke: ({ events }) => events.send(new PutRuleCommand({ Name: 'pages', EventPattern: 'nonsense' })),
  },
  {
    operation: 'lambda:GetFunction',
    when: 'there is no such function',
    name: 'ResourceNotFoundException',
    status: 404,
    text: `Function not found: arn:aws:lambda:us-east-1:${ACCOUNT}:function:ghost`,
    provoke: ({ lambda }) => lambda.send(new GetFunctionCommand({ FunctionName: 'ghost' })),
  },
  {
    operation: 'lambda:AddPermission',
    when: 'the statement is there already',
    name: 'ResourceConflictException',
    status: 409,
    text: 'The statement id (nightly) provided already exists. Please provide a new statement id, or remove the existing statement.',
    provoke: async aws => {
      await letIn(aws);
      return letIn(aws);
    },
  },
  {
    operation: 'iam:SimulatePrincipalPolicy',
    when: 'the role is not the caller’s',
    name: 'NoSuchEntityException',
    code: 'NoSuchEntity',
    status: 404,
    text: 'The role with name ghost cannot be found.',
    provoke: ({ iam }) =>
      iam.send(
        new SimulatePrincipalPolicyCommand({
          PolicySourceArn: `arn:aws:iam::${ACCOUNT}:role/ghost`,
          ActionNames: ['ecs:UpdateService'],
        }),
      ),
  },
  {
    operation: 'iam:SimulatePrincipalPolicy',
    when: 'a session is asked about instead of its role',
    name: 'InvalidInputException',
    code: 'InvalidInput',
    status: 400,
    text: `Invalid Entity Arn: arn:aws:sts::${ACCOUNT}:assumed-role/headroom-operator/simulated does not clearly define entity type and name.`,
    provoke: ({ iam }) =>
      iam.send(
        new SimulatePrincipalPolicyCommand({
          PolicySourceArn: `arn:aws:sts::${ACCOUNT}:assumed-role/headroom-operator/simulated`,
          ActionNames: ['ecs:UpdateService'],
        }),
      ),
  },
];
