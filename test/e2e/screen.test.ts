import { afterEach, describe, expect, it } from 'vitest';
import { freshStateDir } from '../support/simulated.ts';
import { openTerminal, type TestTerminal } from '../support/terminal.ts';

const enter = '\r';
const escapeKey = '\u001b';

/** What a terminal must be told when a full-screen program leaves: the first screen back, the cursor visible. */
const restored = /\u001b\[\?1049l[\s\S]*\u001b\[\?25h|\u001b\[\?25h[\s\S]*\u001b\[\?1049l/;

/** Sped up, its campaign would begin while somebody still counts tasks. */
const quietDemo = ['demo', '--speed', '60', '--scenario', 'baseline'];

/** Keys count once the keyboard was silent for a moment; until then the question says so. */
const armed = (phrase: string): RegExp => new RegExp(`Type ${phrase} and Enter(?:(?!Keys count)[\\s\\S])*esc says no`);

/** Waits until the question counts a second less: no hand hands in its answer in the moment in which it is typed. */
async function asFingersDo({ screen, waitFor }: TestTerminal): Promise<void> {
  const left = /void in \d:\d\d/.exec(screen())?.[0];
  await waitFor(new RegExp(`void in (?!${left?.slice('void in '.length)})`));
}

describe.each([
  { columns: 80, rows: 24 },
  { columns: 120, rows: 40 },
])('the program in a terminal of $columns x $rows', ({ columns, rows }) => {
  let terminal: TestTerminal;
  afterEach(() => terminal.kill());

  const open = (...args: readonly string[]): TestTerminal => {
    terminal = openTerminal([...quietDemo, '--state-dir', freshStateDir(), ...args], { columns, rows });
    return terminal;
  };

  it('shows the fleet, scales it key by key, watches, takes it back, and gives the terminal back', async () => {
    const { waitFor, type, exit, output, screen } = open();
    await waitFor(/waooaw-backend +2 +2 +0 +2–10/);
    expect(screen()).toContain('SIMULATED');

    type('s');
    await waitFor(/How many tasks/);
    type('6');
    await waitFor(/\[ ?6/);
    type(enter);
    await waitFor(/MinCapacity +2 → 6/);
    type('c');
    await waitFor(armed('6'));
    type('6');
    await waitFor(/▸ 6/);
    await asFingersDo(terminal);
    type(enter);
    await waitFor(/desired 6 +running 6 +pending 0 +healthy 6 +min 6 +max 10/);
    await waitFor(/for 30 min +\d+:\d\d left/);

    type('e');
    await waitFor(/Press y to confirm(?:(?!Keys count)[\s\S])*esc goes on/);
    type('y');
    await waitFor(/Done and verified/);
    type('z');
    await waitFor(/MinCapacity +6 → 2/);
    type('c');
    await waitFor(armed('2'));
    type('2');
    await waitFor(/▸ 2/);
    await asFingersDo(terminal);
    type(enter);
    await waitFor(/Done and verified/);
    await waitFor(/desired 2 +running 2 .*min 2 +max 10/);

    type(escapeKey);
    await waitFor(/waooaw-backend +2 +2 +0 +2–10/);
    type('q');
    expect(await exit).toEqual({ exitCode: 0, signal: undefined });
    expect(output()).toMatch(restored);
  }, 90_000);

  it('writes nothing when the answer is no', async () => {
    const { waitFor, type } = open();
    await waitFor(/waooaw-backend +2 +2/);
    type('s');
    await waitFor(/How many tasks/);
    type('6');
    await waitFor(/\[ ?6/);
    type(enter);
    await waitFor(/MinCapacity +2 → 6/);
    type('c');
    await waitFor(armed('6'));
    type(escapeKey);
    await waitFor(/nothing was written/);
    type(escapeKey);
    await waitFor(/How many tasks/);
    type(escapeKey);
    await waitFor(/waooaw-backend +2 +2 +0 +2–10/);
  }, 60_000);

  it('draws exactly one screen: as high as the terminal, never scrolling it, without erasing it while it runs', async () => {
    const { waitFor, output } = open();
    await waitFor(/waooaw-backend +2 +2/);
    const before = output().length;
    const seen = await waitFor(/waooaw-backend[\s\S]*MinCapacity/);
    expect(seen.split('\n')).toHaveLength(rows);
    await waitFor(/q quit/);
    expect(output().slice(before)).not.toMatch(/\u001b\[[23]J/);
  }, 60_000);
});
