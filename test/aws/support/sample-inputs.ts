import type { OperationInput, OperationName } from '../../../src/domain/operations.ts';
import { simulatedNow } from './simulated-account.ts';

const cluster = 'waooaw-production';
const service = 'waooaw-backend';
const resourceId = `service/${cluster}/${service}`;
const ecs = { ServiceNamespace: 'ecs', ScalableDimension: 'ecs:service:DesiredCount' } as const;
const minute = 60_000;

/** What the simulated AWS knows under names that it makes up. */
export interface Named {
  readonly taskArn: string;
  readonly taskDefinitionArn: string;
  readonly targetGroupArn: string;
  readonly alarmName: string;
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
});
