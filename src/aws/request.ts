/**
 * Reads may be repeated. Writes are sent once. A poll is a read that comes again by itself: it is sent once too, because
 * repeating it at once would triple the requests of a storm.
 */
export type RequestKind = 'read' | 'poll' | 'write';

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
  totalMs: { read: 15_000, poll: 15_000, write: 45_000 },
};
