import * as applicationAutoScaling from '@aws-sdk/client-application-auto-scaling';
import * as cloudWatch from '@aws-sdk/client-cloudwatch';
import * as ecs from '@aws-sdk/client-ecs';
import * as elb from '@aws-sdk/client-elastic-load-balancing-v2';
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
];

export const CLOUDWATCH: readonly AnyCommandClass[] = [
  cloudWatch.GetMetricDataCommand,
  cloudWatch.GetMetricStatisticsCommand,
  cloudWatch.ListMetricsCommand,
  cloudWatch.DescribeAlarmsCommand,
];

export const ELASTIC_LOAD_BALANCING: readonly AnyCommandClass[] = [
  elb.DescribeLoadBalancersCommand,
  elb.DescribeTargetGroupsCommand,
  elb.DescribeTargetHealthCommand,
];

export const STS: readonly AnyCommandClass[] = [sts.GetCallerIdentityCommand];
