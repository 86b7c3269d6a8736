import type { autoScalingOperations } from '../../domain/operations/auto-scaling.ts';
import type { Clients } from '../clients.ts';
import { acknowledged, answer, type OperationRows } from '../operation-row.ts';
import { aboutScaling } from '../scaling-answers.ts';
import { arn, list, object, text } from '../shape.ts';

const client = (clients: Clients) => clients['application-autoscaling']();

const policyAnswer = object({ PolicyARN: arn, Alarms: list(object({ AlarmName: text, AlarmARN: arn })) });

/** The ARN of a policy ends in `:resource/ecs/service/<cluster>/<service>:policyName/<name>[:createdBy/<id>]`. */
const isOfPolicy = (policyArn: string, { ResourceId = '', PolicyName = '' }: NamedPolicy): boolean =>
  `${policyArn}:`.includes(`/${ResourceId}:policyName/${PolicyName}:`);

interface NamedPolicy {
  readonly ResourceId?: string | undefined;
  readonly PolicyName?: string | undefined;
}

export const autoScalingRows: OperationRows<keyof typeof autoScalingOperations> = {
  'application-autoscaling:DescribeScheduledActions': {
    client,
    check: answer(
      object({ ScheduledActions: list(object({ ScheduledActionName: text, ResourceId: text, Schedule: text })) }),
      ({ ScheduledActions = [] }, asked) =>
        aboutScaling(ScheduledActions, asked, asked.ResourceId === undefined ? undefined : [asked.ResourceId]),
    ),
  },
  'application-autoscaling:DeregisterScalableTarget': { client, check: acknowledged },
  'application-autoscaling:PutScalingPolicy': {
    client,
    check: answer(policyAnswer, ({ PolicyARN = '' }, input) =>
      isOfPolicy(PolicyARN, input)
        ? undefined
        : `it speaks of ${PolicyARN}, not of policy ${input.PolicyName} of ${input.ResourceId}`,
    ),
  },
  'application-autoscaling:DeleteScalingPolicy': { client, check: acknowledged },
  'application-autoscaling:PutScheduledAction': { client, check: acknowledged },
  'application-autoscaling:DeleteScheduledAction': { client, check: acknowledged },
};
