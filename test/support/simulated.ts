import { once } from 'node:events';
import { mkdtempSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startProgram } from './program.ts';

export interface Simulated {
  readonly url: string;
  stop(): Promise<void>;
}

/** `headroom simulate` as a process of its own. */
export async function startSimulated(args: readonly string[] = []): Promise<Simulated> {
  const program = startProgram(['simulate', '--json', '--port', '0', ...args]);
  const { url } = JSON.parse(await program.printed(/\n/)) as { url: string };
  return {
    url,
    async stop() {
      program.kill('SIGTERM');
      await program.finished;
    },
  };
}

export const freshStateDir = (): string => mkdtempSync(join(tmpdir(), 'headroom-state-'));

/** An address on this machine where nobody listens. */
export async function silentAddress(): Promise<string> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (address === null || typeof address === 'string') throw new Error('a TCP server has an address and a port');
  return `http://127.0.0.1:${address.port}`;
}
