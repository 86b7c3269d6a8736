/**
 * What comes piece by piece. `return` ends it from outside, also while somebody waits for the next piece; an async
 * generator could not do that, it would have to get that piece first.
 */
export interface Stream<T> extends AsyncIterable<T> {
  next(): Promise<IteratorResult<T, undefined>>;
  return(): Promise<IteratorResult<T, undefined>>;
}

/** A request as it came over the wire, minus HTTP's own business: the content encoding is already undone. */
export interface WireRequest {
  readonly method: string;
  /** Path and query string: `/`, `/?Action=GetCallerIdentity&Version=2011-06-15`. */
  readonly path: string;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly body: Uint8Array;
}

export interface WireResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
  /** Present when the answer goes on after its body, for as long as its reader wants. */
  readonly stream?: Stream<Uint8Array>;
}

const utf8 = new TextEncoder();
const strictUtf8 = new TextDecoder('utf-8', { fatal: true });

export const bytesOf = (text: string): Uint8Array => utf8.encode(text);

/** @throws TypeError when the bytes are not UTF-8 */
export const textOf = (bytes: Uint8Array): string => strictUtf8.decode(bytes);
