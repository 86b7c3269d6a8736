import { membersOf } from './canonical-json.ts';
import type { Change } from './fact-address.ts';
import { splitName } from './fact-sources.ts';
import type { Effect, OperationInput } from './operations.ts';
import { type ServiceKey, scalableResourceId } from './snapshot.ts';

/** What is configured as a whole: made by one request, replaced by the same, and taken away by another. */
export type ConfiguredFact =
  | { readonly service: ServiceKey; readonly attribute: 'scalingPolicy' | 'scheduledAction'; readonly name: string }
  | { readonly attribute: 'alarm' | 'rule' | 'ruleTarget' | 'lambdaPermission'; readonly name: string };

export interface ConfigurationWrite {
  readonly changes: readonly [Change];
  readonly effect: Effect;
}

/**
 * The write that leads from one configuration to another; `to: null` takes it away. Turned round it is its own undo, so what
 * was there before comes back to the letter.
 *
 * A permission of a function cannot be replaced: it is taken away and given anew.
 */
export const configurationWrite = (
  fact: ConfiguredFact,
  { from, to }: { readonly from: string | null; readonly to: string | null },
): ConfigurationWrite => ({
  changes: [{ fact, from, to }],
  effect: to === null ? removalOf(fact) : effectOf(fact, to),
});

const targetOf = (service: ServiceKey) => ({
  ServiceNamespace: 'ecs' as const,
  ResourceId: scalableResourceId(service),
  ScalableDimension: 'ecs:service:DesiredCount' as const,
});

function removalOf(fact: ConfiguredFact): Effect {
  const { name } = fact;
  const [owner, id] = splitName(name);
  switch (fact.attribute) {
    case 'scalingPolicy':
      return {
        operation: 'application-autoscaling:DeleteScalingPolicy',
        input: { ...targetOf(fact.service), PolicyName: name },
      };
    case 'scheduledAction':
      return {
        operation: 'application-autoscaling:DeleteScheduledAction',
        input: { ...targetOf(fact.service), ScheduledActionName: name },
      };
    case 'alarm':
      return { operation: 'cloudwatch:DeleteAlarms', input: { AlarmNames: [name] } };
    case 'rule':
      return { operation: 'events:DeleteRule', input: { Name: name } };
    case 'ruleTarget':
      return { operation: 'events:RemoveTargets', input: { Rule: owner, Ids: [id] } };
    case 'lambdaPermission':
      return { operation: 'lambda:RemovePermission', input: { FunctionName: owner, StatementId: id } };
  }
}

function effectOf(fact: ConfiguredFact, text: string): Effect {
  const { name } = fact;
  const [owner, id] = splitName(name);
  switch (fact.attribute) {
    case 'scalingPolicy': {
      const input = { ...targetOf(fact.service), PolicyName: name, ...membersOf(text) };
      return { operation: 'application-autoscaling:PutScalingPolicy', input };
    }
    case 'scheduledAction': {
      const input = { ...targetOf(fact.service), ScheduledActionName: name, ...membersOf(text) };
      return { operation: 'application-autoscaling:PutScheduledAction', input };
    }
    case 'alarm':
      // The text was made by `alarmText`, of an alarm or of a request: its members are those of PutMetricAlarm.
      return {
        operation: 'cloudwatch:PutMetricAlarm',
        input: { AlarmName: name, ...membersOf(text) } as OperationInput<'cloudwatch:PutMetricAlarm'>,
      };
    case 'rule': {
      const { EventPattern, ...members } = membersOf(text);
      const input = { Name: name, ...members, ...asText('EventPattern', EventPattern) };
      return { operation: 'events:PutRule', input };
    }
    case 'ruleTarget': {
      const { Input, Arn, ...members } = membersOf(text);
      const target = { Id: id, Arn: String(Arn), ...members, ...asText('Input', Input) };
      return { operation: 'events:PutTargets', input: { Rule: owner, Targets: [target] } };
    }
    case 'lambdaPermission':
      // As above, of `permissionText`.
      return {
        operation: 'lambda:AddPermission',
        input: {
          FunctionName: owner,
          StatementId: id,
          ...membersOf(text),
        } as OperationInput<'lambda:AddPermission'>,
      };
  }
}

/** A member that AWS takes as JSON text, and that its configuration text holds as JSON. */
const asText = (member: string, value: unknown): Readonly<Record<string, string>> =>
  value === undefined ? {} : { [member]: typeof value === 'string' ? value : JSON.stringify(value) };
