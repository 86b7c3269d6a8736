import { awsCommand } from '../domain/aws-cli.ts';
import type { ApplyStep } from '../domain/plan.ts';
import type { Mint, WriteOutcome } from '../domain/ports.ts';
import type { Instant } from '../domain/time.ts';
import type { RunContext } from './context.ts';
import { wordsOfError } from './stops.ts';

export interface Sent {
  /** Events and stopped tasks from before this say nothing about the write. */
  readonly requestedAt: Instant;
  readonly outcome: WriteOutcome;
}

/** Puts the intent on disk, then sends the request, once. */
export async function send(step: ApplyStep, mint: Mint, { ports, record, run }: RunContext): Promise<Sent> {
  const { id: runId, plan } = run();
  const grant = mint({ runId, stepId: step.id, effect: step.effect });
  const requestedAt = record({
    type: 'EffectRequested',
    stepId: step.id,
    command: awsCommand(step.effect, plan.session),
  });
  try {
    return { requestedAt, outcome: await ports.gateway.write(step.effect, grant) };
  } catch (error) {
    // The gateway promises not to throw. If it does, the request may have left: that is not a failure, it is unknown.
    const because = `the request for ${step.effect.operation} broke off: ${wordsOfError(error)}`;
    return {
      requestedAt,
      outcome: {
        outcome: 'unknown',
        fault: { kind: 'unreadable', because, nextStep: 'Look at what AWS holds: headroom status.' },
      },
    };
  }
}
