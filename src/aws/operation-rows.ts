import type { OperationName } from '../domain/operations.ts';
import type { Clients } from './clients.ts';
import { inCluster, onlyAsked } from './echo.ts';
import { aboutServices, aboutTaskDefinition, aboutUpdatedService } from './ecs-answers.ts';
import { aboutMetricData } from './metric-answers.ts';
import { answer, type OperationRows } from './operation-row.ts';
import { alertingRows } from './operation-rows/alerting.ts';
import { autoScalingRows } from './operation-rows/auto-scaling.ts';
import { eventRows } from './operation-rows/events.ts';
import { surroundingsRows } from './operation-rows/surroundings.ts';
import { aboutScaling } from './scaling-answers.ts';
import { accountId, arn, count, date, list, numeral, object, optional, scalableTargetArn, text } from './shape.ts';

const service = object({
  serviceArn: arn,
  serviceName: text,
  clusterArn: arn,
  status: text,
  desiredCount: count,
  runningCount: count,
  pendingCount: count,
  createdAt: date,
  deployments: optional(list(object({ id: text, status: text, failedTasks: optional(count) }))),
  events: optional(list(object({ id: text, createdAt: date }))),
});

/** Also of what has been there for ever: seconds that cannot be counted in milliseconds would become infinite. */
const cooldowns = object({
  Cooldown: optional(count),
  ScaleInCooldown: optional(count),
  ScaleOutCooldown: optional(count),
});

const ecs = (clients: Clients) => clients.ecs();
const scaling = (clients: Clients) => clients['application-autoscaling']();
const cloudwatch = (clients: Clients) => clients.cloudwatch();
const loadBalancing = (clients: Clients) => clients.elasticloadbalancing();

const listOf = <Item>(item: Item | undefined): readonly Item[] | undefined => (item === undefined ? undefined : [item]);

/** One row per operation; an operation without one does not compile. */
export const operationRows: OperationRows<OperationName> = {
  'sts:GetCallerIdentity': {
    client: clients => clients.sts(),
    check: answer(object({ Account: accountId, Arn: arn }), ({ Account, Arn }) =>
      Arn?.split(':')[4] === Account ? undefined : `it says account ${Account}, and ${Arn}`,
    ),
  },
  'ecs:ListClusters': { client: ecs, check: answer(object({ clusterArns: list(arn) })) },
  'ecs:ListServices': {
    client: ecs,
    check: answer(object({ serviceArns: list(arn) }), ({ serviceArns = [] }, { cluster }) =>
      inCluster(serviceArns, cluster),
    ),
  },
  'ecs:DescribeServices': {
    client: ecs,
    check: answer(
      object({ services: list(service), failures: optional(list(object({ reason: text }))) }),
      aboutServices,
    ),
  },
  'ecs:DescribeTaskDefinition': {
    client: ecs,
    check: answer(
      object({
        taskDefinition: object({
          taskDefinitionArn: arn,
          cpu: optional(numeral),
          memory: optional(numeral),
          containerDefinitions: list(
            object({ cpu: optional(count), memory: optional(count), memoryReservation: optional(count) }),
          ),
        }),
      }),
      aboutTaskDefinition,
    ),
  },
  'ecs:ListTasks': {
    client: ecs,
    check: answer(object({ taskArns: list(arn) }), ({ taskArns = [] }, { cluster }) => inCluster(taskArns, cluster)),
  },
  'ecs:DescribeTasks': {
    client: ecs,
    check: answer(object({ tasks: list(object({ taskArn: arn, lastStatus: text })) }), ({ tasks = [] }, asked) =>
      onlyAsked(
        tasks.map(({ taskArn }) => taskArn),
        asked.tasks,
      ),
    ),
  },
  'ecs:UpdateService': { client: ecs, check: answer(object({ service }), aboutUpdatedService) },
  'application-autoscaling:DescribeScalableTargets': {
    client: scaling,
    check: answer(
      object({ ScalableTargets: list(object({ ResourceId: text, MinCapacity: count, MaxCapacity: count })) }),
      ({ ScalableTargets = [] }, asked) => aboutScaling(ScalableTargets, asked, asked.ResourceIds),
    ),
  },
  'application-autoscaling:DescribeScalingPolicies': {
    client: scaling,
    check: answer(
      object({
        ScalingPolicies: list(
          object({
            PolicyName: text,
            ResourceId: text,
            PolicyType: text,
            StepScalingPolicyConfiguration: optional(cooldowns),
            TargetTrackingScalingPolicyConfiguration: optional(cooldowns),
          }),
        ),
      }),
      ({ ScalingPolicies = [] }, asked) => aboutScaling(ScalingPolicies, asked, listOf(asked.ResourceId)),
    ),
  },
  'application-autoscaling:DescribeScalingActivities': {
    client: scaling,
    check: answer(
      object({
        ScalingActivities: list(object({ ActivityId: text, ResourceId: text, StartTime: date, StatusCode: text })),
      }),
      ({ ScalingActivities = [] }, asked) => aboutScaling(ScalingActivities, asked, listOf(asked.ResourceId)),
    ),
  },
  // The answer names no service: the ARN of a scalable target is all there is to see.
  'application-autoscaling:RegisterScalableTarget': {
    client: scaling,
    check: answer(object({ ScalableTargetARN: scalableTargetArn })),
  },
  'cloudwatch:GetMetricData': {
    client: cloudwatch,
    check: answer(object({ MetricDataResults: list(object({ Id: text })) }), aboutMetricData),
  },
  'cloudwatch:DescribeAlarms': {
    client: cloudwatch,
    check: answer(
      object({
        MetricAlarms: list(
          object({
            AlarmName: text,
            StateValue: text,
            EvaluationPeriods: optional(count),
            Period: optional(count),
            Metrics: optional(list(object({ MetricStat: optional(object({ Period: optional(count) })) }))),
          }),
        ),
      }),
      ({ MetricAlarms = [] }, { AlarmNames }) =>
        onlyAsked(
          MetricAlarms.map(({ AlarmName }) => AlarmName),
          AlarmNames,
        ),
    ),
  },
  'elasticloadbalancing:DescribeTargetGroups': {
    client: loadBalancing,
    check: answer(
      object({ TargetGroups: list(object({ TargetGroupArn: arn, TargetGroupName: text })) }),
      ({ TargetGroups = [] }, { TargetGroupArns }) =>
        onlyAsked(
          TargetGroups.map(({ TargetGroupArn }) => TargetGroupArn),
          TargetGroupArns,
        ),
    ),
  },
  // The answer does not say of which target group it speaks.
  'elasticloadbalancing:DescribeTargetHealth': {
    client: loadBalancing,
    check: answer(object({ TargetHealthDescriptions: list(object({ TargetHealth: object({ State: text }) })) })),
  },
  ...autoScalingRows,
  ...alertingRows,
  ...eventRows,
  ...surroundingsRows,
};
