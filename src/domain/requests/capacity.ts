import { clampedBy } from '../autoscaling.ts';
import type { ExpectedFact } from '../check.ts';
import type { Change, FactValue, ServiceAttribute, SuspensionAttribute } from '../fact-address.ts';
import { namesText } from '../fact-sources.ts';
import type { OperationInput } from '../operations.ts';
import { type ServiceKey, scalableResourceId, serviceKey } from '../snapshot.ts';
import { type Request, type Shown, shownValue, unshownOf } from './request.ts';

interface ScalableNames {
  readonly ServiceNamespace?: string | undefined;
  readonly ResourceId?: string | undefined;
  readonly ScalableDimension?: string | undefined;
}

/** The service that a request of Application Auto Scaling is about: `service/web/api` -> `web/api`. */
export function scaledService({ ServiceNamespace, ResourceId, ScalableDimension }: ScalableNames) {
  if (ServiceNamespace !== 'ecs' || ScalableDimension !== 'ecs:service:DesiredCount') return undefined;
  const [, cluster, service, ...more] = ResourceId?.split('/') ?? [];
  if (cluster === undefined || service === undefined || more.length > 0) return undefined;
  const key = serviceKey(cluster, service);
  return scalableResourceId(key) === ResourceId ? key : undefined;
}

type Values = Partial<Record<ServiceAttribute, FactValue | undefined>>;

/** The facts of a service that are given a value; one that has none is left alone. */
function given(about: ServiceKey | undefined, values: Values): readonly ExpectedFact[] {
  if (about === undefined) return [];
  return attributes.flatMap(attribute => {
    const value = values[attribute];
    return value === undefined ? [] : [{ fact: { service: about, attribute }, value }];
  });
}

const suspensions: readonly SuspensionAttribute[] = [
  'dynamicScalingInSuspended',
  'dynamicScalingOutSuspended',
  'scheduledScalingSuspended',
];

const attributes: readonly ServiceAttribute[] = [
  'desiredCount',
  'minCapacity',
  'maxCapacity',
  ...suspensions,
  'scalingPolicies',
  'scheduledActions',
];

export function updateServiceRequest(input: OperationInput<'ecs:UpdateService'>): Request {
  const { cluster, service, desiredCount, ...others } = input;
  const about = cluster === undefined || service === undefined ? undefined : serviceKey(cluster, service);
  return { about, sets: given(about, { desiredCount }), besides: Object.keys(others) };
}

export function registerRequest(input: OperationInput<'application-autoscaling:RegisterScalableTarget'>): Request {
  const { ServiceNamespace, ResourceId, ScalableDimension, MinCapacity, MaxCapacity, SuspendedState, ...others } =
    input;
  const about = scaledService({ ServiceNamespace, ResourceId, ScalableDimension });
  const { DynamicScalingInSuspended, DynamicScalingOutSuspended, ScheduledScalingSuspended, ...otherFlags } =
    SuspendedState ?? {};
  // A reader must see what becomes of all three, and not have to know what AWS keeps.
  const flags = [DynamicScalingInSuspended, DynamicScalingOutSuspended, ScheduledScalingSuspended];
  const isHalf = SuspendedState !== undefined && flags.includes(undefined);
  return {
    about,
    sets: given(about, {
      minCapacity: MinCapacity,
      maxCapacity: MaxCapacity,
      dynamicScalingInSuspended: DynamicScalingInSuspended,
      dynamicScalingOutSuspended: DynamicScalingOutSuspended,
      scheduledScalingSuspended: ScheduledScalingSuspended,
    }),
    besides: [...Object.keys(others), ...Object.keys(otherFlags), ...(isHalf ? ['SuspendedState in part only'] : [])],
    movesAlong: (change, shown) => isClamp(change, shown) || isFirstFlag(change),
  };
}

/** AWS moves the present count into the bounds at once, whatever the call sent. */
function isClamp({ fact, from, to }: Change, shown: Shown): boolean {
  if (fact.attribute !== 'desiredCount' || typeof from !== 'number') return false;
  const minCapacity = shownValue(shown, { service: fact.service, attribute: 'minCapacity' });
  const maxCapacity = shownValue(shown, { service: fact.service, attribute: 'maxCapacity' });
  // A bound that is not shown is one that stays, and may be what the count is moved to.
  if (typeof minCapacity !== 'number' || typeof maxCapacity !== 'number') return true;
  return to === clampedBy({ minCapacity, maxCapacity }, from);
}

/** A target that is registered for the first time is suspended in nothing. */
const isFirstFlag = ({ fact, from, to }: Change): boolean =>
  suspensions.some(attribute => attribute === fact.attribute) && from === null && to === false;

/** AWS: "Deregistering a scalable target deletes the scaling policies and the scheduled actions that are associated with it." */
export function deregisterRequest(input: OperationInput<'application-autoscaling:DeregisterScalableTarget'>): Request {
  const { ServiceNamespace, ResourceId, ScalableDimension, ...others } = input;
  const about = scaledService({ ServiceNamespace, ResourceId, ScalableDimension });
  return {
    about,
    sets: given(about, {
      minCapacity: null,
      maxCapacity: null,
      dynamicScalingInSuspended: null,
      dynamicScalingOutSuspended: null,
      scheduledScalingSuspended: null,
      scalingPolicies: namesText([]),
      scheduledActions: namesText([]),
    }),
    besides: Object.keys(others),
    movesAlong: ({ fact, to }) =>
      to === null && (fact.attribute === 'scalingPolicy' || fact.attribute === 'scheduledAction'),
    hides: shown =>
      about === undefined
        ? undefined
        : (unshownOf(shown, { service: about, attribute: 'scalingPolicies' }, name => ({
            service: about,
            attribute: 'scalingPolicy',
            name,
          })) ??
          unshownOf(shown, { service: about, attribute: 'scheduledActions' }, name => ({
            service: about,
            attribute: 'scheduledAction',
            name,
          }))),
  };
}
