import type { EventReason } from './confirmation.ts';
import type { Preparation } from './preparation.ts';

/** Why preparing asks for more than scaling to the same count. */
export const preparationReasons: readonly EventReason<Preparation>[] = [
  {
    grade: 'name',
    says: 'the ceiling is raised',
    // Above the old one with the count itself it is said already.
    applies: ({ ceiling, asked, target }) => ceiling > target.maxCapacity && asked.desiredCount <= target.maxCapacity,
  },
  {
    grade: 'name',
    says: 'scheduled scaling is suspended',
    applies: ({ start, during, target }) =>
      start === undefined && during.scheduledScaling && !target.suspended.scheduledScaling,
  },
  { grade: 'name', says: 'it happens with nobody watching', applies: ({ start }) => start !== undefined },
];
