import type { CheckStep, Plan, Prediction, Step } from '../../domain/plan.ts';
import { minutes } from '../../domain/time.ts';
import { soak } from '../scale-service/holds.ts';
import { boundsWords, tasks } from '../scale-service/lasting.ts';
import { costOf } from '../scale-service/predictions.ts';
import { roomChecks, roomPredictions } from '../scale-service/room.ts';
import { eventConfirmation } from './confirmation.ts';
import { demandPredictions } from './demand.ts';
import { rungsUp } from './ladder.ts';
import type { Preparation } from './preparation.ts';
import { preparationReasons } from './preparation-reasons.ts';
import { warningsNow } from './preparation-warnings.ts';
import { fulfilled, recordFacts } from './record.ts';
import { type Held, heldNow, Writes } from './writes.ts';

/** The plan that prepares now; undefined where AWS holds all of it already. */
export function planNow(preparation: Preparation): Plan | undefined {
  const { steps, end } = writingSteps(preparation);
  if (!steps.some(({ kind }) => kind === 'apply')) return undefined;
  const { service, session, at, demand, input, endsAt, takenBackBy, target, counts, goesOnFrom } = preparation;
  const consequence = `goes from ${counts.desiredCount} to ${tasks(end.desiredCount)} and never below ${end.bounds.minCapacity}, with room up to ${end.bounds.maxCapacity}, until it is stood down`;
  return {
    version: 1,
    procedure: 'prepare-for-event',
    input,
    summary: `${service.service}: ready for ${demand.requestsPerMinute} requests/min, ${tasks(end.desiredCount)} in ${boundsWords(end)} until ${input.end}`,
    madeAt: at,
    session,
    services: [service.key],
    warnings: warningsNow(preparation),
    predictions: predictionsOf(preparation, end),
    cost: costOf(preparation, end),
    steps: [
      ...checksOf(preparation),
      {
        kind: 'confirm',
        id: 'confirm',
        title: 'Confirm',
        ask: eventConfirmation(preparation, preparationReasons, consequence),
      },
      ...steps,
      ...preparation.warmUp.steps,
    ],
    obligation: {
      says: `event scaling of ${service.service} is still on`,
      brief: 'event scaling on',
      dueAt: endsAt,
      takenBackBy,
      restores: recordFacts(
        service.key,
        goesOnFrom?.record ?? { ...target, desiredCount: counts.desiredCount, actions: [] },
      ),
    },
    ...(goesOnFrom !== undefined && { closes: fulfilled(goesOnFrom) }),
  };
}

/** Flags and ceiling first, because they only protect; then the floor, by rungs that must be healthy before the next. */
function writingSteps(preparation: Preparation): { readonly steps: readonly Step[]; readonly end: Held } {
  const { service, ceiling, floor, during, input } = preparation;
  const writes = new Writes(preparation);
  const protection = [...writes.flags(during), ...writes.bounds({ maxCapacity: ceiling })];
  const climb = rungsUp({ from: standsOn(writes.held), to: floor }).flatMap((minCapacity, index): readonly Step[] => {
    const raised = writes.bounds({ minCapacity });
    if (raised.length === 0) return [];
    const watched = {
      id: `rest-${index + 1}`,
      service: service.key,
      desiredCount: writes.held.desiredCount,
      leastCount: minCapacity,
    };
    return [...raised, soak('out', watched, input.rest)];
  });
  return { steps: [...protection, ...climb], end: writes.held };
}

/** What runs already needs no rung of its own. */
const standsOn = ({ desiredCount, bounds }: Held): number => Math.max(desiredCount, bounds.minCapacity);

/** Before an event there is time to let a deployment end; the event itself is no time for one. */
const checksOf = (preparation: Preparation): readonly CheckStep[] => [
  {
    kind: 'check',
    id: 'check-deployment',
    title: 'Is a deployment under way?',
    check: { check: 'no-deployment', service: preparation.service.key },
    onFailure: 'block',
  },
  {
    kind: 'check',
    id: 'check-tasks',
    title: 'Are the present tasks running and healthy?',
    check: {
      check: 'service-stable',
      service: preparation.service.key,
      desiredCount: preparation.counts.desiredCount,
    },
    onFailure: 'warn',
  },
  ...roomChecks(preparation),
];

function predictionsOf(preparation: Preparation, end: Held): readonly Prediction[] {
  const { counts, demand, input, floor } = preparation;
  const before = heldNow(preparation);
  const rungs = Math.max(1, rungsUp({ from: standsOn(before), to: floor }).length);
  const restMinutes = Math.ceil((rungs * input.rest) / minutes(1));
  return [
    ...demandPredictions(demand, {
      running: counts.runningCount,
      before: before.desiredCount,
      after: end.desiredCount,
    }),
    { label: 'Bounds', before: boundsWords(before), after: boundsWords(end) },
    ...roomPredictions(preparation),
    { label: 'Ready after', before: 'now', after: `about ${rungs + restMinutes}–${3 * rungs + restMinutes} min` },
  ];
}
