import type { Fault } from '../domain/fault.ts';
import type { WriteOutcome } from '../domain/ports.ts';
import { isServiceFailure } from './aws-faults.ts';
import { seenError } from './seen-error.ts';
import { neverConnected } from './transport-faults.ts';

/**
 * How a write that threw has ended. `rejected` needs proof that AWS did not carry it out; without proof it is `unknown`.
 */
export function outcomeOfFailedWrite(error: unknown, fault: Fault): Exclude<WriteOutcome, { outcome: 'accepted' }> {
  const seen = seenError(error);
  // AWS's own error, parsed, and it blames the request. A 4xx with a proxy's page is no such proof, nor is an
  // InternalFailure that comes with a 4xx status.
  const refusedByAws =
    seen.code !== null && seen.status !== null && seen.status >= 400 && seen.status < 500 && !isServiceFailure(seen);
  // Nothing left this machine: no name, nobody listening, or nothing to sign with. It is proof only because a write is
  // tried once; after a retry it would speak of the last try alone.
  const neverSent =
    seen.status === null && (neverConnected(seen) || fault.kind === 'credentials' || fault.kind === 'region');
  return { outcome: refusedByAws || neverSent ? 'rejected' : 'unknown', fault };
}
