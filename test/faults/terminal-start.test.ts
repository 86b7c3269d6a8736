import { describe, expect, it } from 'vitest';
import { guardianOf, leftOn, openWatched } from '../support/watched-terminal.ts';

const slowStart = ['--import', new URL('../support/slow-start.mjs', import.meta.url).href];

/** A program of which only the picture of the start is there: what draws the screens is still being loaded. */
async function started() {
  const terminal = openWatched(['--endpoint', 'http://127.0.0.1:9'], { columns: 80, rows: 24, nodeOptions: slowStart });
  await terminal.waitFor('Connecting to AWS');
  return terminal;
}

describe('a start that does not come to its first frame gives the terminal back', () => {
  it.each(['SIGKILL', 'SIGABRT', 'SIGSEGV'] as const)('when it gets %s', async signal => {
    const terminal = await started();
    terminal.signal(signal);
    expect(await terminal.ended()).toMatchObject({ sameModes: true, leftOn: [] });
    expect(terminal.output()).toContain('headroom has ended without a word');
  });

  it.each(['SIGTERM', 'SIGINT', 'SIGHUP', 'SIGQUIT'] as const)('when it is asked to end by %s', async signal => {
    const terminal = await started();
    terminal.signal(signal);
    expect(await terminal.ended()).toMatchObject({ sameModes: true, leftOn: [] });
  });

  it('when ctrl-c is typed', async () => {
    const terminal = await started();
    terminal.type('\u0003');
    // It ends the shell as well that would look at the terminal afterwards.
    await terminal.exit;
    expect(leftOn(terminal.output())).toEqual([]);
  });

  it('also where its guardian is gone', async () => {
    const terminal = await started();
    process.kill(await guardianOf(terminal), 'SIGKILL');
    terminal.signal('SIGTERM');
    expect(await terminal.ended()).toMatchObject({ sameModes: true, leftOn: [] });
  });

  it('and says what is wrong with the command line on the screen that the reader comes back to', async () => {
    const terminal = openWatched(['--write', '--read-only'], { columns: 80, rows: 24 });
    expect(await terminal.ended()).toMatchObject({ status: 2, sameModes: true, leftOn: [] });
    expect(terminal.screen()).toContain('contradict each other');
  });
});
