import type { Fault } from '../domain/fault.ts';
import type { OperationName } from '../domain/operations.ts';
import type { SeenError } from './seen-error.ts';

/** What was asked of whom, for the words of a fault. */
export interface Asked {
  readonly operation: OperationName;
  readonly region: string;
  /** Where requests go instead of AWS's own endpoints. */
  readonly endpoint: string | null;
  /** The profile that the credentials come from, where one was named. */
  readonly profile: string | null;
}

/** One row: which errors it is about, and what to say of them. The first row that fits is taken. */
export interface FaultRow {
  readonly fits: (seen: SeenError) => boolean;
  readonly says: (seen: SeenError, asked: Asked) => Pick<Fault, 'kind' | 'because' | 'nextStep'>;
}
