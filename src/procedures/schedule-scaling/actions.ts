import { scheduledActionText } from '../../domain/configurations/scheduled-action.ts';
import type { ConfigurationMove } from '../configuration-step.ts';
import { actionName, cronOf, type Turn } from './pair.ts';
import type { Situation } from './situation.ts';

/** A scheduled action for each turn. Each sets both bounds, so that they never cross, whichever of them runs first. */
export const actionMoves = (situation: Situation): readonly ConfigurationMove[] =>
  // What gives capacity back comes first: a run that stops halfway must not leave a night without a morning.
  [situation.pair.up, situation.pair.down].map(turn => actionMove(situation, turn));

function actionMove({ service, input, actions }: Situation, turn: Turn): ConfigurationMove {
  const name = actionName(input, turn);
  return {
    fact: { service: service.key, attribute: 'scheduledAction', name },
    from: actions.find(action => action.name === name)?.configuration ?? null,
    to: scheduledActionText({
      Schedule: cronOf(turn, input.days),
      Timezone: input.timeZone,
      ScalableTargetAction: { MinCapacity: turn.min, MaxCapacity: turn.max },
    }),
    what: `scheduled action ${name}`,
  };
}
