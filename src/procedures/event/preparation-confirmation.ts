import { type Confirmation, type Grade, heavier } from '../../domain/confirmation.ts';
import { reasonsIn } from '../scale-service/confirmation.ts';
import type { Preparation } from './preparation.ts';

/** Why the question is harder than for the same count without an event. */
const reasons: readonly {
  readonly grade: Grade;
  readonly says: string;
  readonly applies: (preparation: Preparation) => boolean;
}[] = [
  {
    grade: 'name',
    says: 'the ceiling is raised',
    // Above the old one with the count itself it is said already.
    applies: ({ ceiling, floor, target }) => ceiling > target.maxCapacity && floor <= target.maxCapacity,
  },
  {
    grade: 'name',
    says: 'scheduled scaling is suspended',
    applies: ({ start, during, target }) =>
      start === undefined && during.scheduledScaling && !target.suspended.scheduledScaling,
  },
  { grade: 'name', says: 'it happens with nobody watching', applies: ({ start }) => start !== undefined },
];

/** @param consequence what becomes of the service: a clause that follows its name */
export function preparationConfirmation(preparation: Preparation, consequence: string): Confirmation {
  const { service, session, asked } = preparation;
  const applying = [...reasonsIn(preparation), ...reasons.filter(({ applies }) => applies(preparation))];
  const grade = applying.map(reason => reason.grade).reduce(heavier, 'press');
  const phrases: Readonly<Record<Grade, string>> = {
    press: 'y',
    number: String(asked.desiredCount),
    name: service.service,
  };
  return {
    grade,
    phrase: phrases[grade],
    consequence: `${service.service} in account ${session.accountId} ${session.region} ${consequence}.`,
    because: applying.map(({ says }) => says),
  };
}
