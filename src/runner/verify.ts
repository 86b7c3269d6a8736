import { type Change, driftOf, partsOf, servicesOf } from '../domain/fact.ts';
import { driftWords } from '../domain/fact-words.ts';
import type { ApplyStep } from '../domain/plan.ts';
import { type Strayed, strayed } from '../domain/strayed.ts';
import type { Instant } from '../domain/time.ts';
import type { RunContext } from './context.ts';
import { lookClosely, lookEveryMs, readAgain } from './look.ts';
import { interrupted, notVerified, type Stop } from './stops.ts';

/** AWS is eventually consistent: one look may meet a replica that is ahead of, or behind, the others. */
const looksInARow = 2;

/** Somebody or something has moved on what was written: said at once, because waiting does not bring it back. */
function movedOn(step: ApplyStep, { says, byItself }: Strayed, { record, run }: RunContext): Stop | undefined {
  if (step.yieldsToAutoScaling && byItself) {
    record({ type: 'CheckPassed', stepId: step.id, says: `${says}; it is left to auto-scaling` });
    return undefined;
  }
  record({ type: 'CheckFailed', stepId: step.id, says: `${says}; somebody or something else has set it since` });
  return notVerified(says, run());
}

/**
 * What the step counted on and somebody has changed since: between the last read before the write and the write itself it
 * could not be seen. What was written holds, so it is a notice and no failure.
 */
async function movedBeside(step: ApplyStep, context: RunContext): Promise<string> {
  const still = step.unchanged.map(({ fact, value }): Change => ({ fact, from: value, to: value }));
  if (still.length === 0) return '';
  const snapshot = await readAgain(servicesOf(still), partsOf(still), context);
  if ('kind' in snapshot) return '';
  const moved = driftOf(still, snapshot).filter(({ actual }) => actual !== undefined);
  const says = [...moved.map(driftWords), strayed(step, snapshot)?.says ?? []].flat();
  return says.length === 0 ? '' : `; changed by somebody else meanwhile: ${says.join('; ')}`;
}

/**
 * Waits until the step's check passes twice in a row. It ends early when the check says that waiting will not help, and
 * in any case after `verifyWithinMs`.
 *
 * @param since when the write was sent.
 */
export async function verify(step: ApplyStep, since: Instant, context: RunContext): Promise<Stop | undefined> {
  const { ports, progress, record, run, signals } = context;
  const until = ports.clock.now() + step.verifyWithinMs;
  let passed = 0;
  let away: Strayed | undefined;
  while (!signals.stop.aborted) {
    const { verdict, snapshot } = await lookClosely(step.verify, since, context);
    if (signals.stop.aborted) break;
    progress(step.id, verdict.says);
    const before = away;
    away = verdict.verdict === 'waiting' && snapshot ? strayed(step, snapshot) : undefined;
    if (away !== undefined && away.says === before?.says) return movedOn(step, away, context);
    if (verdict.verdict === 'failed') {
      record({ type: 'CheckFailed', stepId: step.id, says: verdict.says });
      return notVerified(verdict.says, run());
    }
    passed = verdict.verdict === 'passed' ? passed + 1 : 0;
    if (passed === looksInARow) {
      const beside = await movedBeside(step, context);
      if (signals.stop.aborted) break;
      const isPending = verdict.verdict === 'passed' && verdict.isPending;
      const says = `${verdict.says}${beside}`;
      record({ type: isPending ? 'CheckWarned' : 'CheckPassed', stepId: step.id, says });
      return undefined;
    }
    // A check that has just passed is given its second look even when the time is up.
    if (passed === 0 && ports.clock.now() >= until) {
      const says = `${verdict.says}, after ${step.verifyWithinMs / 60_000} min`;
      record({ type: 'CheckTimedOut', stepId: step.id, says });
      return notVerified(says, run());
    }
    await ports.clock.sleep(lookEveryMs, signals.stop);
  }
  return interrupted(run());
}
