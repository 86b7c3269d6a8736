import { type Check, evaluate, partsNeeded, servicesNeeded } from '../domain/check.ts';
import { type CheckVerdict, waiting } from '../domain/checks/verdict.ts';
import { type Fault, FaultError } from '../domain/fault.ts';
import { observedParts, type Part, type ServiceKey, type Snapshot } from '../domain/snapshot.ts';
import { type Instant, seconds } from '../domain/time.ts';
import type { RunContext } from './context.ts';

/** How often a wait looks: ECS moves in seconds, and a responder waits for it. */
export const lookEveryMs = seconds(5);

/**
 * Reads what a check needs, and answers it. A read that fails is something to wait for, and named in the verdict;
 * without credentials no later read can succeed, so that is thrown as a FaultError.
 */
export const look = async (check: Check, since: Instant, context: RunContext): Promise<CheckVerdict> =>
  (await lookClosely(check, since, context)).verdict;

/** The same, and what was read for it; undefined where nothing could be. */
export async function lookClosely(
  check: Check,
  since: Instant,
  { ports, signals }: RunContext,
): Promise<{ readonly verdict: CheckVerdict; readonly snapshot: Snapshot | undefined }> {
  const services = servicesNeeded(check);
  const parts = partsNeeded(check);
  const snapshot = await readAgain(services, parts, { ports, signals });
  if ('kind' in snapshot) return { verdict: waiting(snapshot.because), snapshot: undefined };
  const verdict = evaluate(check, snapshot, since);
  const fault = faultIn(snapshot, services, parts);
  const isBlind = verdict.verdict === 'waiting' && fault !== undefined;
  return { verdict: isBlind ? waiting(`${verdict.says} (${fault.because})`) : verdict, snapshot };
}

/** The parts as they are now, or the fault that kept them all from being read. */
export async function readAgain(
  services: readonly ServiceKey[],
  parts: readonly Part[],
  { ports, signals }: Pick<RunContext, 'ports' | 'signals'>,
): Promise<Snapshot | Fault> {
  try {
    const snapshot = await ports.observe(services, parts, signals.stop);
    const fault = faultIn(snapshot, services, parts);
    if (fault?.kind === 'credentials') throw new FaultError(fault);
    return snapshot;
  } catch (error) {
    if (error instanceof FaultError && error.fault.kind !== 'credentials') return error.fault;
    throw error;
  }
}

/** Why one of these parts could not be read: of several faults the one about credentials, because it ends the run. */
export function faultIn(
  snapshot: Snapshot,
  services: readonly ServiceKey[],
  parts: readonly Part[],
): Fault | undefined {
  const faults = observedParts(snapshot, services, parts).flatMap(observed =>
    'because' in observed ? [observed.because] : [],
  );
  return faults.find(({ kind }) => kind === 'credentials') ?? faults[0];
}
