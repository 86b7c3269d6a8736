import { scalingPolicyText } from '../configurations/scaling-policy.ts';
import { scheduledActionText } from '../configurations/scheduled-action.ts';
import type { Change, FactValue, ServiceAttribute } from '../fact-address.ts';
import { listOf } from '../listed-write.ts';
import { namesWith, namesWithout } from '../names-text.ts';
import type { OperationInput } from '../operations.ts';
import type { ServiceKey } from '../snapshot.ts';
import { scaledService } from './capacity.ts';
import type { Request } from './request.ts';

interface Listed {
  readonly attribute: keyof typeof listOf & ServiceAttribute;
  readonly name: string | undefined;
  readonly value: FactValue;
}

/** One named thing of a service gets a value, or null where it is deleted; its name goes on the list of them, or off it. */
const setsOne = (
  about: ServiceKey | undefined,
  one: Listed,
): Required<Pick<Request, 'about' | 'sets' | 'movesAlong'>> => {
  const { attribute, name, value } = one;
  return {
    about,
    sets: about === undefined || name === undefined ? [] : [{ fact: { service: about, attribute, name }, value }],
    movesAlong: change => isListed(change, one),
  };
};

const isListed = ({ fact, from, to }: Change, { attribute, name, value }: Listed): boolean =>
  fact.attribute === listOf[attribute] &&
  typeof from === 'string' &&
  name !== undefined &&
  to === (value === null ? namesWithout(from, name) : namesWith(from, name));

export function putPolicyRequest(input: OperationInput<'application-autoscaling:PutScalingPolicy'>): Request {
  const { ServiceNamespace, ResourceId, ScalableDimension, PolicyName, ...configuration } = input;
  const {
    PolicyType,
    TargetTrackingScalingPolicyConfiguration,
    StepScalingPolicyConfiguration,
    PredictiveScalingPolicyConfiguration,
    ...others
  } = configuration;
  const value = scalingPolicyText(configuration);
  return {
    ...setsOne(scaledService(input), { attribute: 'scalingPolicy', name: PolicyName, value }),
    besides: Object.keys(others),
  };
}

export function deletePolicyRequest(input: OperationInput<'application-autoscaling:DeleteScalingPolicy'>): Request {
  const { ServiceNamespace, ResourceId, ScalableDimension, PolicyName, ...others } = input;
  return {
    ...setsOne(scaledService(input), { attribute: 'scalingPolicy', name: PolicyName, value: null }),
    besides: Object.keys(others),
  };
}

export function putScheduledActionRequest(
  input: OperationInput<'application-autoscaling:PutScheduledAction'>,
): Request {
  const { ServiceNamespace, ResourceId, ScalableDimension, ScheduledActionName, ...configuration } = input;
  const { Schedule, Timezone, StartTime, EndTime, ScalableTargetAction, ...others } = configuration;
  const value = scheduledActionText(configuration);
  return {
    ...setsOne(scaledService(input), { attribute: 'scheduledAction', name: ScheduledActionName, value }),
    besides: Object.keys(others),
    // AWS: an update that leaves one of these out keeps what is there, and that is not what is shown.
    hides: ({ changes }) => {
      const isUpdate = changes.some(({ fact, from }) => fact.attribute === 'scheduledAction' && from !== null);
      const isWhole = Schedule !== undefined && Timezone !== undefined && ScalableTargetAction !== undefined;
      return isUpdate && !isWhole ? 'would keep what it does not name of the action that is there' : undefined;
    },
  };
}

export function deleteScheduledActionRequest(
  input: OperationInput<'application-autoscaling:DeleteScheduledAction'>,
): Request {
  const { ServiceNamespace, ResourceId, ScalableDimension, ScheduledActionName, ...others } = input;
  return {
    ...setsOne(scaledService(input), { attribute: 'scheduledAction', name: ScheduledActionName, value: null }),
    besides: Object.keys(others),
  };
}
