import { effectAtOdds } from '../domain/effect.ts';
import type { ApplyStep } from '../domain/plan.ts';
import { stateOf } from '../domain/run.ts';
import { seconds } from '../domain/time.ts';
import { compare } from './compare.ts';
import type { Directive } from './context.ts';
import { send } from './send.ts';
import { readBack, settle } from './settle.ts';
import { blocked, interrupted, readOnly, stoodStill, stoppedByFault, unknownOutcome } from './stops.ts';
import { verify } from './verify.ts';

/** A throttled write was certainly not taken, so it may be tried again; five times is half a minute. */
const mostRetries = 5;
const backOffMs = (retry: number): number => seconds(1) * 2 ** (retry - 1);

/** Asking who we are and reading the facts take two requests of at most 15 s each; what takes longer was a standstill. */
const comparedWithinMs = seconds(60);

/**
 * Compare, send once, verify. Each retry compares again, because AWS may have moved while it waited. What AWS has taken
 * in an earlier life of the run is only verified.
 *
 * Invariant: a request whose outcome is unknown is never sent again, by no path through here.
 */
export const apply: Directive<ApplyStep> = async (step, context) => {
  const { ports, record, run, signals } = context;
  const { write, sentAt } = stateOf(run(), step);
  if (write === 'uncertain') throw new Error(`${step.id} was to be sent while an earlier request of it is in doubt`);
  if (write === 'accepted' && sentAt !== null) return await verify(step, sentAt, context);
  const confirmed = run().steps.some(state => state.step.kind === 'confirm' && state.phase === 'done');
  // A saved plan is a file, and a file can be edited.
  if (!confirmed) return blocked('the plan writes before it has asked anybody', run());
  const odds = effectAtOdds(step);
  if (odds !== undefined) return blocked(`the plan would not do what it shows: ${odds}`, run());

  for (let retry = 1; ; retry += 1) {
    const askedAt = ports.clock.now();
    const standing = await compare(step, context);
    if (signals.stop.aborted) return interrupted(run());
    if (standing.kind === 'stop') return standing.stop;
    if (standing.kind === 'left') {
      record({ type: 'EffectSkipped', stepId: step.id, says: standing.says });
      record({ type: 'CheckPassed', stepId: step.id, says: standing.says });
      return undefined;
    }
    if (standing.kind === 'already-so') {
      const since = record({ type: 'EffectSkipped', stepId: step.id, says: standing.says });
      return await verify(step, since, context);
    }

    // After Ctrl-Z or a closed lid the answers are as old as the pause, whatever their age says.
    const tookMs = ports.clock.now() - askedAt;
    if (tookMs > comparedWithinMs * ports.clock.speed) return stoodStill(tookMs, run());
    const mint = ports.mint();
    if (mint === undefined) return readOnly(run());
    const { requestedAt, outcome } = await send(step, mint, context);
    if (outcome.outcome === 'accepted') {
      record({ type: 'EffectSucceeded', stepId: step.id, requestId: outcome.requestId });
      return await verify(step, requestedAt, context);
    }
    const { fault } = outcome;
    if (outcome.outcome === 'unknown') {
      record({ type: 'EffectUnknown', stepId: step.id, fault });
      const settled = await settle(step, context);
      if (settled.kind === 'stop') return settled.stop;
      // A late request may still arrive: only a later look, in a resumed run, may call it not taken.
      if (settled.kind !== 'taken') return unknownOutcome(step, settled.says, run());
      record(readBack(step, settled.says));
      return await verify(step, requestedAt, context);
    }
    if (fault.kind !== 'throttled' || retry > mostRetries) {
      record({ type: 'EffectFailed', stepId: step.id, fault });
      return stoppedByFault(fault, run(), 'rejected');
    }
    const retryInMs = backOffMs(retry);
    record({ type: 'EffectThrottled', stepId: step.id, fault, retry, retryInMs });
    await ports.clock.sleep(retryInMs, signals.stop);
    if (signals.stop.aborted) return interrupted(run());
  }
};
