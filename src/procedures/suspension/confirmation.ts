import { type Confirmation, type Grade, heavier } from '../../domain/confirmation.ts';
import type { Situation } from './situation.ts';
import { listed, movedBetween } from './suspension.ts';

interface Reason {
  readonly says: string;
  readonly applies: (situation: Situation) => boolean;
}

/** Why a question asks for the name: what may leave too few tasks, and what nobody is reminded of. */
const reasons: readonly Reason[] = [
  {
    says: 'nothing adds tasks any more',
    applies: ({ from, to }) => to.dynamicScalingOut && !from.dynamicScalingOut,
  },
  {
    says: 'auto-scaling may take tasks away at once',
    applies: ({ from, to }) => from.dynamicScalingIn && !to.dynamicScalingIn,
  },
  {
    says: 'AWS takes tasks away along with it',
    applies: ({ counts, countAfter }) => countAfter < counts.desiredCount,
  },
  {
    says: 'more than twice the present count',
    applies: ({ counts, countAfter }) => countAfter > 2 * Math.max(1, counts.desiredCount),
  },
  { says: 'production', applies: ({ session }) => session.production },
];

export function confirmationOf(situation: Situation): Confirmation {
  const { service, session, from, to, counts, countAfter } = situation;
  const applying = reasons.filter(({ applies }) => applies(situation));
  const grade = applying.map((): Grade => 'name').reduce(heavier, 'press');
  const moved = movedBetween(from, to);
  const saying = (suspends: boolean): readonly string[] =>
    moved.filter(({ flag }) => to[flag] === suspends).map(({ words }) => words);
  const says = [
    ...(saying(true).length === 0 ? [] : [`suspends ${listed(saying(true))}`]),
    ...(saying(false).length === 0 ? [] : [`resumes ${listed(saying(false))}`]),
    ...(countAfter === counts.desiredCount
      ? []
      : [`moves its count from ${counts.desiredCount} to ${countAfter}, into the bounds`]),
  ];
  return {
    grade,
    phrase: grade === 'press' ? 'y' : service.service,
    consequence: `For ${service.service} in account ${session.accountId} ${session.region} this ${listed(says)}.`,
    because: applying.map(reason => reason.says),
  };
}
