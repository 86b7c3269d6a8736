import { canScaleIn } from '../../domain/autoscaling.ts';
import type { CheckStep, Plan, Step } from '../../domain/plan.ts';
import { minutes } from '../../domain/time.ts';
import { configurationStep } from '../configuration-step.ts';
import { sameService } from '../same-service.ts';
import { soak } from '../scale-service/holds.ts';
import { boundsWords, tasks } from '../scale-service/lasting.ts';
import { costOf, loadPredictions } from '../scale-service/predictions.ts';
import { eventConfirmation } from './confirmation.ts';
import { rungsDown } from './ladder.ts';
import { fulfilled } from './record.ts';
import { standDownConsequence, standDownReasons } from './stand-down-reasons.ts';
import { standDownWarnings } from './stand-down-warnings.ts';
import type { StandingDown } from './standing-down.ts';
import { type Held, Writes } from './writes.ts';

/** The plan that brings back what was before the event; undefined where AWS holds all of it already. */
export function planStandDown(standing: StandingDown): Plan | undefined {
  const { steps, end, rungs } = writingSteps(standing);
  if (!steps.some(({ kind }) => kind === 'apply')) return undefined;
  const { service, session, at, input, before, event } = standing;
  const restMinutes = Math.ceil((rungs * input.rest) / minutes(1));
  return {
    version: 1,
    procedure: 'stand-down-after-event',
    input,
    summary: `${service.service}: event scaling taken back, ${before.desiredCount} → ${tasks(end.desiredCount)}, bounds ${boundsWords(before)} → ${boundsWords(end)}`,
    madeAt: at,
    session,
    services: [service.key],
    warnings: standDownWarnings(standing, end),
    predictions: [
      ...loadPredictions(standing, end),
      { label: 'Done after', before: 'now', after: `about ${rungs + restMinutes}–${3 * rungs + restMinutes} min` },
    ],
    cost: costOf(standing, end),
    steps: [
      ...checksOf(standing),
      {
        kind: 'confirm',
        id: 'confirm',
        title: 'Confirm',
        ask: eventConfirmation(standing, standDownReasons, standDownConsequence(standing, end)),
      },
      ...steps,
    ],
    closes: fulfilled(event),
  };
}

/** Taking tasks away has time: a deployment needs the room, and tasks that are not healthy carry nothing. */
const checksOf = ({ service, before }: StandingDown): readonly CheckStep[] => [
  {
    kind: 'check',
    id: 'check-deployment',
    title: 'Is a deployment under way?',
    check: { check: 'no-deployment', service: service.key },
    onFailure: 'block',
  },
  {
    kind: 'check',
    id: 'check-tasks',
    title: 'Are the present tasks running and healthy?',
    check: { check: 'service-stable', service: service.key, desiredCount: before.desiredCount },
    onFailure: 'warn',
  },
];

interface WayDown {
  readonly steps: readonly Step[];
  readonly end: Held;
  readonly rungs: number;
}

/**
 * What the event has scheduled goes first, so that nothing raises the bounds again. On the way auto-scaling takes nothing
 * away by itself. The ceiling and the flags come back last, so that until then it can add again what was too much to take.
 */
function writingSteps(standing: StandingDown): WayDown {
  const { service, counts, scaling, target, record, asked, actions, input } = standing;
  const deletions = actions.map(({ name, configuration }, index) =>
    configurationStep(
      {
        fact: { service: service.key, attribute: 'scheduledAction', name },
        from: configuration,
        to: null,
        what: `scheduled action ${name}`,
      },
      { id: `delete-${index + 1}`, unchanged: sameService(service.key, counts) },
    ),
  );
  const writes = new Writes(standing);
  const rungs = rungsDown({ from: counts.desiredCount, to: asked.desiredCount });
  // Somebody has taken the count below the floor: whatever is written next would lift it to the floor again.
  const unclamped = writes.bounds({
    minCapacity: Math.min(target.minCapacity, Math.max(counts.desiredCount, record.minCapacity)),
  });
  // A low alarm that has waited all the event long would act between a lower floor and the count that follows it.
  const undisturbed =
    rungs.length > 0 && canScaleIn(scaling) ? writes.flags({ ...target.suspended, dynamicScalingIn: true }) : [];
  const descent = rungs.flatMap((count, index): readonly Step[] => {
    const minCapacity = Math.min(writes.held.bounds.minCapacity, Math.max(count, record.minCapacity));
    const lowered = [...writes.bounds({ minCapacity }), ...writes.count(count)];
    if (lowered.length === 0) return [];
    const watched = {
      id: `rest-${index + 1}`,
      service: service.key,
      desiredCount: count,
      leastCount: Math.min(count, minCapacity),
    };
    return [...lowered, soak('in', watched, input.rest)];
  });
  const { minCapacity, maxCapacity, suspended } = record;
  const restored = [
    ...writes.bounds({ minCapacity, maxCapacity }),
    ...writes.flags(suspended),
    ...writes.count(asked.desiredCount),
  ];
  return {
    steps: [...deletions, ...unclamped, ...undisturbed, ...descent, ...restored],
    end: writes.held,
    rungs: rungs.length,
  };
}
