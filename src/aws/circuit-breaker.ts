import type { Fault } from '../domain/fault.ts';
import type { Clock, Instant } from '../domain/time.ts';

/** How many failures in a row it takes until a service is left alone. */
const opensAfter = 5;
/** The first pause, and the longest: it doubles with every probe that fails. Real milliseconds. */
const shortestPauseMs = 10_000;
const longestPauseMs = 60_000;

/** When something happens, and how fast that clock runs: pauses are meant for a real network, so they are real time. */
export type Moment = Pick<Clock, 'speed'> & { readonly now: Instant };

/**
 * Whether a service answers, as far as its last reads tell.
 * Invariant: while it does not, one request per pause finds out whether it does again.
 */
export type Circuit =
  | { readonly state: 'closed'; readonly failures: number; readonly since: Instant }
  | (Broken & { readonly state: 'open' })
  | (Broken & { readonly state: 'probing' });

interface Broken {
  /** The first failure of the row. */
  readonly since: Instant;
  readonly fault: Fault;
  readonly pauseMs: number;
  readonly pausedAt: Instant;
  readonly probeAt: Instant;
}

export const closedCircuit: Circuit = { state: 'closed', failures: 0, since: 0 };

/** What a poll may do now: send as usual, send the one probe, or wait. */
export function leaveToPoll(circuit: Circuit, now: Instant): 'send' | 'probe' | 'wait' {
  if (circuit.state === 'closed') return 'send';
  if (circuit.state === 'probing') return 'wait';
  // A clock that was set back must not stretch the pause by what it was set back.
  return now >= circuit.probeAt || now < circuit.pausedAt ? 'probe' : 'wait';
}

/** The probe is on its way; until it ends nobody else sends one. */
export const probeSent = (circuit: Circuit): Circuit =>
  circuit.state === 'open' ? { ...circuit, state: 'probing' } : circuit;

/** The probe was called off by its own sender, which says nothing about AWS. */
export const probeCalledOff = (circuit: Circuit): Circuit =>
  circuit.state === 'probing' ? { ...circuit, state: 'open' } : circuit;

/** Any read failed that was not the probe. */
export function failed(circuit: Circuit, fault: Fault, at: Moment): Circuit {
  // Reads that were on their way already say nothing new, and must not move the probe.
  if (circuit.state !== 'closed') return { ...circuit, fault };
  const since = circuit.failures === 0 ? at.now : circuit.since;
  const failures = circuit.failures + 1;
  if (failures < opensAfter) return { state: 'closed', failures, since };
  return { state: 'open', since, fault, ...pause(shortestPauseMs, at) };
}

export function probeFailed(circuit: Circuit, fault: Fault, at: Moment): Circuit {
  // Another read was answered meanwhile, which counts for more than a probe of before.
  if (circuit.state === 'closed') return circuit;
  return { state: 'open', since: circuit.since, fault, ...pause(Math.min(longestPauseMs, circuit.pauseMs * 2), at) };
}

const pause = (pauseMs: number, { now, speed }: Moment): Pick<Broken, 'pauseMs' | 'pausedAt' | 'probeAt'> => ({
  pauseMs,
  pausedAt: now,
  probeAt: now + pauseMs * speed,
});
