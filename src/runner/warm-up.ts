import type { WarmUpStep } from '../domain/plan.ts';
import { stateOf } from '../domain/run.ts';
import type { Directive } from './context.ts';
import { interrupted, tooManyFailures } from './stops.ts';

/**
 * Sends real requests, one after another, and counts what fails. A warm-up that nobody answered has warmed nothing up, but
 * it is no reason to stop a run unless the plan says so.
 */
export const warmUp: Directive<WarmUpStep> = async (step, context) => {
  const { ports, progress, record, run, signals } = context;
  // One that was interrupted is sent once more in full: what it had warmed up may be gone, or cold again.
  if (stateOf(run(), step).phase !== 'holding') record({ type: 'WarmUpStarted', stepId: step.id });
  const ended = signals.startHold();
  const wake = AbortSignal.any([signals.stop, ended]);
  const failures = new Map<string, number>();
  let sent = 0;
  while (sent < step.requests && !wake.aborted) {
    const answer = await ports.visit(step.url, wake);
    if (wake.aborted) break;
    sent += 1;
    if (!answer.ok) failures.set(answer.says, (failures.get(answer.says) ?? 0) + 1);
    progress(step.id, `${sent} of ${step.requests} requests${failureWords(failures)}`);
    if (sent < step.requests) await ports.clock.sleep(step.everyMs, wake);
  }
  if (signals.stop.aborted) return interrupted(run());
  const says = `${sent === step.requests ? '' : 'ended by hand after '}${sent} requests${failureWords(failures)}`;
  if (isTooMuch(step, failures, sent)) {
    record({ type: 'CheckFailed', stepId: step.id, says });
    return tooManyFailures(says, run());
  }
  record({ type: 'WarmUpEnded', stepId: step.id, says, cut: sent < step.requests });
  return undefined;
};

const failed = (failures: ReadonlyMap<string, number>): number =>
  [...failures.values()].reduce((sum, count) => sum + count, 0);

const isTooMuch = ({ stopAbovePercent }: WarmUpStep, failures: ReadonlyMap<string, number>, sent: number): boolean =>
  stopAbovePercent !== null && sent > 0 && (100 * failed(failures)) / sent > stopAbovePercent;

/** ", 3 failed (HTTP 503: 2, no answer: 1)" */
function failureWords(failures: ReadonlyMap<string, number>): string {
  if (failures.size === 0) return ', all answered';
  const kinds = [...failures].map(([says, count]) => `${says}: ${count}`).join(', ');
  return `, ${failed(failures)} failed (${kinds})`;
}
