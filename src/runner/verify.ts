import type { ApplyStep } from '../domain/plan.ts';
import type { Instant } from '../domain/time.ts';
import type { RunContext } from './context.ts';
import { look, lookEveryMs } from './look.ts';
import { interrupted, notVerified, type Stop } from './stops.ts';

/** AWS is eventually consistent: one look may meet a replica that is ahead of, or behind, the others. */
const looksInARow = 2;

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
  while (!signals.stop.aborted) {
    const verdict = await look(step.verify, since, context);
    if (signals.stop.aborted) break;
    progress(step.id, verdict.says);
    if (verdict.verdict === 'failed') {
      record({ type: 'CheckFailed', stepId: step.id, says: verdict.says });
      return notVerified(verdict.says, run());
    }
    passed = verdict.verdict === 'passed' ? passed + 1 : 0;
    if (passed === looksInARow) {
      const isPending = verdict.verdict === 'passed' && verdict.isPending;
      record({ type: isPending ? 'CheckWarned' : 'CheckPassed', stepId: step.id, says: verdict.says });
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
