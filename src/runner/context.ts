import type { Gateway, Mint, Observe, Visit } from '../domain/ports.ts';
import type { Run, RunEvent } from '../domain/run.ts';
import type { Session } from '../domain/snapshot.ts';
import type { Clock } from '../domain/time.ts';
import type { RunSignals } from './controls.ts';
import type { Operator } from './operators/operator.ts';
import type { Happening } from './recorder.ts';
import type { Stop } from './stops.ts';

/** All that a run can reach of the world. */
export interface RunPorts {
  readonly clock: Clock;
  readonly observe: Observe;
  readonly gateway: Pick<Gateway, 'write'>;
  /** Requests to the service itself, for warm-ups. */
  readonly visit: Visit;
  /** Undefined while writing is not allowed. */
  readonly mint: () => Mint | undefined;
  /** Who we are at AWS, asked anew. Rejects with a FaultError. */
  readonly identify: () => Promise<Session>;
}

/** What every directive works with. */
export interface RunContext {
  readonly ports: RunPorts;
  readonly operator: Operator;
  readonly signals: RunSignals;
  /** False skips the holds. */
  readonly hold: boolean;
  readonly run: () => Run;
  /** Writes it to the journal, then makes it known; returns when it happened. */
  readonly record: (happening: Happening) => RunEvent['at'];
  /** What a wait sees, for a line that is overwritten; never in the journal. */
  readonly progress: (stepId: string, says: string) => void;
}

/** Carries out one kind of step. It ends with the step behind it, or with the reason why the run stops. */
export type Directive<S> = (step: S, context: RunContext) => Promise<Stop | undefined>;
