import type { Step } from '../domain/plan.ts';
import { currentStep, type Run, whatIsPending } from '../domain/run.ts';
import { apply } from './apply.ts';
import { check } from './check.ts';
import { confirm } from './confirm.ts';
import type { RunContext } from './context.ts';
import { hold } from './hold.ts';
import { interrupted, type Stop } from './stops.ts';
import { warmUp } from './warm-up.ts';

/** Every step that is not behind yet. The state of the run, and no counter beside it, says which one is next. */
export async function walk(context: RunContext): Promise<Stop | undefined> {
  for (;;) {
    const next = currentStep(context.run());
    if (next === undefined) {
      context.record({ type: 'RunCompleted', says: completionWords(context.run()) });
      return undefined;
    }
    if (context.signals.stop.aborted) return interrupted(context.run());
    const stop = await perform(next.step, context);
    if (stop) return stop;
    if (currentStep(context.run())?.step === next.step) throw new Error(`step ${next.step.id} ended without a result`);
  }
}

function perform(step: Step, context: RunContext): Promise<Stop | undefined> {
  switch (step.kind) {
    case 'check':
      return check(step, context);
    case 'confirm':
      return confirm(step, context);
    case 'apply':
      return apply(step, context);
    case 'hold':
      return hold(step, context);
    case 'warm-up':
      return warmUp(step, context);
  }
}

function completionWords(run: Run): string {
  const { steps } = run;
  const applied = steps.filter(({ step }) => step.kind === 'apply');
  const verified = applied.at(-1)?.says ?? 'nothing had to be done';
  const nothingSent = applied.every(({ write }) => write === 'none') ? ', and nothing had to be sent' : '';
  const unwatched = steps.some(({ step, phase }) => step.kind === 'hold' && phase === 'skipped');
  const pending = whatIsPending(run);
  if (pending !== undefined) return `written, and not over yet: ${pending}`;
  return `done and verified: ${verified}${nothingSent}${unwatched ? '; the watch was cut short' : ''}`;
}
