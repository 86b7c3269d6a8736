import { membersOf } from './canonical-json.ts';
import { type Confirmation, type Grade, heavier } from './confirmation.ts';
import { addressOf, type Change, type Fact, type FactValue, servicesOf } from './fact.ts';
import type { ServiceAttribute } from './fact-address.ts';
import type { ApplyStep, Plan } from './plan.ts';
import type { ServiceKey } from './snapshot.ts';

/** The part of a plan that decides how hard its question must be at the least. */
export type Gradable = Pick<Plan, 'procedure' | 'session' | 'steps'>;

export interface LeastGrade {
  readonly grade: Grade;
  readonly because: readonly string[];
}

/** What the plan's own changes do to one service from their first to their last. */
interface Move {
  /** Equal where the plan leaves the count alone. */
  readonly from: number;
  readonly to: number;
  /** The floor that stood there before. */
  readonly floor: number;
  readonly raisesCeiling: boolean;
  readonly suspendsScaleOut: boolean;
  readonly resumesScaleIn: boolean;
}

const reasons: readonly {
  readonly grade: Grade;
  readonly says: string;
  readonly applies: (move: Move) => boolean;
}[] = [
  { grade: 'name', says: 'no task is left', applies: ({ from, to }) => to < from && to === 0 },
  {
    grade: 'name',
    says: 'a single task is left, and its loss is an outage',
    applies: ({ from, to }) => to < from && to === 1,
  },
  { grade: 'name', says: 'below the floor', applies: ({ from, to, floor }) => to < from && to < floor },
  { grade: 'name', says: 'the ceiling is raised', applies: ({ raisesCeiling }) => raisesCeiling },
  { grade: 'name', says: 'nothing adds tasks any more', applies: ({ suspendsScaleOut }) => suspendsScaleOut },
  {
    grade: 'name',
    says: 'auto-scaling may take tasks away at once',
    applies: ({ resumesScaleIn }) => resumesScaleIn,
  },
  { grade: 'number', says: 'capacity is taken away', applies: ({ from, to }) => to < from },
  {
    grade: 'number',
    says: 'more than twice the present count',
    applies: ({ from, to }) => to > 2 * Math.max(1, from),
  },
];

/**
 * The lightest grade that a plan's question may have, from its changes and its AWS alone. Whoever plans may ask for more,
 * because the load is known there. A plan may come from a file, and a file can be edited: it cannot ask for less.
 */
export function leastGrade({ procedure, session, steps }: Gradable): LeastGrade {
  const applies = steps.flatMap(step => (step.kind === 'apply' ? [step] : []));
  // The way back from a change is as light as it can be: it leads to where the service was, and was shown before.
  const moves = procedure === 'undo' ? [] : movesOf(applies);
  const applying = reasons.filter(reason => moves.some(reason.applies));
  const production: readonly Pick<(typeof reasons)[number], 'grade' | 'says'>[] =
    session.production && applies.length > 0 ? [{ grade: 'number', says: 'production' }] : [];
  const all = [...applying, ...production];
  return { grade: all.map(({ grade }) => grade).reduce(heavier, 'press'), because: all.map(({ says }) => says) };
}

/** Why this question is easier to answer than its plan allows, or undefined when it is hard enough. */
export function questionAtOdds({ grade, phrase }: Confirmation, plan: Gradable): string | undefined {
  const least = leastGrade(plan);
  if (heavier(grade, least.grade) !== grade)
    return `it asks for less than it must (${grade} instead of ${least.grade}): ${least.because.join(', ')}`;
  const isOfItsGrade = {
    press: () => phrase === 'y',
    number: () => /^\d+$/.test(phrase),
    // A name has letters in it, and more than a slip of the finger.
    name: () => /^(?=.*[A-Za-z]).{2,}$/.test(phrase),
  };
  return isOfItsGrade[grade]() ? undefined : `"${phrase}" is no answer of the grade ${grade}`;
}

function movesOf(applies: readonly ApplyStep[]): readonly Move[] {
  const changes = applies.flatMap(step => step.changes);
  const still = applies.flatMap(({ unchanged }) =>
    unchanged.map(({ fact, value }) => ({ fact, from: value, to: value })),
  );
  return servicesOf(changes).map(service => {
    const net = (attribute: ServiceAttribute) =>
      netOf(changes, { service, attribute }) ?? netOf(still, { service, attribute });
    const [count, floor, ceiling] = [net('desiredCount'), net('minCapacity'), net('maxCapacity')];
    const [scaleIn, scaleOut] = [net('dynamicScalingInSuspended'), net('dynamicScalingOutSuspended')];
    const highest = Math.max(numberOr(ceiling?.to, 0), ...scheduledCeilings(changes, service));
    return {
      from: numberOr(count?.from, 0),
      to: numberOr(count?.to, 0),
      floor: numberOr(floor?.from, 0),
      raisesCeiling: highest > numberOr(ceiling?.from, Number.POSITIVE_INFINITY),
      suspendsScaleOut: scaleOut?.from === false && scaleOut.to === true,
      resumesScaleIn: scaleIn?.from === true && scaleIn.to === false,
    };
  });
}

/** The ceilings that the scheduled actions of these changes set when their time comes. */
const scheduledCeilings = (changes: readonly Change[], service: ServiceKey): readonly number[] =>
  changes.flatMap(({ fact, to }) =>
    fact.service === service && fact.attribute === 'scheduledAction' && typeof to === 'string' ? maxCapacityIn(to) : [],
  );

/** A file may hold any text here; what is no configuration is refused where it is compared with what is sent. */
function maxCapacityIn(text: string): readonly number[] {
  try {
    const action = membersOf(text)['ScalableTargetAction'];
    const isSet = typeof action === 'object' && action !== null && 'MaxCapacity' in action;
    return isSet && typeof action.MaxCapacity === 'number' ? [action.MaxCapacity] : [];
  } catch {
    return [];
  }
}

function netOf(changes: readonly Change[], fact: Fact): Pick<Change, 'from' | 'to'> | undefined {
  const own = changes.filter(change => addressOf(change.fact) === addressOf(fact));
  const [first, last] = [own.at(0), own.at(-1)];
  return first && last && { from: first.from, to: last.to };
}

const numberOr = (value: FactValue | undefined, otherwise: number): number =>
  typeof value === 'number' ? value : otherwise;
