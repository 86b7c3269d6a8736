import { StringDecoder } from 'node:string_decoder';
import type { WriteStream } from 'node:tty';
import type { Egress } from '../terminal/output/egress.ts';
import type { OwnSequence } from '../terminal/output/own-sequence.ts';

export interface GuardedStream {
  readonly stream: WriteStream;
  /** Writes past the egress what only we can make. */
  writeOwn(sequence: OwnSequence): void;
}

type Done = (error?: Error | null) => void;

/**
 * Puts the egress between a terminal and everything that writes to it. The stream's own `write` is replaced, because
 * that is what all the others end in: Ink, the console, warnings, libraries.
 */
export function guardStream(stream: WriteStream, egress: Egress): GuardedStream {
  const decoder = new StringDecoder('utf8');
  const write = stream.write.bind(stream);
  const asText = (chunk: string | Uint8Array, encoding: BufferEncoding | undefined): string => {
    if (typeof chunk !== 'string') return decoder.write(chunk);
    return encoding === undefined || /^utf-?8$/i.test(encoding) ? chunk : decoder.write(Buffer.from(chunk, encoding));
  };
  stream.write = (chunk: string | Uint8Array, encoding?: BufferEncoding | Done, done?: Done): boolean =>
    typeof encoding === 'function'
      ? write(egress.pass(asText(chunk, undefined)), encoding)
      : write(egress.pass(asText(chunk, encoding)), done);
  return { stream, writeOwn: sequence => void write(egress.passOwn(sequence)) };
}
