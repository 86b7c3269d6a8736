import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { freshStateDir } from '../support/simulated.ts';
import { openWatched, type WatchedTerminal } from '../support/watched-terminal.ts';
import { cases, measured } from './figures.ts';
import { type ReachableScreen, screens, stateWithOneRun } from './screens-to-die-on.ts';
import { type WayToEnd, waysToEnd } from './ways-to-end.ts';

const preload = join(import.meta.dirname, '../support/die-on-request.mjs');

let recorded: string;
beforeAll(async () => {
  recorded = await stateWithOneRun();
});

/** The program, with a run in its history, on its way to the screen. */
function open({ death = '', nodeOptions = [] }: Partial<WayToEnd> = {}): WatchedTerminal {
  const stateDir = freshStateDir();
  cpSync(recorded, stateDir, { recursive: true });
  return openWatched(['demo', '--speed', '20', '--state-dir', stateDir], {
    columns: 100,
    rows: 30,
    env: { HEADROOM_TEST_DEATH: death },
    nodeOptions: [...nodeOptions, '--import', preload],
  });
}

const all = waysToEnd.flatMap(way => screens.map(screen => ({ ...way, ...screen })));
/** A few inside `npm test`: each way in turn, on another screen. */
const chosen = all.filter((_, index) => index % Math.ceil(all.length / cases(6, all.length)) === 0);

describe('G18: the terminal is given back', () => {
  let given = 0;

  it.concurrent.each(chosen)(
    'after $way on $screen',
    async ({ way, screen }) => {
      // Found again by name: a table of functions does not print.
      const { end, status, says, sudden } = waysToEnd.find(each => each.way === way) as WayToEnd;
      const { reach, running } = screens.find(each => each.screen === screen) as ReachableScreen;
      const terminal = open(waysToEnd.find(each => each.way === way));
      await reach(terminal);
      await end(terminal);
      expect(await terminal.ended()).toEqual({ status, sameModes: true, leftOn: [] });
      const [, afterwards = ''] = terminal.output().split(/\u001b\[\?1049l(?![\s\S]*\u001b\[\?1049l)/);
      if (says !== undefined) expect(afterwards).toMatch(says);
      if (running && sudden)
        expect(afterwards).toMatch(/Run \S+ was under way on a simulated AWS[\s\S]*headroom history/);
      expect(terminal.output()).not.toContain('kept from the terminal');
      given += 1;
    },
    60_000,
  );

  afterAll(() => {
    measured(
      'G18',
      `${given} of ${all.length}: ${waysToEnd.length} ways to end x ${screens.length} screens, modes and bytes as before`,
    );
  });
});
