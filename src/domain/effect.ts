import { addressOf, type Change } from './fact.ts';
import { factLabel, heldWords } from './fact-words.ts';
import type { Effect } from './operations.ts';
import type { ApplyStep } from './plan.ts';
import {
  createTopicRequest,
  deleteAlarmsRequest,
  deleteTopicRequest,
  putAlarmRequest,
  setTopicAttributesRequest,
  subscribeRequest,
  unsubscribeRequest,
} from './requests/alerting.ts';
import { deregisterRequest, registerRequest, updateServiceRequest } from './requests/capacity.ts';
import {
  addPermissionRequest,
  deleteRuleRequest,
  putRuleRequest,
  putTargetsRequest,
  removePermissionRequest,
  removeTargetsRequest,
} from './requests/events.ts';
import {
  deletePolicyRequest,
  deleteScheduledActionRequest,
  putPolicyRequest,
  putScheduledActionRequest,
} from './requests/policies.ts';
import type { Request } from './requests/request.ts';
import { oddityOf } from './resource-name.ts';

/**
 * Why this write is not the change that it shows, or undefined when it is. A plan may come from a file, and a file can be
 * edited: what is compared and confirmed are the changes, what is sent is the effect, and they must be one thing.
 *
 * Every fact that the request sets must be one that the step moves there or holds there; every fact that the step moves must
 * be one that the request sets, or that AWS moves along with it; the request may carry nothing else, and must move something.
 */
export function effectAtOdds({
  changes,
  unchanged,
  effect,
}: Pick<ApplyStep, 'changes' | 'unchanged' | 'effect'>): string | undefined {
  const { operation } = effect;
  const { about, sets, besides, movesAlong, hides } = requestOf(effect, changes);
  const odd = about === 'account' || about === undefined ? undefined : oddityOf(about);
  if (odd !== undefined) return `${operation} is for a name that may imitate another: ${odd}`;
  if (besides.length > 0) return `${operation} would also carry ${besides.join(', ')}`;
  const after = [...changes.map(({ fact, to }) => ({ fact, value: to })), ...unchanged];
  const elsewhere = about === 'account' ? undefined : after.find(({ fact }) => fact.service !== about);
  if (changes.length > 0 && elsewhere)
    return `${operation} is for ${about ?? 'no service'}, and not for ${elsewhere.fact.service ?? 'the account'}`;
  if (changes.length === 0 || sets.length === 0) return `${operation} is shown to move nothing`;
  for (const { fact, value } of sets) {
    if (after.some(shown => addressOf(shown.fact) === addressOf(fact) && shown.value === value)) continue;
    return `${operation} sets ${heldWords(fact, value)}, which is not what is shown`;
  }
  const shown = { changes, after };
  const astray = changes.find(
    change =>
      !sets.some(({ fact }) => addressOf(fact) === addressOf(change.fact)) && !(movesAlong?.(change, shown) ?? false),
  );
  if (astray) return `${operation} does not move ${factLabel(astray.fact)} as is shown`;
  const hidden = hides?.(shown);
  return hidden === undefined ? undefined : `${operation} ${hidden}`;
}

function requestOf(effect: Effect, changes: readonly Change[]): Request {
  switch (effect.operation) {
    case 'ecs:UpdateService':
      return updateServiceRequest(effect.input);
    case 'application-autoscaling:RegisterScalableTarget':
      return registerRequest(effect.input);
    case 'application-autoscaling:DeregisterScalableTarget':
      return deregisterRequest(effect.input);
    case 'application-autoscaling:PutScalingPolicy':
      return putPolicyRequest(effect.input);
    case 'application-autoscaling:DeleteScalingPolicy':
      return deletePolicyRequest(effect.input);
    case 'application-autoscaling:PutScheduledAction':
      return putScheduledActionRequest(effect.input);
    case 'application-autoscaling:DeleteScheduledAction':
      return deleteScheduledActionRequest(effect.input);
    case 'cloudwatch:PutMetricAlarm':
      return putAlarmRequest(effect.input);
    case 'cloudwatch:DeleteAlarms':
      return deleteAlarmsRequest(effect.input);
    case 'sns:CreateTopic':
      return createTopicRequest(effect.input);
    case 'sns:DeleteTopic':
      return deleteTopicRequest(effect.input);
    case 'sns:SetTopicAttributes':
      return setTopicAttributesRequest(effect.input, changes);
    case 'sns:Subscribe':
      return subscribeRequest(effect.input);
    case 'sns:Unsubscribe':
      return unsubscribeRequest(effect.input, changes);
    case 'events:PutRule':
      return putRuleRequest(effect.input);
    case 'events:DeleteRule':
      return deleteRuleRequest(effect.input);
    case 'events:PutTargets':
      return putTargetsRequest(effect.input);
    case 'events:RemoveTargets':
      return removeTargetsRequest(effect.input);
    case 'lambda:AddPermission':
      return addPermissionRequest(effect.input);
    case 'lambda:RemovePermission':
      return removePermissionRequest(effect.input);
  }
}
