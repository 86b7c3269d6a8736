import { type Confirmation, type Grade, heavier } from '../../domain/confirmation.ts';
import { isOverload } from '../../domain/load.ts';
import type { BoundedCount } from './bounded-count.ts';
import { boundsWords, tasks, whatKeepsIt } from './lasting.ts';
import type { Situation } from './situation.ts';
import { grownJustNow, highAlarmOf } from './warnings-in.ts';

interface Reason {
  readonly grade: Grade;
  readonly says: string;
  readonly applies: (situation: Situation) => boolean;
}

/** Runbook: "avoid sudden jumps". More than twice the present count is one. */
export const isJump = ({ before, asked }: Pick<Situation, 'before' | 'asked'>): boolean =>
  asked.desiredCount > 2 * Math.max(1, before.desiredCount);

/** Why a question is harder than one key. What may end in an outage or in an open-ended bill asks for the name. */
const reasons: readonly Reason[] = [
  {
    grade: 'name',
    says: 'no task is left',
    applies: ({ asked, direction }) => direction === 'in' && asked.desiredCount === 0,
  },
  {
    grade: 'name',
    says: 'a single task is left, and its loss is an outage',
    applies: ({ asked, direction }) => direction === 'in' && asked.desiredCount === 1,
  },
  {
    grade: 'name',
    says: 'the load does not fit on what is left',
    applies: ({ direction, load }) => direction === 'in' && isOverload(load),
  },
  {
    grade: 'name',
    says: 'the load is not known',
    applies: ({ asked, direction, load }) =>
      direction === 'in' && asked.desiredCount > 0 && load.cpuPercentAfter === undefined,
  },
  {
    grade: 'name',
    says: 'an alarm asks for more tasks',
    applies: situation => situation.direction === 'in' && highAlarmOf(situation) !== undefined,
  },
  {
    grade: 'name',
    says: 'tasks were added in the last 30 min',
    applies: situation => situation.direction === 'in' && grownJustNow(situation) !== undefined,
  },
  {
    grade: 'name',
    says: 'below the floor',
    applies: ({ before, asked }) => asked.desiredCount < (before.bounds?.minCapacity ?? 0),
  },
  {
    grade: 'name',
    says: 'above the ceiling, which is raised',
    applies: ({ before, asked }) => asked.desiredCount > (before.bounds?.maxCapacity ?? Number.POSITIVE_INFINITY),
  },
  { grade: 'number', says: 'production', applies: ({ session }) => session.production },
  { grade: 'number', says: 'capacity is taken away', applies: ({ direction }) => direction === 'in' },
  { grade: 'number', says: 'more than twice the present count', applies: isJump },
];

/** Those that apply. */
export const reasonsIn = (situation: Situation): readonly Pick<Reason, 'grade' | 'says'>[] =>
  reasons.filter(({ applies }) => applies(situation));

/** The question before the first write, as heavy as its heaviest reason. */
export function confirmationOf(situation: Situation, end: BoundedCount): Confirmation {
  const applying = reasonsIn(situation);
  const grade = applying.map(reason => reason.grade).reduce(heavier, 'press');
  const phrases: Readonly<Record<Grade, string>> = {
    press: 'y',
    number: String(situation.asked.desiredCount),
    name: situation.service.service,
  };
  return {
    grade,
    phrase: phrases[grade],
    consequence: consequenceOf(situation, end),
    because: applying.map(({ says }) => says),
  };
}

function consequenceOf(situation: Situation, end: BoundedCount): string {
  const { service, session, before, direction } = situation;
  const where = `in account ${session.accountId} ${session.region}`;
  if (direction === 'none')
    return `${service.service} keeps its ${tasks(end.desiredCount)} ${where}; its bounds go from ${boundsWords(before)} to ${boundsWords(end)}.`;
  return `${service.service} goes from ${before.desiredCount} to ${tasks(end.desiredCount)} ${where}, ${whatKeepsIt(situation, end)}.`;
}
