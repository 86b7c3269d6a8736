import type { ApplyStep, Plan, Prediction } from '../../domain/plan.ts';
import { isoSeconds } from '../../domain/time.ts';
import { utcOffset, zonedTime } from '../../domain/zoned-time.ts';
import { configurationStep } from '../configuration-step.ts';
import { sameService } from '../same-service.ts';
import { tasks } from '../scale-service/lasting.ts';
import { costOf } from '../scale-service/predictions.ts';
import { roomChecks, roomPredictions } from '../scale-service/room.ts';
import { eventConfirmation } from './confirmation.ts';
import { demandPredictions } from './demand.ts';
import { actionMoves, type EventAction, eventActions } from './event-actions.ts';
import type { Scheduled } from './preparation.ts';
import { preparationReasons } from './preparation-reasons.ts';
import { warningsLater } from './preparation-warnings.ts';
import { recordFacts } from './record.ts';
import { heldNow } from './writes.ts';

/** The plan that has auto-scaling prepare at its time, and go back at the end; undefined where all of that is scheduled already. */
export function planLater(scheduled: Scheduled): Plan | undefined {
  const { service, session, at, demand, input, start, floor, ceiling, counts, target, takenBackBy } = scheduled;
  const actions = eventActions(scheduled);
  const steps = applySteps(scheduled, actions);
  if (steps.length === 0) return undefined;
  const bounds = `${floor}–${ceiling}`;
  const before = `${target.minCapacity}–${target.maxCapacity}`;
  const consequence = `goes to ${tasks(floor)} at the least from ${start} on, with room up to ${ceiling}, and from ${input.end} on back to ${before}, with nobody watching`;
  return {
    version: 1,
    procedure: 'prepare-for-event',
    input,
    summary: `${service.service}: ready for ${demand.requestsPerMinute} requests/min, bounds ${bounds} from ${start} until ${input.end}, then ${before} again`,
    madeAt: at,
    session,
    services: [service.key],
    warnings: warningsLater(scheduled),
    predictions: predictionsOf(scheduled, actions),
    cost: costOf(scheduled, { ...heldNow(scheduled), desiredCount: floor }),
    steps: [
      ...roomChecks(scheduled),
      {
        kind: 'confirm',
        id: 'confirm',
        title: 'Confirm',
        ask: eventConfirmation(scheduled, preparationReasons, consequence),
      },
      ...steps,
    ],
    obligation: {
      says: `event scaling of ${service.service} is scheduled`,
      brief: 'event scheduled',
      dueAt: Math.max(...actions.map(action => action.at)),
      takenBackBy,
      restores: recordFacts(service.key, {
        ...target,
        desiredCount: counts.desiredCount,
        actions: actions.map(({ name }) => name),
      }),
    },
  };
}

/** The bounds must not have moved: the way back leads to those that the plan has seen. */
const applySteps = (scheduled: Scheduled, actions: readonly EventAction[]): readonly ApplyStep[] =>
  actionMoves(scheduled, actions).map((move, index) => {
    const { service, counts, target } = scheduled;
    return configurationStep(move, {
      id: `apply-${index + 1}`,
      unchanged: [
        ...sameService(service.key, counts),
        { fact: { service: service.key, attribute: 'minCapacity' }, value: target.minCapacity },
        { fact: { service: service.key, attribute: 'maxCapacity' }, value: target.maxCapacity },
      ],
    });
  });

function predictionsOf(scheduled: Scheduled, actions: readonly EventAction[]): readonly Prediction[] {
  const { counts, demand, floor } = scheduled;
  return [
    ...demandPredictions(demand, { running: counts.runningCount, before: counts.desiredCount, after: floor }),
    ...roomPredictions(scheduled),
    ...actions.map(({ at, zone, does, minCapacity, maxCapacity }) => ({
      label: `${zonedTime(at, zone).slice(0, 16)} ${utcOffset(at, zone)}`,
      before: `${isoSeconds(at).slice(0, 16).replace('T', ' ')} UTC`,
      after: `${minCapacity}–${maxCapacity}`,
      note: does,
    })),
  ];
}
