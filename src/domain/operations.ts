import type {
  DescribeScalableTargetsCommandInput,
  DescribeScalableTargetsCommandOutput,
  DescribeScalingActivitiesCommandInput,
  DescribeScalingActivitiesCommandOutput,
  DescribeScalingPoliciesCommandInput,
  DescribeScalingPoliciesCommandOutput,
  RegisterScalableTargetCommandInput,
  RegisterScalableTargetCommandOutput,
} from '@aws-sdk/client-application-auto-scaling';
import type {
  DescribeAlarmsCommandInput,
  DescribeAlarmsCommandOutput,
  GetMetricDataCommandInput,
  GetMetricDataCommandOutput,
} from '@aws-sdk/client-cloudwatch';
import type {
  DescribeServicesCommandInput,
  DescribeServicesCommandOutput,
  DescribeTaskDefinitionCommandInput,
  DescribeTaskDefinitionCommandOutput,
  DescribeTasksCommandInput,
  DescribeTasksCommandOutput,
  ListClustersCommandInput,
  ListClustersCommandOutput,
  ListServicesCommandInput,
  ListServicesCommandOutput,
  ListTasksCommandInput,
  ListTasksCommandOutput,
  UpdateServiceCommandInput,
  UpdateServiceCommandOutput,
} from '@aws-sdk/client-ecs';
import type {
  DescribeTargetGroupsCommandInput,
  DescribeTargetGroupsCommandOutput,
  DescribeTargetHealthCommandInput,
  DescribeTargetHealthCommandOutput,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import type { GetCallerIdentityCommandInput, GetCallerIdentityCommandOutput } from '@aws-sdk/client-sts';
import { alertingOperations } from './operations/alerting.ts';
import { autoScalingOperations } from './operations/auto-scaling.ts';
import { eventOperations } from './operations/events.ts';
import { read, type TypesOf, write } from './operations/operation.ts';
import { surroundingsOperations } from './operations/surroundings.ts';

/**
 * Every AWS call that the program can make, named as IAM and CloudTrail name it. A new call is one line here; the
 * compiler then asks for its row in `aws/operation-rows/` and its command in `aws/clients/`, and a law for the simulator's handler.
 */
export const operations = {
  'sts:GetCallerIdentity': read<GetCallerIdentityCommandInput, GetCallerIdentityCommandOutput>(
    'sts get-caller-identity',
  ),
  'ecs:ListClusters': read<ListClustersCommandInput, ListClustersCommandOutput>('ecs list-clusters'),
  'ecs:ListServices': read<ListServicesCommandInput, ListServicesCommandOutput>('ecs list-services'),
  'ecs:DescribeServices': read<DescribeServicesCommandInput, DescribeServicesCommandOutput>('ecs describe-services'),
  'ecs:DescribeTaskDefinition': read<DescribeTaskDefinitionCommandInput, DescribeTaskDefinitionCommandOutput>(
    'ecs describe-task-definition',
  ),
  'ecs:ListTasks': read<ListTasksCommandInput, ListTasksCommandOutput>('ecs list-tasks'),
  'ecs:DescribeTasks': read<DescribeTasksCommandInput, DescribeTasksCommandOutput>('ecs describe-tasks'),
  'ecs:UpdateService': write<UpdateServiceCommandInput, UpdateServiceCommandOutput>('ecs update-service'),
  'application-autoscaling:DescribeScalableTargets': read<
    DescribeScalableTargetsCommandInput,
    DescribeScalableTargetsCommandOutput
  >('application-autoscaling describe-scalable-targets'),
  'application-autoscaling:DescribeScalingPolicies': read<
    DescribeScalingPoliciesCommandInput,
    DescribeScalingPoliciesCommandOutput
  >('application-autoscaling describe-scaling-policies'),
  'application-autoscaling:DescribeScalingActivities': read<
    DescribeScalingActivitiesCommandInput,
    DescribeScalingActivitiesCommandOutput
  >('application-autoscaling describe-scaling-activities'),
  'application-autoscaling:RegisterScalableTarget': write<
    RegisterScalableTargetCommandInput,
    RegisterScalableTargetCommandOutput
  >('application-autoscaling register-scalable-target'),
  'cloudwatch:GetMetricData': read<GetMetricDataCommandInput, GetMetricDataCommandOutput>('cloudwatch get-metric-data'),
  'cloudwatch:DescribeAlarms': read<DescribeAlarmsCommandInput, DescribeAlarmsCommandOutput>(
    'cloudwatch describe-alarms',
  ),
  'elasticloadbalancing:DescribeTargetGroups': read<
    DescribeTargetGroupsCommandInput,
    DescribeTargetGroupsCommandOutput
  >('elbv2 describe-target-groups'),
  'elasticloadbalancing:DescribeTargetHealth': read<
    DescribeTargetHealthCommandInput,
    DescribeTargetHealthCommandOutput
  >('elbv2 describe-target-health'),
  ...autoScalingOperations,
  ...alertingOperations,
  ...eventOperations,
  ...surroundingsOperations,
};

type Operations = typeof operations;
export type OperationName = keyof Operations;
export type OperationInput<Name extends OperationName> = TypesOf<Operations[Name]>['input'];
export type OperationOutput<Name extends OperationName> = TypesOf<Operations[Name]>['output'];

type OfKind<Kind> = { [Name in OperationName]: Operations[Name]['kind'] extends Kind ? Name : never }[OperationName];
export type ReadOperation = OfKind<'read'>;
export type WriteOperation = OfKind<'write'>;

/**
 * One change to AWS as plain data: which operation, and exactly what is sent. It survives JSON, so plan, preview,
 * journal, undo and the printed `aws` command all read this one value.
 */
export type Effect = {
  [Name in WriteOperation]: { readonly operation: Name; readonly input: OperationInput<Name> };
}[WriteOperation];
