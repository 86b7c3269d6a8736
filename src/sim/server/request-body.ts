import type { IncomingMessage } from 'node:http';
import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';

/** No request of ours comes near; a cap keeps a stray upload from filling the memory of an operator's terminal. */
const MAX_BODY_BYTES = 4 * 1024 * 1024;

export type RequestBody =
  | { readonly kind: 'whole'; readonly bytes: Uint8Array }
  | { readonly kind: 'refused'; readonly status: 400 | 413 | 415; readonly because: string };

const unzip = promisify(gunzip);
const TOO_LARGE: RequestBody = {
  kind: 'refused',
  status: 413,
  because: `The request body is larger than ${MAX_BODY_BYTES} bytes.`,
};

/**
 * Reads a body to its end and undoes its content encoding: the SDK compresses the large bodies of some operations.
 * @throws Error when the connection breaks before the body is complete
 */
export async function readBody(request: IncomingMessage): Promise<RequestBody> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    // Without an encoding set, a request's stream yields buffers.
    const bytes = chunk as Buffer;
    size += bytes.length;
    // What is too much is still read, to nowhere: a client that cannot finish sending would never see the answer.
    if (size <= MAX_BODY_BYTES) chunks.push(bytes);
  }
  if (size > MAX_BODY_BYTES) return TOO_LARGE;
  return decode(Buffer.concat(chunks), request.headers['content-encoding']);
}

async function decode(sent: Buffer, encoding: string | undefined): Promise<RequestBody> {
  if (encoding === undefined || encoding === 'identity') return { kind: 'whole', bytes: sent };
  if (encoding !== 'gzip') {
    return { kind: 'refused', status: 415, because: `The content encoding ${encoding} is not supported; use gzip.` };
  }
  try {
    return { kind: 'whole', bytes: await unzip(sent, { maxOutputLength: MAX_BODY_BYTES }) };
  } catch (error) {
    // A small body may unfold into a huge one; zlib stops at the limit.
    if (error instanceof RangeError) return TOO_LARGE;
    return { kind: 'refused', status: 400, because: 'The request body says that it is gzip, but it is not.' };
  }
}
