/**
 * Why something could not be read or done, in words for a person.
 *
 * `kind` decides what happens next (retry, pause, exit code); `because` and `nextStep` are shown as they are.
 */
export interface Fault {
  readonly kind: FaultKind;
  /** What happened, and to what: "ECS answered AccessDeniedException for ecs:DescribeServices". */
  readonly because: string;
  /** What the reader can do about it, as an instruction. */
  readonly nextStep: string;
  /** The operation as IAM names it, e.g. `ecs:UpdateService`. */
  readonly operation?: string;
  /** AWS's error code without its `Exception` or `Fault` suffix. */
  readonly code?: string;
}

export type FaultKind =
  /** No credentials, expired ones, or ones that AWS does not know. */
  | 'credentials'
  /** No region was configured. */
  | 'region'
  /** Known caller, missing permission. */
  | 'denied'
  | 'throttled'
  /** The named cluster, service or target does not exist in this account and region. */
  | 'not-found'
  /** AWS understood the request and refused it. */
  | 'rejected'
  /** AWS failed: a 5xx. */
  | 'service'
  /** Nothing answered: DNS, refused, reset, TLS. */
  | 'unreachable'
  | 'timeout'
  /** Something answered, but not in the shape that AWS answers in. */
  | 'unreadable'
  /** Writes are not allowed in this session. */
  | 'read-only';

/** The one error class that crosses rooms: it carries a Fault and nothing else worth catching. */
export class FaultError extends Error {
  readonly fault: Fault;

  constructor(fault: Fault, options?: { cause?: unknown }) {
    super(fault.because, options);
    this.name = 'FaultError';
    this.fault = fault;
  }
}
