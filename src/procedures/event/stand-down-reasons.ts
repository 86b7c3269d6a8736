import { tasks } from '../scale-service/lasting.ts';
import { listed } from '../suspension/suspension.ts';
import type { EventReason } from './confirmation.ts';
import type { StandingDown } from './standing-down.ts';
import type { Held } from './writes.ts';

/** Why standing down asks for more than scaling in to the same count: what the record holds may be less safe than what is there. */
export const standDownReasons: readonly EventReason<StandingDown>[] = [
  {
    grade: 'name',
    says: 'the ceiling is raised',
    applies: ({ record, target }) => record.maxCapacity > target.maxCapacity,
  },
  {
    grade: 'name',
    says: 'nothing adds tasks any more',
    applies: ({ record, target }) => record.suspended.dynamicScalingOut && !target.suspended.dynamicScalingOut,
  },
  {
    grade: 'name',
    says: 'auto-scaling may take tasks away at once',
    applies: ({ record, target }) => target.suspended.dynamicScalingIn && !record.suspended.dynamicScalingIn,
  },
];

/** What becomes of the service: a clause that follows its name. */
export function standDownConsequence({ before, actions }: StandingDown, end: Held): string {
  const moves =
    before.desiredCount === end.desiredCount
      ? `keeps its ${tasks(end.desiredCount)}`
      : `goes from ${before.desiredCount} to ${tasks(end.desiredCount)}`;
  const deleted = actions.length === 0 ? '' : `; ${listed(actions.map(({ name }) => name))} will not run any more`;
  return `${moves}, between ${end.bounds.minCapacity} and ${end.bounds.maxCapacity} as before the event${deleted}`;
}
