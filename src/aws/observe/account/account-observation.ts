import type { AccountPartValue, FixedAccountPart } from '../../../domain/account-snapshot.ts';
import type { Configured } from '../../../domain/snapshot.ts';
import type { ObservationContext } from '../observation.ts';

/** How one part of an account is read from AWS. It rejects with a FaultError where AWS does not answer. */
export type AccountObservation<Part extends FixedAccountPart> = (
  request: AccountRequest,
) => Promise<AccountPartValue<Part>>;

export interface AccountRequest {
  readonly context: ObservationContext;
  readonly configured: Configured;
  readonly signal: AbortSignal | undefined;
}
