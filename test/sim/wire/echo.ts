import type { StaticOperationSchema } from '@smithy/types';
import type { HttpServer } from '../../../src/sim/server/http.ts';
import type { DispatcherOptions } from '../../../src/sim/wire/dispatch.ts';
import { serve } from './loopback.ts';

export interface Echo {
  readonly server: HttpServer & { readonly defects: unknown[] };
  /** What the operations answer from now on. */
  answers(output: unknown): void;
  /** What reached the last operation, decoded, and only once. */
  received(): unknown;
}

/** Serves operations that note what reaches them, and answer what they are told to. */
export async function serveEcho(
  operations: readonly StaticOperationSchema[],
  options: Pick<DispatcherOptions, 'services'> = {},
): Promise<Echo> {
  let received: unknown;
  let answer: unknown = {};
  const handle = (input: unknown): unknown => {
    received = input;
    return answer;
  };
  const server = await serve(
    operations.map(schema => ({ schema, handle })),
    options,
  );
  return {
    server,
    answers(output) {
      answer = output;
    },
    received() {
      const last = received;
      received = undefined;
      return last;
    },
  };
}
