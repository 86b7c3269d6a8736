import { clampedBy } from './autoscaling.ts';
import type { Change, ServiceFact } from './fact.ts';
import { namesText } from './fact-sources.ts';
import type { Effect } from './operations.ts';
import { type ScalableTarget, type ServiceKey, type SuspendedState, scalableResourceId } from './snapshot.ts';

export interface ScalableTargetWrite {
  /** The bounds, the flags, and the count where AWS moves it along; and what goes with a target that is taken away. */
  readonly changes: readonly Change[];
  readonly effect: Effect;
  readonly countAfter: number;
}

interface Named {
  readonly name: string;
  readonly configuration: string;
}

const names = (service: ServiceKey) => ({
  ServiceNamespace: 'ecs' as const,
  ResourceId: scalableResourceId(service),
  ScalableDimension: 'ecs:service:DesiredCount' as const,
});

/** The facts of a target in reading order. */
const attributes: readonly {
  readonly attribute: ServiceFact['attribute'];
  readonly read: (target: ScalableTarget) => number | boolean;
}[] = [
  { attribute: 'minCapacity', read: ({ minCapacity }) => minCapacity },
  { attribute: 'maxCapacity', read: ({ maxCapacity }) => maxCapacity },
  { attribute: 'dynamicScalingInSuspended', read: ({ suspended }) => suspended.dynamicScalingIn },
  { attribute: 'dynamicScalingOutSuspended', read: ({ suspended }) => suspended.dynamicScalingOut },
  { attribute: 'scheduledScalingSuspended', read: ({ suspended }) => suspended.scheduledScaling },
];

const targetChanges = (
  service: ServiceKey,
  from: ScalableTarget | null,
  to: ScalableTarget | null,
): readonly Change[] =>
  attributes
    .map(({ attribute, read }) => ({
      fact: { service, attribute },
      from: from && read(from),
      to: to && read(to),
    }))
    .filter(change => change.from !== change.to);

/**
 * The write that registers a target, or changes one. It names what changes and nothing else, but of the flags always all
 * three: a reader then need not know what AWS keeps. The count moves into the bounds with it, whatever it is about.
 */
export function registerWrite(
  service: ServiceKey,
  {
    from,
    to,
    desiredCount,
  }: { readonly from: ScalableTarget | null; readonly to: ScalableTarget; readonly desiredCount: number },
): ScalableTargetWrite {
  const countAfter = clampedBy(to, desiredCount);
  const flags = from?.suspended ?? notSuspended;
  return {
    changes: [
      ...targetChanges(service, from, to),
      ...(countAfter === desiredCount
        ? []
        : [{ fact: { service, attribute: 'desiredCount' as const }, from: desiredCount, to: countAfter }]),
    ],
    effect: {
      operation: 'application-autoscaling:RegisterScalableTarget',
      input: {
        ...names(service),
        ...(from?.minCapacity !== to.minCapacity && { MinCapacity: to.minCapacity }),
        ...(from?.maxCapacity !== to.maxCapacity && { MaxCapacity: to.maxCapacity }),
        ...(!sameFlags(flags, to.suspended) && { SuspendedState: suspendedState(to.suspended) }),
      },
    },
    countAfter,
  };
}

/** The write that takes a target away, and with it every policy and every scheduled action; the count stays as it is. */
export function deregisterWrite(
  service: ServiceKey,
  held: {
    readonly target: ScalableTarget;
    readonly policies: readonly Named[];
    readonly scheduledActions: readonly Named[];
    readonly desiredCount: number;
  },
): ScalableTargetWrite {
  return {
    changes: [
      ...targetChanges(service, held.target, null),
      ...deletions(service, 'scalingPolicies', 'scalingPolicy', held.policies),
      ...deletions(service, 'scheduledActions', 'scheduledAction', held.scheduledActions),
    ],
    effect: { operation: 'application-autoscaling:DeregisterScalableTarget', input: names(service) },
    countAfter: held.desiredCount,
  };
}

/** The list becomes empty, and each thing on it goes; an empty list is one of the facts that have to stay so. */
const deletions = (
  service: ServiceKey,
  list: ServiceFact['attribute'],
  each: ServiceFact['attribute'],
  things: readonly Named[],
): readonly Change[] =>
  things.length === 0
    ? []
    : [
        {
          fact: { service, attribute: list },
          from: namesText(things.map(({ name }) => name)),
          to: namesText([]),
        },
        ...things.map(({ name, configuration }) => ({
          fact: { service, attribute: each, name },
          from: configuration,
          to: null,
        })),
      ];

export const notSuspended: SuspendedState = {
  dynamicScalingIn: false,
  dynamicScalingOut: false,
  scheduledScaling: false,
};

const sameFlags = (a: SuspendedState, b: SuspendedState): boolean =>
  a.dynamicScalingIn === b.dynamicScalingIn &&
  a.dynamicScalingOut === b.dynamicScalingOut &&
  a.scheduledScaling === b.scheduledScaling;

const suspendedState = (suspended: SuspendedState) => ({
  DynamicScalingInSuspended: suspended.dynamicScalingIn,
  DynamicScalingOutSuspended: suspended.dynamicScalingOut,
  ScheduledScalingSuspended: suspended.scheduledScaling,
});
