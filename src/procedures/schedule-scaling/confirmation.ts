import { type Confirmation, type Grade, heavier } from '../../domain/confirmation.ts';
import { boundsOf } from './pair.ts';
import type { Situation } from './situation.ts';

interface Reason {
  readonly says: string;
  readonly applies: (situation: Situation) => boolean;
}

const reasons: readonly Reason[] = [
  { says: 'a single task is left at night, or none', applies: ({ pair }) => pair.down.min < 2 },
  {
    says: 'the night ends below the present count',
    applies: ({ pair, input, counts }) =>
      (input.how === 'events' ? pair.down.min : pair.down.max) < counts.desiredCount,
  },
  {
    says: 'the ceiling is raised',
    applies: ({ pair, input, scaling: { target } }) =>
      input.how === 'actions' && target !== null && pair.up.max > target.maxCapacity,
  },
  { says: 'production', applies: ({ session }) => session.production },
];

export function confirmationOf(situation: Situation): Confirmation {
  const { service, session, input, pair } = situation;
  const applying = reasons.filter(({ applies }) => applies(situation));
  const grade = applying.map((): Grade => 'name').reduce(heavier, 'press');
  const [night, day] =
    input.how === 'events'
      ? [`count ${pair.down.min}`, `count ${pair.up.min}`]
      : [`bounds ${boundsOf(pair.down)}`, `bounds ${boundsOf(pair.up)}`];
  return {
    grade,
    phrase: grade === 'press' ? 'y' : service.service,
    consequence: `From now on ${service.service} in account ${session.accountId} ${session.region} goes ${daysWords(input.days)} to ${night} at ${input.downAt} and to ${day} at ${input.upAt} ${input.timeZone}, with nobody watching.`,
    because: applying.map(({ says }) => says),
  };
}

export const daysWords = (days: string): string => (days === 'weekdays' ? 'from Monday to Friday' : 'every day');
