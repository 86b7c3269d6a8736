import type { Planned } from '../../domain/plan.ts';
import type { Snapshot } from '../../domain/snapshot.ts';
import { configurationStep } from '../configuration-step.ts';
import { sameService } from '../same-service.ts';
import { actionMoves } from './actions.ts';
import { blockersOf } from './blockers.ts';
import { confirmationOf, daysWords } from './confirmation.ts';
import { eventMoves } from './events.ts';
import { boundsOf, type ScheduleInput } from './pair.ts';
import { costOf, predictionsOf } from './predictions.ts';
import { type Situation, situationOf } from './situation.ts';
import { warningsOf } from './warnings.ts';

export function planSchedule(input: ScheduleInput, snapshot: Snapshot): Planned {
  const situation = situationOf(input, snapshot);
  if ('blocked' in situation) return { kind: 'blocked', because: situation.blocked };
  const because = blockersOf(situation);
  if (because.length > 0) return { kind: 'blocked', because };
  const { service, counts } = situation;
  const moves = (input.how === 'events' ? eventMoves : actionMoves)(situation).filter(({ from, to }) => from !== to);
  if (moves.length === 0)
    return { kind: 'nothing-to-do', because: `${summaryOf(situation)}: AWS holds exactly that already.` };
  return {
    kind: 'plan',
    plan: {
      version: 1,
      procedure: 'schedule-scaling',
      input: { ...input },
      summary: summaryOf(situation),
      madeAt: situation.at,
      session: situation.session,
      services: [service.key],
      warnings: warningsOf(situation),
      predictions: predictionsOf(situation),
      cost: costOf(situation),
      steps: [
        { kind: 'confirm', id: 'confirm', title: 'Confirm', ask: confirmationOf(situation) },
        ...moves.map((move, index) =>
          configurationStep(move, { id: `apply-${index + 1}`, unchanged: sameService(service.key, counts) }),
        ),
      ],
    },
  };
}

/** "waooaw-backend: 2–10 from 02:00, 4–10 from 08:00 Europe/Berlin, every day" */
function summaryOf({ service, input, pair: { down, up } }: Situation): string {
  const [night, day] =
    input.how === 'events' ? [`${down.min} tasks`, `${up.min} tasks`] : [boundsOf(down), boundsOf(up)];
  return `${service.service}: ${night} from ${down.time}, ${day} from ${up.time} ${input.timeZone}, ${daysWords(input.days)}`;
}
