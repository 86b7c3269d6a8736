import { behindLoadBalancer, ecsService, targetGroupArn } from '../aws/support/account.ts';
import { type Answers, xmlResult } from '../aws/support/canned-aws.ts';

const target = {
  ServiceNamespace: 'ecs',
  ResourceId: 'service/production/backend',
  ScalableDimension: 'ecs:service:DesiredCount',
};

/** As XML may carry it: references for the marks of XML, and nothing that no XML document can hold. */
const asXml = (text: string): string =>
  text.replaceAll(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd]/g, '?').replaceAll(/[&<>]/g, mark => `&#${mark.charCodeAt(0)};`);

/** Answers as AWS gives them, with `text` wherever they have words. */
export const hostileAnswers = (text: () => string): Answers => ({
  'ecs:DescribeServices': () => ({
    services: [
      ecsService('backend', {
        ...behindLoadBalancer,
        status: text(),
        schedulingStrategy: text(),
        deployments: [{ id: text(), status: text(), rolloutState: text(), rolloutStateReason: text(), failedTasks: 0 }],
        events: Array.from({ length: 100 }, () => ({ id: text(), createdAt: 1_760_000_000, message: text() })),
      }),
    ],
  }),
  'ecs:DescribeTaskDefinition': () => ({
    taskDefinition: {
      taskDefinitionArn: 'arn:aws:ecs:us-east-1:123456789012:task-definition/backend:7',
      cpu: '1024',
      memory: '2048',
      containerDefinitions: [{ name: text() }],
    },
  }),
  'ecs:ListTasks': () => ({ taskArns: ['arn:aws:ecs:us-east-1:123456789012:task/production/1'] }),
  'ecs:DescribeTasks': () => ({
    tasks: [
      {
        taskArn: `arn:aws:ecs:us-east-1:123456789012:task/production/${text()}`,
        lastStatus: 'STOPPED',
        stoppedAt: 1_760_000_000,
        stopCode: text(),
        stoppedReason: text(),
        containers: [{ exitCode: 1, reason: text() }],
      },
    ],
  }),
  'application-autoscaling:DescribeScalableTargets': () => ({
    ScalableTargets: [{ ...target, MinCapacity: 2, MaxCapacity: 10 }],
  }),
  'application-autoscaling:DescribeScalingPolicies': () => ({
    ScalingPolicies: [
      {
        ...target,
        PolicyName: text(),
        PolicyType: text(),
        Alarms: [{ AlarmName: text() }],
        TargetTrackingScalingPolicyConfiguration: {
          TargetValue: 70,
          PredefinedMetricSpecification: { PredefinedMetricType: text() },
        },
      },
    ],
  }),
  'application-autoscaling:DescribeScalingActivities': () => ({
    ScalingActivities: Array.from({ length: 40 }, () => ({
      ...target,
      ActivityId: text(),
      StartTime: 1_760_000_000,
      StatusCode: text(),
      Description: text(),
      Cause: text(),
      StatusMessage: text(),
      NotScaledReasons: [{ Code: text() }],
    })),
  }),
  'cloudwatch:GetMetricData': () => ({ MetricDataResults: [] }),
  'elasticloadbalancing:DescribeTargetGroups': () =>
    xmlResult(
      'DescribeTargetGroups',
      `<TargetGroups><member><TargetGroupArn>${targetGroupArn}</TargetGroupArn><TargetGroupName>${asXml(text())}</TargetGroupName></member></TargetGroups>`,
    ),
  'elasticloadbalancing:DescribeTargetHealth': () =>
    xmlResult(
      'DescribeTargetHealth',
      `<TargetHealthDescriptions><member><TargetHealth><State>unhealthy</State><Reason>${asXml(text())}</Reason><Description>${asXml(text())}</Description></TargetHealth></member></TargetHealthDescriptions>`,
    ),
});
