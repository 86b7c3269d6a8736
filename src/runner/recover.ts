import { inDoubt } from '../domain/resume.ts';
import type { RunContext } from './context.ts';
import { readBack, settle } from './settle.ts';
import { drifted, type Stop, unknownOutcome } from './stops.ts';

/**
 * Finds out, by reading only, what became of the requests that an earlier life of the run left in doubt. Afterwards none
 * is in doubt any more, or the run stops.
 */
export async function recover(context: RunContext): Promise<Stop | undefined> {
  const { record, run } = context;
  for (const step of inDoubt(run())) {
    const settled = await settle(step, context);
    switch (settled.kind) {
      case 'taken':
        record(readBack(step, settled.says));
        break;
      case 'not-taken':
        record({ type: 'EffectNotTaken', stepId: step.id, says: settled.says });
        break;
      case 'elsewhere':
        record({ type: 'DriftFound', stepId: step.id, drift: settled.drift });
        return drifted(`${step.title}: its outcome is unknown, and ${settled.says}`, run());
      case 'unsettled':
        return unknownOutcome(step, settled.says, run());
      case 'stop':
        return settled.stop;
    }
  }
  return undefined;
}
