/** Reads may be repeated; writes are sent once. */
export type RequestKind = 'read' | 'write';

/** Names in lower case. */
export type ResponseHeaders = Readonly<Record<string, string>>;

/** How long a request may take. The SDK's own limits are "never". */
export interface RequestLimits {
  readonly connectionMs: number;
  /** Until the answer begins. */
  readonly requestMs: number;
  /** A silent connection, in the middle of an answer too. */
  readonly socketMs: number;
  /** Everything together, with retries and the pauses between them. */
  readonly totalMs: Readonly<Record<RequestKind, number>>;
}

export const requestLimits: RequestLimits = {
  connectionMs: 3_000,
  requestMs: 10_000,
  socketMs: 10_000,
  totalMs: { read: 15_000, write: 45_000 },
};
