import { type Confirmation, type Grade, heavier } from '../../domain/confirmation.ts';
import type { ScalingState, Seen } from './scaling-state.ts';

interface Way {
  readonly seen: Seen;
  readonly after: ScalingState;
}

interface Reason {
  readonly grade: Grade;
  readonly says: string;
  readonly applies: (way: Way) => boolean;
}

/** Runbook: two tasks are the least, so that the loss of one or of its zone is no outage. */
export const leastFloor = 2;

const floorOf = ({ target }: ScalingState): number => target?.minCapacity ?? Number.POSITIVE_INFINITY;

/** Why a question is harder than one key: what is deleted, what may leave too few tasks, what may become a bill. */
const reasons: readonly Reason[] = [
  {
    grade: 'name',
    says: 'its policies are deleted, and nothing scales it any more',
    applies: ({ seen, after }) => seen.before.target !== null && after.target === null,
  },
  {
    grade: 'name',
    says: 'AWS takes tasks away along with it',
    applies: ({ seen, after }) => after.desiredCount < seen.before.desiredCount,
  },
  {
    grade: 'name',
    says: 'auto-scaling may leave fewer than two tasks',
    applies: ({ seen, after }) => floorOf(after) < Math.min(leastFloor, floorOf(seen.before)),
  },
  {
    grade: 'name',
    says: 'the floor is lowered',
    applies: ({ seen, after }) => seen.before.target !== null && floorOf(after) < floorOf(seen.before),
  },
  {
    grade: 'name',
    says: 'the ceiling is raised',
    applies: ({ seen, after }) =>
      seen.before.target !== null && (after.target?.maxCapacity ?? 0) > seen.before.target.maxCapacity,
  },
  {
    grade: 'name',
    says: 'nothing adds tasks any more',
    applies: ({ seen, after }) =>
      seen.before.target?.suspended.dynamicScalingOut === false && after.target?.suspended.dynamicScalingOut === true,
  },
  {
    grade: 'name',
    says: 'auto-scaling may take tasks away at once',
    applies: ({ seen, after }) =>
      seen.before.target?.suspended.dynamicScalingIn === true && after.target?.suspended.dynamicScalingIn === false,
  },
  {
    grade: 'number',
    says: 'more than twice the present count',
    applies: ({ seen, after }) => after.desiredCount > 2 * Math.max(1, seen.before.desiredCount),
  },
  { grade: 'number', says: 'production', applies: ({ seen }) => seen.session.production },
];

/** The question before the first write, as heavy as its heaviest reason; the number to type is the ceiling. */
export function confirmationOf(way: Way, consequence: string): Confirmation {
  const { seen, after } = way;
  const applying = reasons.filter(({ applies }) => applies(way));
  const grade = applying.map(reason => reason.grade).reduce(heavier, 'press');
  const phrases: Readonly<Record<Grade, string>> = {
    press: 'y',
    number: String(after.target?.maxCapacity ?? after.desiredCount),
    name: seen.service.service,
  };
  return { grade, phrase: phrases[grade], consequence, because: applying.map(({ says }) => says) };
}
