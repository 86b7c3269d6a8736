import { driftWords } from '../domain/fact-words.ts';
import type { RunEvent } from '../domain/run.ts';

/** What happened, as one line of a post-mortem. */
export function eventWords(event: RunEvent): string {
  switch (event.type) {
    case 'RunStarted':
      return `Run ${event.runId} started by ${event.plan.session.principalArn} with ${event.program}`;
    case 'RunResumed':
      return `Resumed by ${event.by} with ${event.program}`;
    case 'CheckPassed':
      return `Checked: ${event.says}`;
    case 'CheckWarned':
      return `Warning: ${event.says}`;
    case 'CheckFailed':
      return `Failed: ${event.says}`;
    case 'CheckTimedOut':
      return `Timed out: ${event.says}`;
    case 'ConfirmationGiven':
      return `Confirmed by ${event.by}: ${event.phrase}`;
    case 'DriftFound':
      return `Changed since the plan was made: ${event.drift.map(driftWords).join('; ')}`;
    case 'EffectSkipped':
      return `Nothing sent: ${event.says}`;
    case 'EffectRequested':
      return `Sent: ${event.command}`;
    case 'EffectSucceeded':
      return event.requestId === null ? 'Accepted by AWS' : `Accepted by AWS, request ${event.requestId}`;
    case 'EffectFailed':
      return `Rejected: ${event.fault.because}`;
    case 'EffectThrottled':
      return `Throttled, retry ${event.retry} in ${event.retryInMs / 1000} s: ${event.fault.because}`;
    case 'EffectUnknown':
      return `Outcome unknown: ${event.fault.because}`;
    case 'EffectReadBack':
      return `Read back: ${event.says}`;
    case 'EffectNotTaken':
      return `Not taken: ${event.says}`;
    case 'ConfirmationVoided':
      return `Asked again: ${event.says}`;
    case 'HoldStarted':
      return 'Watch began';
    case 'HoldEnded':
      return `Watch ended: ${event.says}`;
    case 'WarmUpStarted':
      return 'Warm-up began';
    case 'WarmUpEnded':
      return `Warm-up ended: ${event.says}`;
    case 'RunCompleted':
      return `Completed: ${event.says}`;
    case 'RunStopped':
      return `Stopped (${event.because}): ${event.says}`;
  }
}
