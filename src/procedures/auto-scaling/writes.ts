import { clampedBy } from '../../domain/autoscaling.ts';
import type { HeldScaling, NamedConfiguration } from '../../domain/held-scaling.ts';
import { type ListedFact, listedWrite } from '../../domain/listed-write.ts';
import type { UndoStep } from '../../domain/plan.ts';
import { safeText } from '../../domain/safe-text.ts';
import { deregisterWrite, registerWrite } from '../../domain/scalable-target-write.ts';
import type { ScalableTarget, ServiceSnapshot } from '../../domain/snapshot.ts';
import { activities, listed, movedBetween } from '../suspension/suspension.ts';
import { isMeasured } from './policy-alarms.ts';
import type { ScalingState } from './scaling-state.ts';
import { all, verificationOf } from './verification.ts';

/** One write, and what AWS holds after it. */
export interface ScalingWrite extends UndoStep {
  readonly before: ScalingState;
  readonly after: ScalingState;
}

/**
 * The writes that lead from one state to another, each of which starts where the one before it ends: bounds first, because
 * everything else belongs to the target; then policies, then scheduled actions; then a count that AWS does not move along.
 */
export function writesBetween(
  service: ServiceSnapshot,
  { from, to }: { readonly from: ScalingState; readonly to: ScalingState },
): readonly ScalingWrite[] {
  const writes: ScalingWrite[] = [];
  let state = from;
  const add = (write: ScalingWrite): void => {
    writes.push(write);
    state = write.after;
  };
  if (to.target === null && state.target !== null) add(deregistering(service, state, state.target));
  if (to.target !== null && !isSameTarget(state.target, to.target)) add(registering(service, state, to.target));
  for (const kind of kinds) {
    for (const thing of state[kind.list]) {
      if (!to[kind.list].some(({ name }) => name === thing.name)) add(deleting(service, state, kind, thing));
    }
    for (const thing of to[kind.list]) {
      if (configurationIn(state[kind.list], thing.name) !== thing.configuration)
        add(putting(service, state, kind, thing));
    }
  }
  if (state.desiredCount !== to.desiredCount) add(counting(service, state, to.desiredCount));
  return writes;
}

interface Kind {
  readonly list: Exclude<keyof HeldScaling, 'target'>;
  readonly attribute: ListedFact['attribute'];
  readonly words: string;
}

const kinds: readonly Kind[] = [
  { list: 'policies', attribute: 'scalingPolicy', words: 'policy' },
  { list: 'scheduledActions', attribute: 'scheduledAction', words: 'scheduled action' },
];

const configurationIn = (things: readonly NamedConfiguration[], wanted: string): string | null =>
  things.find(({ name }) => name === wanted)?.configuration ?? null;

/** The count once this target is there. AWS moves it into the bounds when they are written, and leaves it where nobody writes. */
export const countAfter = ({ target: present, desiredCount }: ScalingState, target: ScalableTarget): number =>
  isSameTarget(present, target) ? desiredCount : clampedBy(target, desiredCount);

const isSameTarget = (a: ScalableTarget | null, b: ScalableTarget): boolean =>
  a?.minCapacity === b.minCapacity &&
  a.maxCapacity === b.maxCapacity &&
  movedBetween(a.suspended, b.suspended).length === 0;

function registering(service: ServiceSnapshot, before: ScalingState, target: ScalableTarget): ScalingWrite {
  const { key } = service;
  const {
    changes,
    effect,
    countAfter: desiredCount,
  } = registerWrite(key, {
    from: before.target,
    to: target,
    desiredCount: before.desiredCount,
  });
  return {
    title: registerTitle(before.target, target),
    changes,
    effect,
    verify: verificationOf(key, changes),
    before,
    after: { ...before, target, desiredCount },
  };
}

/** "Register auto-scaling with bounds 2–10", "Set the bounds to 2–10, and suspend scale-in" */
function registerTitle(from: ScalableTarget | null, to: ScalableTarget): string {
  const bounds = `${to.minCapacity}–${to.maxCapacity}`;
  const suspended = activities.filter(({ flag }) => to.suspended[flag]).map(({ words }) => words);
  if (from === null)
    return `Register auto-scaling with bounds ${bounds}${suspended.length === 0 ? '' : `, with ${listed(suspended)} suspended`}`;
  const moved = movedBetween(from.suspended, to.suspended);
  const saying = (suspends: boolean, verb: string): readonly string[] => {
    const words = moved.filter(({ flag }) => to.suspended[flag] === suspends).map(each => each.words);
    return words.length === 0 ? [] : [`${verb} ${listed(words)}`];
  };
  const isMoved = from.minCapacity !== to.minCapacity || from.maxCapacity !== to.maxCapacity;
  const parts = [
    ...(isMoved ? [`set the bounds to ${bounds}`] : []),
    ...saying(true, 'suspend'),
    ...saying(false, 'resume'),
  ];
  const title = parts.join(' and ');
  return `${title.charAt(0).toUpperCase()}${title.slice(1)}`;
}

/** Whatever belongs to the target goes with it; the count stays. */
function deregistering(service: ServiceSnapshot, before: ScalingState, target: ScalableTarget): ScalingWrite {
  const { key } = service;
  const { changes, effect } = deregisterWrite(key, { ...before, target });
  return {
    title: 'Deregister auto-scaling',
    changes,
    effect,
    verify: verificationOf(key, changes),
    before,
    after: { ...before, target: null, policies: [], scheduledActions: [] },
  };
}

function putting(service: ServiceSnapshot, before: ScalingState, kind: Kind, thing: NamedConfiguration): ScalingWrite {
  const { key } = service;
  const from = configurationIn(before[kind.list], thing.name);
  const names = before[kind.list].map(({ name }) => name);
  const write = listedWrite(
    { service: key, attribute: kind.attribute, name: thing.name },
    { from, to: thing.configuration },
    names,
  );
  const others = before[kind.list].filter(({ name }) => name !== thing.name);
  const facts = verificationOf(key, write.changes);
  const isWatched = kind.list === 'policies' && before.desiredCount > 0 && isMeasured(thing.configuration);
  return {
    title: `${from === null ? 'Add' : 'Change'} ${kind.words} ${safeText(thing.name)}`,
    ...write,
    verify: isWatched
      ? all([facts, { check: 'policy-alarms-have-data', service: key, policies: [thing.name] }])
      : facts,
    before,
    after: { ...before, [kind.list]: [...others, thing] },
  };
}

function deleting(
  service: ServiceSnapshot,
  before: ScalingState,
  kind: Kind,
  { name, configuration }: NamedConfiguration,
): ScalingWrite {
  const { key } = service;
  const names = before[kind.list].map(each => each.name);
  const write = listedWrite(
    { service: key, attribute: kind.attribute, name },
    { from: configuration, to: null },
    names,
  );
  return {
    title: `Delete ${kind.words} ${safeText(name)}`,
    ...write,
    verify: verificationOf(key, write.changes),
    before,
    after: { ...before, [kind.list]: before[kind.list].filter(each => each.name !== name) },
  };
}

function counting(service: ServiceSnapshot, before: ScalingState, desiredCount: number): ScalingWrite {
  const { key, cluster, service: name } = service;
  const changes = [
    { fact: { service: key, attribute: 'desiredCount' as const }, from: before.desiredCount, to: desiredCount },
  ];
  return {
    title: `Set the count to ${desiredCount} again`,
    changes,
    effect: { operation: 'ecs:UpdateService', input: { cluster, service: name, desiredCount } },
    verify: verificationOf(key, changes),
    before,
    after: { ...before, desiredCount },
  };
}
