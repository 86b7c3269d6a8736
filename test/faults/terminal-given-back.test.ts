import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { terminals } from '../support/terminals.ts';
import { guardianOf } from '../support/watched-terminal.ts';
import { cases, measured } from './figures.ts';
import { type ReachableScreen, screens, stateCopiedFrom, stateWithOneRun } from './screens-to-die-on.ts';
import { type WayToEnd, waysToEnd } from './ways-to-end.ts';

const { demo } = terminals();

let recorded: string;
beforeAll(async () => {
  recorded = await stateWithOneRun();
});

const all = waysToEnd.flatMap(way => screens.map(screen => ({ ...way, ...screen })));
/** A few inside `npm test`: each way in turn, on another screen. */
const chosen = all.filter((_, index) => index % Math.ceil(all.length / cases(6, all.length)) === 0);

describe('G18: the terminal is given back', () => {
  let given = 0;

  it.concurrent.each(chosen)(
    'after $way on $screen',
    async ({ way, screen }) => {
      // Found again by name: a table of functions does not print.
      const ending = waysToEnd.find(each => each.way === way) as WayToEnd;
      const { end, status, says, sudden, started, death = '', nodeOptions = [] } = ending;
      const { reach, running } = screens.find(each => each.screen === screen) as ReachableScreen;
      const terminal = demo({ stateDir: stateCopiedFrom(recorded), death, nodeOptions });
      await reach(terminal);
      // What nobody hears of is the guardian's, which is there a few milliseconds after the first frame.
      if (sudden || started) await guardianOf(terminal);
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
