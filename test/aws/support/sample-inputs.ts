import type { OperationInput, OperationName } from '../../../src/domain/operations.ts';
import { simulatedNow } from './simulated-account.ts';

const cluster = 'waooaw-production';
const service = 'waooaw-backend';
const resourceId = `service/${cluster}/${service}`;
const ecs = { ServiceNamespace: 'ecs', ScalableDimension: 'ecs:service:DesiredCount' } as const;
const minute = 60_000;
const of = 'us-east-1:123456789012';
const sampleTopicArn = `arn:aws:sns:${of}:sample`;
const sampleTarget = { Id: '1', Arn: sampleTopicArn } as const;
const invocation = { Action: 'lambda:InvokeFunction', Principal: 'events.amazonaws.com' } as const;
/** A service that no other sample is about: its target is deregistered. */
const ofAgent = { ...ecs, ResourceId: `service/${cluster}/waooaw-agent` };
const ofBackend = { ...ecs, ResourceId: resourceId };

/** What the simulated AWS knows under names that it makes up. */
export interface Named {
  readonly taskArn: string;
  readonly taskDefinitionArn: string;
  readonly targetGroupArn: string;
  readonly alarmName: string;
  readonly subnetId: string;
}

/**
 * For every operation an input that the simulated production account accepts. An operation without one does not compile:
 * that is how it gets into every suite that loops over them.
 */
export const sampleInputs = (named: Named): { readonly [Name in OperationName]: OperationInput<Name> } => ({
  'sts:GetCallerIdentity': {},
  'ecs:ListClusters': { maxResults: 100 },
  'ecs:ListServices': { cluster, maxResults: 100 },
  'ecs:DescribeServices': { cluster, services: [service] },
  'ecs:DescribeTaskDefinition': { taskDefinition: named.taskDefinitionArn },
  'ecs:ListTasks': { cluster, serviceName: service },
  'ecs:DescribeTasks': { cluster, tasks: [named.taskArn] },
  'ecs:UpdateService': { cluster, service, desiredCount: 3 },
  'application-autoscaling:DescribeScalableTargets': { ...ecs, ResourceIds: [resourceId] },
  'application-autoscaling:DescribeScalingPolicies': { ...ecs, ResourceId: resourceId },
  'application-autoscaling:DescribeScalingActivities': {
    ...ecs,
    ResourceId: resourceId,
    IncludeNotScaledActivities: true,
  },
  'application-autoscaling:RegisterScalableTarget': { ...ecs, ResourceId: resourceId, MinCapacity: 3 },
  'cloudwatch:GetMetricData': {
    MetricDataQueries: [
      {
        Id: 'q0',
        MetricStat: {
          Metric: {
            Namespace: 'AWS/ECS',
            MetricName: 'CPUUtilization',
            Dimensions: [
              { Name: 'ClusterName', Value: cluster },
              { Name: 'ServiceName', Value: service },
            ],
          },
          Period: 60,
          Stat: 'Average',
        },
      },
    ],
    StartTime: new Date(simulatedNow - 10 * minute),
    EndTime: new Date(simulatedNow),
    ScanBy: 'TimestampAscending',
  },
  'cloudwatch:DescribeAlarms': { AlarmNames: [named.alarmName], AlarmTypes: ['MetricAlarm'] },
  'elasticloadbalancing:DescribeTargetGroups': { TargetGroupArns: [named.targetGroupArn] },
  'elasticloadbalancing:DescribeTargetHealth': { TargetGroupArn: named.targetGroupArn },
  'elasticloadbalancing:DescribeLoadBalancers': {},
  'application-autoscaling:DescribeScheduledActions': ofBackend,
  'application-autoscaling:DeregisterScalableTarget': ofAgent,
  'application-autoscaling:PutScalingPolicy': { ...ofBackend, ...samplePolicy('put') },
  'application-autoscaling:DeleteScalingPolicy': { ...ofBackend, PolicyName: 'deleted' },
  'application-autoscaling:PutScheduledAction': { ...ofBackend, ...sampleAction('put') },
  'application-autoscaling:DeleteScheduledAction': { ...ofBackend, ScheduledActionName: 'deleted' },
  'cloudwatch:PutMetricAlarm': {
    AlarmName: 'sample',
    Namespace: 'AWS/ECS',
    MetricName: 'CPUUtilization',
    Statistic: 'Average',
    Period: 60,
    EvaluationPeriods: 5,
    Threshold: 80,
    ComparisonOperator: 'GreaterThanThreshold',
  },
  'cloudwatch:DeleteAlarms': { AlarmNames: ['deleted'] },
  'sns:ListTopics': {},
  'sns:GetTopicAttributes': { TopicArn: sampleTopicArn },
  'sns:ListSubscriptionsByTopic': { TopicArn: sampleTopicArn },
  'sns:CreateTopic': { Name: 'created' },
  'sns:DeleteTopic': { TopicArn: `arn:aws:sns:${of}:deleted` },
  'sns:SetTopicAttributes': { TopicArn: sampleTopicArn, AttributeName: 'DisplayName', AttributeValue: 'Sample' },
  'sns:Subscribe': { TopicArn: sampleTopicArn, Protocol: 'email', Endpoint: 'operator@example.com' },
  'sns:Unsubscribe': { SubscriptionArn: `${sampleTopicArn}:6f1c9f0e-0000-4000-8000-000000000000` },
  'events:ListRules': {},
  'events:ListTargetsByRule': { Rule: 'sample' },
  'events:PutRule': { Name: 'put', ScheduleExpression: 'rate(1 day)', State: 'ENABLED' },
  'events:DeleteRule': { Name: 'deleted' },
  'events:PutTargets': { Rule: 'sample', Targets: [sampleTarget] },
  'events:RemoveTargets': { Rule: 'emptied', Ids: ['1'] },
  'lambda:GetFunction': { FunctionName: 'scale-ecs' },
  'lambda:GetPolicy': { FunctionName: 'scale-ecs' },
  'lambda:AddPermission': { FunctionName: 'scale-ecs', StatementId: 'added', ...invocation },
  'lambda:RemovePermission': { FunctionName: 'scale-ecs', StatementId: 'removed' },
  'servicequotas:GetServiceQuota': { ServiceCode: 'fargate', QuotaCode: 'L-3032A538' },
  'servicequotas:GetAWSDefaultServiceQuota': { ServiceCode: 'fargate', QuotaCode: 'L-3032A538' },
  'ec2:DescribeSubnets': { SubnetIds: [named.subnetId] },
  'rds:DescribeDBInstances': {},
  'rds:DescribeDBParameters': { DBParameterGroupName: 'default.postgres16' },
  'elasticache:DescribeReplicationGroups': {},
});

const samplePolicy = (PolicyName: string) => ({
  PolicyName,
  PolicyType: 'TargetTrackingScaling' as const,
  TargetTrackingScalingPolicyConfiguration: {
    TargetValue: 70,
    PredefinedMetricSpecification: { PredefinedMetricType: 'ECSServiceAverageMemoryUtilization' as const },
  },
});

const sampleAction = (ScheduledActionName: string) => ({
  ScheduledActionName,
  Schedule: 'cron(0 7 * * ? *)',
  ScalableTargetAction: { MinCapacity: 2 },
});

/** What an operation finds when its sample is sent; sent twice, some need it brought about anew. */
export const sampleStock: { readonly [Name in OperationName]?: readonly (readonly [OperationName, object])[] } = {
  'application-autoscaling:DeregisterScalableTarget': [
    ['application-autoscaling:RegisterScalableTarget', { ...ofAgent, MinCapacity: 1, MaxCapacity: 4 }],
  ],
  'application-autoscaling:DeleteScalingPolicy': [
    ['application-autoscaling:PutScalingPolicy', { ...ofBackend, ...samplePolicy('deleted') }],
  ],
  'application-autoscaling:DeleteScheduledAction': [
    ['application-autoscaling:PutScheduledAction', { ...ofBackend, ...sampleAction('deleted') }],
  ],
  'sns:GetTopicAttributes': [['sns:CreateTopic', { Name: 'sample' }]],
  'events:ListTargetsByRule': [['events:PutRule', { Name: 'sample', ScheduleExpression: 'rate(1 day)' }]],
  'events:RemoveTargets': [
    ['events:PutRule', { Name: 'emptied', ScheduleExpression: 'rate(1 day)' }],
    ['events:PutTargets', { Rule: 'emptied', Targets: [sampleTarget] }],
  ],
  'lambda:GetPolicy': [['lambda:AddPermission', { FunctionName: 'scale-ecs', StatementId: 'sample', ...invocation }]],
  'lambda:AddPermission': [['lambda:RemovePermission', { FunctionName: 'scale-ecs', StatementId: 'added' }]],
  'lambda:RemovePermission': [
    ['lambda:AddPermission', { FunctionName: 'scale-ecs', StatementId: 'removed', ...invocation }],
  ],
};
