import { setTimeout } from 'node:timers/promises';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { outsideAllowList } from '../support/hostile-bytes.ts';
import { freshStateDir } from '../support/simulated.ts';
import { openTerminal, type TestTerminal } from '../support/terminal.ts';
import { terminals } from '../support/terminals.ts';
import { cases, measured, seed } from './figures.ts';
import { reach } from './screens-to-die-on.ts';

const { demo, onSimulated, endLater } = terminals();

const sizes: readonly (readonly [number, number])[] = [
  [20, 5],
  [1, 1],
  [2, 1],
  [1, 50],
  [300, 1],
  [59, 15],
  [60, 14],
  [60, 15],
  [80, 24],
  [120, 40],
  [300, 100],
];

/** As many sizes as asked for, the same ones for the same seed. */
const storm = (length: number): readonly (readonly [number, number])[] =>
  fc.sample(
    fc.oneof(fc.constantFrom(...sizes), fc.tuple(fc.integer({ min: 1, max: 300 }), fc.integer({ min: 1, max: 100 }))),
    {
      seed,
      numRuns: length,
    },
  );

/** 200 sizes a second, and in the end the one from before. */
async function weather(program: TestTerminal, sizes: readonly (readonly [number, number])[]): Promise<void> {
  for (const [columns, rows] of sizes) {
    program.resize(columns, rows);
    await setTimeout(5);
  }
  program.resize(100, 30);
}

/** What was asked for is drawn, and the next tick of the clock is not due yet. */
async function untilSilent({ output, drawn, waitFor }: TestTerminal): Promise<void> {
  await waitFor(/headroom +SIMULATED[\s\S]*WRITES ARMED[\s\S]*waooaw-backend/, 90_000);
  for (let length = -1; length !== output().length; ) {
    length = output().length;
    await setTimeout(250);
    await drawn();
  }
}

/** The letters of a screen above its last row: its numbers, charts and ages go on meanwhile. */
const letters = (screen: string): string =>
  screen.slice(0, screen.lastIndexOf('\n')).replaceAll(/[\d\s.,:▁-█–┄─│╭╮╰╯┤┼]|UTC|ago/g, '');

describe('S7: the size of the terminal', () => {
  let resized = 0;

  it.concurrent.each(['the dashboard', 'the wizard', 'the plan', 'the confirmation'])(
    'S7: a storm of sizes on %s ends in the right screen, with nothing else written',
    async name => {
      const program = demo();
      await reach(name, program);
      const tries: { left: string; anew: string }[] = [];
      // A machine that is busy with the storm may have stood still, and says so on one of the two screens: once more then.
      for (const length of [cases(60, 600), 30, 30]) {
        await weather(program, storm(length));
        resized += length;
        await untilSilent(program);
        const left = letters(program.screen());
        // Drawn anew from nothing it must be the same: the storm has left no traces in it.
        program.signal('SIGCONT');
        await untilSilent(program);
        tries.push({ left, anew: letters(program.screen()) });
        if (left === tries.at(-1)?.anew) break;
      }
      expect(tries.at(-1)?.left).toBe(tries.at(-1)?.anew);
      expect(tries.at(-1)?.left).toMatch(/headroom.*SIMULATED.*waooaw-backend/);
      program.signal('SIGTERM');
      expect(await program.ended()).toEqual({ status: 143, sameModes: true, leftOn: [] });
      expect(program.output()).not.toContain('kept from the terminal');
    },
    240_000,
  );

  it.concurrent('S7: nothing can be confirmed in a terminal that is too small to show it', async () => {
    const { program, simulated } = await onSimulated();
    await reach('the confirmation', program);
    program.resize(59, 15);
    await program.waitFor(/This terminal is 59 x 15/);
    for (const key of ['6', '\r']) program.type(key);
    program.resize(100, 30);
    await program.waitFor(/waooaw-backend/);
    expect(program.screen()).not.toMatch(/▸ 6/);
    expect(await simulated.writes()).toEqual([]);
  }, 60_000);

  it.concurrent('S7: a terminal that says 0 x 0 is drawn on as one of 80 x 24, and asked nothing', async () => {
    const program = openTerminal(['demo', '--state-dir', freshStateDir()], {
      columns: 80,
      rows: 24,
      script: 'stty cols 0 rows 0; exec "$@"',
    });
    endLater(() => program.kill());
    await reach('the dashboard', program);
    program.type('q');
    expect(await program.exit).toEqual({ exitCode: 0, signal: undefined });
    expect(outsideOurs(program.output())).toEqual([]);
  }, 60_000);

  afterAll(() => {
    measured(
      'G22',
      `${resized} sizes from 1 x 1 to 300 x 100 and 0 x 0, ${environments.length} environments: 0 crashes, nothing confirmed while cut off`,
    );
  });
});

interface Environment {
  readonly name: string;
  readonly before?: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly args?: readonly string[];
  readonly draws: boolean;
  readonly plain?: true;
  readonly ascii?: true;
}

const environments: readonly Environment[] = [
  { name: 'S9: TERM=dumb', env: { TERM: 'dumb' }, draws: false },
  { name: 'S9: no TERM', before: 'unset TERM;', draws: false },
  { name: 'S9: NO_COLOR=1', env: { NO_COLOR: '1' }, draws: true, plain: true },
  { name: 'S9: --no-color', args: ['--no-color'], draws: true, plain: true },
  { name: 'S9: CI=1', env: { CI: '1' }, draws: true },
  { name: 'S9: CI=true and NO_COLOR', env: { CI: 'true', NO_COLOR: '1' }, draws: true, plain: true },
  { name: 'S9: TERM=vt100', env: { TERM: 'vt100' }, draws: true },
  { name: 'S9: TERM=linux', env: { TERM: 'linux' }, draws: true },
  { name: 'S9: TERM=screen', env: { TERM: 'screen' }, draws: true },
  { name: 'S9: a screen reader', env: { INK_SCREEN_READER: 'true' }, draws: true },
  { name: 'S10: LC_ALL=C', env: { LC_ALL: 'C' }, draws: true, ascii: true },
  { name: 'S10: LC_ALL=POSIX over LANG=C.UTF-8', env: { LC_ALL: 'POSIX', LANG: 'C.UTF-8' }, draws: true, ascii: true },
  { name: 'S10: LANG=de_DE.ISO-8859-1', env: { LANG: 'de_DE.ISO-8859-1' }, draws: true, ascii: true },
  { name: 'S10: LC_ALL=C and NO_COLOR', env: { LC_ALL: 'C', NO_COLOR: '1' }, draws: true, ascii: true, plain: true },
  { name: 'S10: no locale at all', before: 'unset LANG LC_ALL LC_CTYPE;', draws: true },
];

/** Without what only we may write. */
const outsideOurs = (output: string): readonly string[] =>
  outsideAllowList(
    output
      .replaceAll('\r\n', '\n')
      .replaceAll(/\u001b\[\?(?:9|100[0-6]|101[56])l/g, '')
      .replaceAll('\u001b[=0u\u001b[>4;0m', ''),
  );

describe.concurrent('S9, S10: the surroundings', () => {
  it.concurrent.each(environments)(
    '$name',
    async ({ name }) => {
      const {
        before = '',
        env = {},
        args = [],
        draws,
        plain,
        ascii,
      } = environments.find(each => each.name === name) as Environment;
      const program = openTerminal(['demo', '--state-dir', freshStateDir(), ...args], {
        columns: 100,
        rows: 30,
        env,
        script: `${before} "$@"; echo "<status $?>"`,
      });
      endLater(() => program.kill());
      if (draws) {
        await program.waitFor(/SIMULATED[\s\S]*waooaw-backend +2 +2[\s\S]*q quit/);
        const table = program.screen();
        program.type('?');
        // The last row is drawn last.
        await program.waitFor(/Keys of this screen[\s\S]*esc close/);
        program.type('\u001b');
        await program.waitFor(/waooaw-backend +2 +2[\s\S]*q quit/);
        program.type('q');
        await program.waitFor(/<status 0>/);
        // Each row of the table begins its columns where the head does.
        const rows = table.split('\n').filter(row => /^.. ? waooaw-(backend|agent) +\d/.test(row));
        expect(new Set(rows.map(row => /\d/.exec(row)?.index)).size).toBe(1);
      } else {
        await program.waitFor(/can draw a full screen[\s\S]*Use headroom status[\s\S]*<status 2>/);
      }
      const written = program.output();
      expect(outsideOurs(written)).toEqual([]);
      if (!draws) expect(written).not.toContain('\u001b');
      if (plain) expect(written.replaceAll('\u001b[0m', '')).not.toMatch(/\u001b\[[\d;]*m/);
      if (ascii) expect(written).toMatch(/^[\r\n\u001b -~]*$/);
      expect(written).not.toContain('kept from the terminal');
    },
    60_000,
  );

  it.concurrent.each([
    ['stdin is no terminal', '"$@" < /dev/null'],
    ['stdout is no terminal', '"$@" > /dev/null'],
    ['nothing is', '"$@" < /dev/null 2>&1 | cat'],
  ])(
    'S8: where %s, the dashboard says what to use instead, with exit code 2',
    async (_, script) => {
      const program = openTerminal(['demo', '--state-dir', freshStateDir()], {
        columns: 100,
        rows: 30,
        script: `${script.replace('"$@"', '( "$@"; echo "<status $?>" >&2 )')}`,
      });
      endLater(() => program.kill());
      await program.waitFor(/<status 2>/);
      expect(program.output()).toMatch(/The dashboard needs a terminal[\s\S]*headroom status/);
      expect(program.output()).not.toContain('\u001b');
    },
    60_000,
  );
});
