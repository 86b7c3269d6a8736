import { existsSync, readFileSync } from 'node:fs';
import { setImmediate } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { terminals } from '../support/terminals.ts';
import { guardianOf } from '../support/watched-terminal.ts';
import { reach } from './screens-to-die-on.ts';

const { demo } = terminals();

const untilGone = async (pid: number): Promise<void> => {
  while (existsSync(`/proc/${pid}`)) await setImmediate();
};

describe('the guardian', () => {
  it.concurrent('is in a session of its own, holds no secret, and is gone with the program', async () => {
    const program = demo({ env: { AWS_SECRET_ACCESS_KEY: 'canary-of-a-secret' } });
    await reach('the dashboard', program);
    const pid = await guardianOf(program);
    expect(readFileSync(`/proc/${pid}/stat`, 'utf8').split(' ')[5]).toBe(String(pid));
    expect(readFileSync(`/proc/${pid}/environ`, 'utf8')).not.toContain('canary');
    program.type('q');
    expect(await program.ended()).toMatchObject({ status: 0, sameModes: true });
    await untilGone(pid);
    expect(program.output()).not.toContain('without a word');
  }, 60_000);

  it.concurrent('is not ended by the signals of the terminal, and goes when its work is done', async () => {
    const program = demo();
    await reach('the dashboard', program);
    const pid = await guardianOf(program);
    for (const signal of ['SIGINT', 'SIGHUP', 'SIGTERM', 'SIGQUIT'] as const) process.kill(pid, signal);
    program.signal('SIGKILL');
    expect(await program.ended()).toEqual({ status: 137, sameModes: true, leftOn: [] });
    await untilGone(pid);
  }, 60_000);
});
