import type { ServerResponse } from 'node:http';
import { bytesOf, type Stream, type WireResponse } from '../wire/message.ts';

/** How an answer travels; at once and whole unless it says otherwise. */
export interface Delivery {
  /** Real milliseconds before anything is sent. */
  readonly delayMs?: number;
  readonly fate?: 'never-comes' | 'connection-is-reset' | 'breaks-off';
  /** Real milliseconds between two bytes. */
  readonly msPerByte?: number;
}

/** What the server sends: an answer, and how. */
export interface DeliveredResponse extends WireResponse {
  readonly delivery?: Delivery;
}

/** Resolves after so many real milliseconds. */
export type Wait = (ms: number) => Promise<void>;

export const waitReally: Wait = ms => new Promise(resolve => setTimeout(resolve, ms));

/** Sends an answer as its delivery says. It never throws: a client that has gone away is what faults are about. */
export async function deliver(
  response: ServerResponse,
  { status, headers, body, stream, delivery = {} }: DeliveredResponse,
  announced: Readonly<Record<string, string>>,
  wait: Wait,
): Promise<void> {
  if (delivery.delayMs !== undefined) await wait(delivery.delayMs);
  // What would have come piece by piece does not come at all.
  if (delivery.fate !== undefined) void stream?.return();
  // The connection stays open, and silent, until the client has had enough or the server closes.
  if (delivery.fate === 'never-comes') return;
  if (delivery.fate === 'connection-is-reset') {
    reset(response);
    return;
  }
  if (stream !== undefined && delivery.fate === undefined) {
    response.writeHead(status, { ...headers, ...announced });
    await pour(response, stream);
    return;
  }
  response.writeHead(status, { ...headers, 'content-length': body.byteLength, ...announced });
  if (delivery.fate === 'breaks-off') {
    // Flushed first, so that the client has a status and half a body before the connection ends.
    response.write(body.subarray(0, Math.floor(body.byteLength / 2)), () => reset(response));
  } else if (delivery.msPerByte === undefined) {
    response.end(body);
  } else {
    await trickle(response, body, delivery.msPerByte, wait);
  }
}

/** Sends piece after piece, each when the client has room for it, until the stream ends or the client goes away. */
async function pour(response: ServerResponse, stream: Stream<Uint8Array>): Promise<void> {
  // Also wakes a stream that is waiting for its next piece.
  const end = (): void => void stream.return();
  response.once('close', end);
  response.flushHeaders();
  for await (const piece of stream) {
    if (!response.write(piece)) await new Promise(resolve => response.once('drain', resolve).once('close', resolve));
  }
  response.off('close', end);
  response.end();
}

/** With a TCP reset rather than an orderly end. */
const reset = (response: ServerResponse): void => {
  response.socket?.resetAndDestroy();
};

async function trickle(response: ServerResponse, body: Uint8Array, msPerByte: number, wait: Wait): Promise<void> {
  response.flushHeaders();
  for (let at = 0; at < body.byteLength; at += 1) {
    await wait(msPerByte);
    // Nobody is there to read the rest.
    if (response.socket?.destroyed !== false) return;
    response.write(body.subarray(at, at + 1));
  }
  response.end();
}

const html = (status: number, page: string): WireResponse => ({
  status,
  headers: { 'content-type': 'text/html' },
  body: bytesOf(page),
});

export const badGateway = (): WireResponse =>
  html(
    502,
    '<html>\r\n<head><title>502 Bad Gateway</title></head>\r\n<body>\r\n<center><h1>502 Bad Gateway</h1></center>\r\n</body>\r\n</html>\r\n',
  );

export const loginPage = (): WireResponse =>
  html(
    200,
    '<!doctype html><html><head><title>Welcome</title></head><body><form action="/login">Please log in to use this network.</form></body></html>\n',
  );
