import * as applicationAutoScaling from '@aws-sdk/client-application-auto-scaling';
import * as cloudWatch from '@aws-sdk/client-cloudwatch';
import * as logs from '@aws-sdk/client-cloudwatch-logs';
import * as ecs from '@aws-sdk/client-ecs';
import * as elb from '@aws-sdk/client-elastic-load-balancing-v2';
import * as elastiCache from '@aws-sdk/client-elasticache';
import * as eventBridge from '@aws-sdk/client-eventbridge';
import * as iam from '@aws-sdk/client-iam';
import * as lambda from '@aws-sdk/client-lambda';
import * as rds from '@aws-sdk/client-rds';
import * as serviceQuotas from '@aws-sdk/client-service-quotas';
import * as sns from '@aws-sdk/client-sns';
import * as sts from '@aws-sdk/client-sts';
import type { AnyCommandClass } from './loopback.ts';

/** The operations whose messages are checked, by service. */
export const ECS: readonly AnyCommandClass[] = [
  ecs.DescribeServicesCommand,
  ecs.UpdateServiceCommand,
  ecs.ListServicesCommand,
  ecs.ListClustersCommand,
  ecs.DescribeClustersCommand,
  ecs.DescribeTaskDefinitionCommand,
  ecs.ListTasksCommand,
  ecs.DescribeTasksCommand,
];

export const APPLICATION_AUTO_SCALING: readonly AnyCommandClass[] = [
  applicationAutoScaling.RegisterScalableTargetCommand,
  applicationAutoScaling.DeregisterScalableTargetCommand,
  applicationAutoScaling.DescribeScalableTargetsCommand,
  applicationAutoScaling.PutScalingPolicyCommand,
  applicationAutoScaling.DeleteScalingPolicyCommand,
  applicationAutoScaling.DescribeScalingPoliciesCommand,
  applicationAutoScaling.DescribeScalingActivitiesCommand,
  applicationAutoScaling.PutScheduledActionCommand,
  applicationAutoScaling.DeleteScheduledActionCommand,
  applicationAutoScaling.DescribeScheduledActionsCommand,
];

export const CLOUDWATCH: readonly AnyCommandClass[] = [
  cloudWatch.GetMetricDataCommand,
  cloudWatch.GetMetricStatisticsCommand,
  cloudWatch.ListMetricsCommand,
  cloudWatch.DescribeAlarmsCommand,
  cloudWatch.PutMetricAlarmCommand,
  cloudWatch.DeleteAlarmsCommand,
  cloudWatch.SetAlarmStateCommand,
  cloudWatch.PutMetricDataCommand,
];

export const ELASTIC_LOAD_BALANCING: readonly AnyCommandClass[] = [
  elb.DescribeLoadBalancersCommand,
  elb.DescribeTargetGroupsCommand,
  elb.DescribeTargetHealthCommand,
];

export const RDS: readonly AnyCommandClass[] = [
  rds.DescribeDBInstancesCommand,
  rds.ModifyDBInstanceCommand,
  rds.CreateDBInstanceReadReplicaCommand,
  rds.DeleteDBInstanceCommand,
  rds.DescribeOrderableDBInstanceOptionsCommand,
  rds.DescribeDBParametersCommand,
  rds.DescribeEventsCommand,
];

export const ELASTICACHE: readonly AnyCommandClass[] = [
  elastiCache.DescribeReplicationGroupsCommand,
  elastiCache.DescribeCacheClustersCommand,
  elastiCache.ModifyReplicationGroupCommand,
  elastiCache.IncreaseReplicaCountCommand,
  elastiCache.DecreaseReplicaCountCommand,
  elastiCache.ModifyReplicationGroupShardConfigurationCommand,
  elastiCache.ListAllowedNodeTypeModificationsCommand,
  elastiCache.DescribeEventsCommand,
];

export const SNS: readonly AnyCommandClass[] = [
  sns.CreateTopicCommand,
  sns.ListTopicsCommand,
  sns.GetTopicAttributesCommand,
  sns.SetTopicAttributesCommand,
  sns.SubscribeCommand,
  sns.ConfirmSubscriptionCommand,
  sns.ListSubscriptionsByTopicCommand,
  sns.UnsubscribeCommand,
  sns.PublishCommand,
];

export const EVENT_BRIDGE: readonly AnyCommandClass[] = [
  eventBridge.PutRuleCommand,
  eventBridge.EnableRuleCommand,
  eventBridge.DisableRuleCommand,
  eventBridge.DeleteRuleCommand,
  eventBridge.ListRulesCommand,
  eventBridge.PutTargetsCommand,
  eventBridge.RemoveTargetsCommand,
  eventBridge.ListTargetsByRuleCommand,
];

export const LAMBDA: readonly AnyCommandClass[] = [
  lambda.GetFunctionCommand,
  lambda.AddPermissionCommand,
  lambda.RemovePermissionCommand,
  lambda.GetPolicyCommand,
];

export const STS: readonly AnyCommandClass[] = [sts.GetCallerIdentityCommand];

export const CLOUDWATCH_LOGS: readonly AnyCommandClass[] = [
  logs.DescribeLogGroupsCommand,
  logs.FilterLogEventsCommand,
  logs.GetLogEventsCommand,
];

export const SERVICE_QUOTAS: readonly AnyCommandClass[] = [
  serviceQuotas.GetServiceQuotaCommand,
  serviceQuotas.GetAWSDefaultServiceQuotaCommand,
];

export const IAM: readonly AnyCommandClass[] = [iam.SimulatePrincipalPolicyCommand, iam.ListAccountAliasesCommand];
