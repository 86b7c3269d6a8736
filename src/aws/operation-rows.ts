import type { OperationName } from '../domain/operations.ts';
import type { Clients } from './clients.ts';
import { type OperationRows, shaped } from './operation-row.ts';
import { alertingRows } from './operation-rows/alerting.ts';
import { autoScalingRows } from './operation-rows/auto-scaling.ts';
import { eventRows } from './operation-rows/events.ts';
import { surroundingsRows } from './operation-rows/surroundings.ts';
import { accountId, arn, count, date, list, number, object, optional, text } from './shape.ts';

const service = object({
  serviceArn: arn,
  serviceName: text,
  clusterArn: arn,
  status: text,
  desiredCount: count,
  runningCount: count,
  pendingCount: count,
  createdAt: date,
  deployments: optional(list(object({ id: text, status: text }))),
  events: optional(list(object({ id: text, createdAt: date }))),
  loadBalancers: optional(list(object({}))),
});

/** Whether AWS's ARN or name is the one that was asked for; a request may name things either way. */
const isNamed = (answered: string | undefined, asked: string | undefined): boolean =>
  answered !== undefined && asked !== undefined && (answered === asked || answered.split('/').at(-1) === asked);

const ecs = (clients: Clients) => clients.ecs();
const scaling = (clients: Clients) => clients['application-autoscaling']();
const cloudwatch = (clients: Clients) => clients.cloudwatch();
const loadBalancing = (clients: Clients) => clients.elasticloadbalancing();

/** One row per operation; an operation without one does not compile. */
export const operationRows: OperationRows<OperationName> = {
  'sts:GetCallerIdentity': {
    client: clients => clients.sts(),
    check: shaped(object({ Account: accountId, Arn: arn })),
  },
  'ecs:ListClusters': { client: ecs, check: shaped(object({ clusterArns: list(arn) })) },
  'ecs:ListServices': { client: ecs, check: shaped(object({ serviceArns: list(arn) })) },
  'ecs:DescribeServices': {
    client: ecs,
    check: shaped(object({ services: list(service), failures: optional(list(object({ reason: text }))) })),
  },
  'ecs:DescribeTaskDefinition': {
    client: ecs,
    check: shaped(
      object({ taskDefinition: object({ taskDefinitionArn: arn, containerDefinitions: list(object({})) }) }),
    ),
  },
  'ecs:ListTasks': { client: ecs, check: shaped(object({ taskArns: list(arn) })) },
  'ecs:DescribeTasks': {
    client: ecs,
    check: shaped(object({ tasks: list(object({ taskArn: arn, lastStatus: text })) })),
  },
  'ecs:UpdateService': {
    client: ecs,
    check(output, input) {
      const wrong = object({ service })(output, '');
      if (wrong !== undefined) return wrong;
      const answered = output.service;
      if (!isNamed(answered?.serviceName, input.service) && !isNamed(answered?.serviceArn, input.service))
        return `it speaks of service ${answered?.serviceName}, not of ${input.service}`;
      if (input.cluster !== undefined && !isNamed(answered?.clusterArn, input.cluster))
        return `it speaks of cluster ${answered?.clusterArn}, not of ${input.cluster}`;
      if (input.desiredCount !== undefined && answered?.desiredCount !== input.desiredCount)
        return `it says desiredCount ${answered?.desiredCount}, not ${input.desiredCount}`;
      return undefined;
    },
  },
  'application-autoscaling:DescribeScalableTargets': {
    client: scaling,
    check: shaped(
      object({ ScalableTargets: list(object({ ResourceId: text, MinCapacity: count, MaxCapacity: count })) }),
    ),
  },
  'application-autoscaling:DescribeScalingPolicies': {
    client: scaling,
    check: shaped(object({ ScalingPolicies: list(object({ PolicyName: text, ResourceId: text, PolicyType: text })) })),
  },
  'application-autoscaling:DescribeScalingActivities': {
    client: scaling,
    check: shaped(
      object({
        ScalingActivities: list(
          object({
            ActivityId: text,
            ResourceId: text,
            StartTime: date,
            StatusCode: text,
          }),
        ),
      }),
    ),
  },
  // The answer names no service: the ARN of a scalable target is all there is to see.
  'application-autoscaling:RegisterScalableTarget': {
    client: scaling,
    check: shaped(object({ ScalableTargetARN: arn })),
  },
  'cloudwatch:GetMetricData': {
    client: cloudwatch,
    check: shaped(
      object({
        MetricDataResults: list(object({ Id: text, Timestamps: optional(list(date)), Values: optional(list(number)) })),
      }),
    ),
  },
  'cloudwatch:DescribeAlarms': {
    client: cloudwatch,
    check: shaped(object({ MetricAlarms: list(object({ AlarmName: text, StateValue: text })) })),
  },
  'elasticloadbalancing:DescribeTargetGroups': {
    client: loadBalancing,
    check: shaped(object({ TargetGroups: list(object({ TargetGroupArn: arn, TargetGroupName: text })) })),
  },
  'elasticloadbalancing:DescribeTargetHealth': {
    client: loadBalancing,
    check: shaped(object({ TargetHealthDescriptions: list(object({ TargetHealth: object({ State: text }) })) })),
  },
  ...autoScalingRows,
  ...alertingRows,
  ...eventRows,
  ...surroundingsRows,
};
