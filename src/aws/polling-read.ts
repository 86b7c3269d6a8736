import { FaultError } from '../domain/fault.ts';
import type { OperationInput, OperationOutput, ReadOperation } from '../domain/operations.ts';
import type { Gateway } from '../domain/ports.ts';
import type { Lane } from '../domain/request-budget.ts';
import type { CircuitBreakers } from './circuit-breakers.ts';
import type { RequestMeter } from './request-meter.ts';
import { seenError } from './seen-error.ts';

interface PollingLane {
  readonly breakers: CircuitBreakers;
  readonly meter: RequestMeter;
  readonly lane: Lane;
}

type ReadOnce = <Name extends ReadOperation>(
  kind: 'poll',
  operation: Name,
  input: OperationInput<Name>,
  signal?: AbortSignal,
) => Promise<OperationOutput<Name>>;

/**
 * Reads that come again by themselves. One request each; while a service is left alone they reject without any, with a
 * fault that says since when and until when. Each waits for its turn within the budget.
 */
export function createPollingRead({ breakers, meter, lane }: PollingLane, readOnce: ReadOnce): Gateway['read'] {
  return async (operation, input, signal) => {
    await meter.turn(lane, signal);
    const leave = breakers.leaveToPoll(operation);
    if (leave === 'wait') throw new FaultError(breakers.heldBack(operation));
    try {
      const output = await readOnce('poll', operation, input, signal).catch(async (error: unknown) => {
        if (leave === 'probe' || !breakers.isSound(operation) || !isLostConnection(error)) throw error;
        // AWS closes what was idle for a while, and a request may cross that. One loss means nothing, two in a row do.
        await meter.turn(lane, signal);
        return readOnce('poll', operation, input, signal);
      });
      breakers.hear(operation, { end: 'answered' }, leave === 'probe');
      return output;
    } catch (error) {
      const fault = error instanceof FaultError && !signal?.aborted ? error.fault : undefined;
      breakers.hear(
        operation,
        fault === undefined ? { end: 'called-off' } : { end: 'fault', fault },
        leave === 'probe',
      );
      throw error;
    }
  };
}

const isLostConnection = (error: unknown): boolean => {
  const { systemCode } = seenError(error instanceof FaultError ? error.cause : error);
  return systemCode === 'ECONNRESET' || systemCode === 'EPIPE';
};
