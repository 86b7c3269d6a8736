import type { StaticOperationSchema } from '@smithy/types';
import { StepDriver } from '../../../src/sim/server/driver.ts';
import { type HttpServer, startHttpServer } from '../../../src/sim/server/http.ts';
import { createDispatch, type DispatcherOptions } from '../../../src/sim/wire/dispatch.ts';
import type { SimOperation } from '../../../src/sim/wire/operation.ts';

export const NOON = Date.UTC(2026, 10, 23, 12);

/** A world in which nothing ever happens. */
export function stillClock(now = NOON) {
  return {
    now,
    runUntil(until: number) {
      this.now = until;
    },
  };
}

/** Serves these operations for one test; a bug in a handler fails the test instead of hiding behind a 500. */
export async function serve(
  operations: readonly SimOperation[],
  options: Pick<DispatcherOptions, 'services'> = {},
): Promise<HttpServer & { readonly defects: unknown[] }> {
  const defects: unknown[] = [];
  let requests = 0;
  const dispatch = createDispatch({
    operations,
    nextRequestId: () => `request-${++requests}`,
    onDefect: error => defects.push(error),
    ...options,
  });
  const server = await startHttpServer({
    dispatch,
    driver: new StepDriver(stillClock()),
    port: 0,
    accountId: '123456789012',
    region: 'eu-central-1',
  });
  return { ...server, defects };
}

/** Client settings that talk to a loopback endpoint, once per call. */
export const clientOf = (endpoint: string) => ({
  endpoint,
  region: 'eu-central-1',
  credentials: { accessKeyId: 'AKIASIMULATED', secretAccessKey: 'simulated' },
  maxAttempts: 1,
});

/** Any command class, as far as these tests care. */
export type AnyCommandClass = new (input: never) => { readonly input: object };

/** Every command instance carries the schema of its operation. */
export function schemaOf(CommandClass: AnyCommandClass): StaticOperationSchema {
  const command: object = new CommandClass({} as never);
  return (command as { schema: StaticOperationSchema }).schema;
}
