import { once } from 'node:events';
import { mkdtempSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Fault } from '../../src/sim/faults/fault.ts';
import { startProgram } from './program.ts';

export interface Simulated {
  readonly url: string;
  /** Lets something go wrong in it, as `sim/faults/fault.ts` describes it. */
  addFault(fault: Fault): Promise<void>;
  /** The writes that it took, in order. */
  writes(): Promise<readonly unknown[]>;
  stop(): Promise<void>;
}

/** `headroom simulate` as a process of its own. */
export async function startSimulated(args: readonly string[] = []): Promise<Simulated> {
  const program = startProgram(['simulate', '--json', '--port', '0', ...args]);
  const { url, controlToken } = JSON.parse(await program.printed(/\n/)) as { url: string; controlToken: string };
  return {
    url,
    async addFault(fault) {
      const answer = await fetch(`${url}/_sim/control/faults`, {
        method: 'POST',
        headers: { 'x-sim-token': controlToken },
        body: JSON.stringify({ add: fault }),
      });
      if (!answer.ok) throw new Error(`the simulated AWS refused the fault: ${await answer.text()}`);
    },
    async writes() {
      const answer = await fetch(`${url}/_sim/control/writes`, { headers: { 'x-sim-token': controlToken } });
      return (await answer.json()) as readonly unknown[];
    },
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
