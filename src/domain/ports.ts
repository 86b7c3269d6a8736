import type { Fault } from './fault.ts';
import type { Effect, OperationInput, OperationOutput, ReadOperation } from './operations.ts';
import type { SecretReference, SecretSource } from './secret.ts';
import type { Part, ServiceKey, Snapshot } from './snapshot.ts';

/**
 * The way out to AWS. Reads reject with a FaultError; writes never throw, because "it failed" and "we do not know" must
 * not be mistaken for each other.
 */
export interface Gateway {
  read<Name extends ReadOperation>(
    operation: Name,
    input: OperationInput<Name>,
    signal?: AbortSignal,
  ): Promise<OperationOutput<Name>>;
  write(effect: Effect, grant: Grant): Promise<WriteOutcome>;
}

/** How a write ended; exactly one of three. `unknown` is never sent again: it is read back. */
export type WriteOutcome =
  | { readonly outcome: 'accepted'; readonly requestId: string | null }
  | { readonly outcome: 'rejected'; readonly fault: Fault }
  | { readonly outcome: 'unknown'; readonly fault: Fault };

/**
 * Leave for one write, minted by the gateway's mint and accepted once. Invariant: where writing is not allowed, no
 * mint exists, so no screen and no flag has to remember to check.
 */
export interface Grant {
  readonly runId: string;
  readonly stepId: string;
}

export type Mint = (request: { readonly runId: string; readonly stepId: string; readonly effect: Effect }) => Grant;

/**
 * Reads the named parts again, those of services for each of these services, and returns what is known after that; a failed
 * part is `stale` or `missing` in it.
 */
export type Observe = (
  services: readonly ServiceKey[],
  parts: readonly Part[],
  signal?: AbortSignal,
) => Promise<Snapshot>;

/** Sends one request to a service as its users do. It never rejects: that nothing answered is an answer. */
export type Visit = (url: string, signal?: AbortSignal) => Promise<{ readonly ok: boolean; readonly says: string }>;

/** Keeps secrets for a session. Everybody else has references to them, which may stand in plans and journals. */
export interface Secrets {
  /** Of what was typed into a masked prompt. */
  keepTyped(secret: string): SecretReference;
  /** Looks it up there; or says why it cannot be had, as the end of a sentence that begins with who asks for it. */
  keepFrom(source: SecretSource): SecretReference | { readonly says: string };
  /** Undefined when it cannot be had any more, or is another one by now. */
  reveal(reference: SecretReference): string | undefined;
}
