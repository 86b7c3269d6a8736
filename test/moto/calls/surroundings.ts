import * as logs from '@aws-sdk/client-cloudwatch-logs';
import * as ec2 from '@aws-sdk/client-ec2';
import * as elb from '@aws-sdk/client-elastic-load-balancing-v2';
import * as iam from '@aws-sdk/client-iam';
import * as lambda from '@aws-sdk/client-lambda';
import * as quotas from '@aws-sdk/client-service-quotas';
import type { AwsClients } from '../clients.ts';
import { FUNCTION, LOG_GROUP, NOBODY } from './account.ts';
import { asking, type EmulatorCall } from './asking.ts';

const askElb = asking('elbv2', aws => aws.elb);
const askLogs = asking('logs', aws => aws.logs);
const askEc2 = asking('ec2', aws => aws.ec2);
const askLambda = asking('lambda', aws => aws.lambda);
const askQuotas = asking('service-quotas', aws => aws.quotas);
const askIam = asking('iam', aws => aws.iam);

const logStreamOf = async (aws: AwsClients): Promise<string | undefined> => {
  const startTime = Date.now() - 600_000;
  const { events } = await aws.logs.send(new logs.FilterLogEventsCommand({ logGroupName: LOG_GROUP, startTime }));
  return events?.[0]?.logStreamName;
};

export const surroundings: readonly EmulatorCall[] = [
  askElb(elb.DescribeLoadBalancersCommand, {}),
  askElb(elb.DescribeLoadBalancersCommand, { Names: [NOBODY] }, 'no such load balancer'),
  askElb(elb.DescribeTargetGroupsCommand, {}),
  askElb(elb.DescribeTargetGroupsCommand, { Names: [NOBODY] }, 'no such target group'),
  askElb(elb.DescribeTargetHealthCommand, async aws => ({
    TargetGroupArn: (await aws.elb.send(new elb.DescribeTargetGroupsCommand({}))).TargetGroups?.[0]?.TargetGroupArn,
  })),
  askElb(
    elb.DescribeTargetHealthCommand,
    { TargetGroupArn: 'arn:aws:elasticloadbalancing:us-east-1:123456789012:targetgroup/nobody/0123456789abcdef' },
    'no such target group',
  ),

  askLogs(logs.DescribeLogGroupsCommand, {}),
  askLogs(logs.FilterLogEventsCommand, { logGroupName: LOG_GROUP, startTime: Date.now() - 600_000, limit: 5 }),
  askLogs(logs.FilterLogEventsCommand, { logGroupName: NOBODY }, 'no such log group'),
  askLogs(logs.GetLogEventsCommand, async aws => ({
    logGroupName: LOG_GROUP,
    logStreamName: await logStreamOf(aws),
    limit: 5,
  })),
  askLogs(logs.GetLogEventsCommand, { logGroupName: LOG_GROUP, logStreamName: NOBODY }, 'no such stream'),

  askEc2(ec2.DescribeSubnetsCommand, {}),
  askEc2(ec2.DescribeSubnetsCommand, { SubnetIds: ['subnet-00000000000000000'] }, 'no such subnet'),

  askLambda(lambda.GetFunctionCommand, { FunctionName: FUNCTION }),
  askLambda(lambda.GetFunctionCommand, { FunctionName: NOBODY }, 'no such function'),
  askLambda(lambda.GetPolicyCommand, { FunctionName: FUNCTION }, 'a function without one'),
  askLambda(lambda.AddPermissionCommand, {
    FunctionName: FUNCTION,
    StatementId: 'events',
    Action: 'lambda:InvokeFunction',
    Principal: 'events.amazonaws.com',
  }),
  askLambda(lambda.GetPolicyCommand, { FunctionName: FUNCTION }),
  askLambda(lambda.RemovePermissionCommand, { FunctionName: FUNCTION, StatementId: 'events' }),
  askLambda(lambda.RemovePermissionCommand, { FunctionName: FUNCTION, StatementId: NOBODY }, 'no such statement'),

  askQuotas(quotas.GetServiceQuotaCommand, { ServiceCode: NOBODY, QuotaCode: 'L-00000000' }, 'no such service'),
  askQuotas(quotas.GetServiceQuotaCommand, { ServiceCode: 'fargate', QuotaCode: 'L-3032A538' }),

  askIam(iam.ListAccountAliasesCommand, {}),
  askIam(iam.SimulatePrincipalPolicyCommand, {
    PolicySourceArn: 'arn:aws:iam::123456789012:role/headroom-operator',
    ActionNames: ['ecs:UpdateService'],
  }),
];
