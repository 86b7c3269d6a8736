import type { Check } from '../domain/check.ts';
import type { CheckVerdict } from '../domain/checks/verdict.ts';
import type { HoldStep } from '../domain/plan.ts';
import { stateOf } from '../domain/run.ts';
import type { Instant } from '../domain/time.ts';
import type { Directive, RunContext } from './context.ts';
import { look, lookEveryMs } from './look.ts';
import { interrupted, unwatched, watchFailed } from './stops.ts';

/** Watches for `forMs`, and ends the run as soon as one of the step's checks fails. */
export const hold: Directive<HoldStep> = async (step, context) => {
  const { ports, progress, record, run, signals } = context;
  if (!context.hold) {
    record({ type: 'HoldEnded', stepId: step.id, says: 'skipped by --no-hold', cut: true });
    return undefined;
  }
  // A watch that was interrupted goes on until its first end: restarting the program must not restart the clock.
  const state = stateOf(run(), step);
  const isResumed = state.phase === 'holding';
  const since = isResumed ? state.since : record({ type: 'HoldStarted', stepId: step.id });
  const until = since + step.forMs;
  const ended = signals.startHold();
  const wake = AbortSignal.any([signals.stop, ended]);
  let wasSeen = step.stopIf.length === 0;
  for (;;) {
    const verdict = await lookTwice(step.stopIf, since, context);
    if (signals.stop.aborted) return interrupted(run());
    progress(step.id, verdict.says);
    if (verdict.verdict === 'failed') {
      record({ type: 'CheckFailed', stepId: step.id, says: verdict.says });
      return watchFailed(verdict.says, run());
    }
    wasSeen ||= verdict.verdict === 'passed';
    const now = ports.clock.now();
    if (ended.aborted) {
      const says = `ended by hand after ${inMinutes(now - since)} of ${inMinutes(step.forMs)}`;
      record({ type: 'HoldEnded', stepId: step.id, says, cut: true });
      return undefined;
    }
    if (now >= until) {
      if (!wasSeen) return unwatched(verdict.says, run());
      record({
        type: 'HoldEnded',
        stepId: step.id,
        says: `watched ${inMinutes(step.forMs)}${isResumed ? ', with an interruption' : ''}: ${verdict.says}`,
        cut: false,
      });
      return undefined;
    }
    await ports.clock.sleep(Math.min(step.everyMs, until - now), wake);
    if (signals.stop.aborted) return interrupted(run());
  }
};

/** A failure counts when a second look, a moment later, sees it too: one stale read must not end a watch. */
async function lookTwice(checks: readonly Check[], since: Instant, context: RunContext): Promise<CheckVerdict> {
  const first = await lookAtAll(checks, since, context);
  if (first.verdict !== 'failed') return first;
  await context.ports.clock.sleep(lookEveryMs, context.signals.stop);
  return await lookAtAll(checks, since, context);
}

/** The first check that failed, else the first that cannot be answered, else what they all say. */
async function lookAtAll(checks: readonly Check[], since: Instant, context: RunContext): Promise<CheckVerdict> {
  const verdicts: CheckVerdict[] = [];
  for (const check of checks) verdicts.push(await look(check, since, context));
  return (
    verdicts.find(({ verdict }) => verdict === 'failed') ??
    verdicts.find(({ verdict }) => verdict === 'waiting') ?? {
      verdict: 'passed',
      says: verdicts.map(({ says }) => says).join('; ') || 'nothing to watch',
    }
  );
}

const inMinutes = (ms: number): string => `${Math.round(ms / 6000) / 10} min`;
