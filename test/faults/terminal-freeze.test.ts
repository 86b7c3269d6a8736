import { setTimeout } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { terminals } from '../support/terminals.ts';
import { reach } from './screens-to-die-on.ts';

const { onSimulated } = terminals();

describe('a terminal that nobody reads', () => {
  it('S3: stops the program, which knows after the thaw how long, calls all it shows old, and takes no answer from before', async () => {
    const { program, simulated } = await onSimulated();
    await reach('the confirmation', program);
    program.freeze();
    // In the end it has drawn more than the system keeps for a reader, and the next frame has to wait for one.
    for (let columns = 100; columns < 300; columns += 1) {
      program.resize(columns, 30);
      await setTimeout(20);
    }
    for (const key of ['6', '\r']) program.type(key);
    program.resize(100, 30);
    // Longer than a question outlives a standstill.
    await setTimeout(4000);
    program.thaw();
    await program.waitFor(/The question is void[\s\S]*stood still/);
    expect(await simulated.writes()).toEqual([]);
    program.signal('SIGTERM');
    expect(await program.ended()).toEqual({ status: 143, sameModes: true, leftOn: [] });
    expect(await simulated.writes()).toEqual([]);
  }, 60_000);
});
