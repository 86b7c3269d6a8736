import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { App } from '../../src/screens/app.tsx';
import { cellsOf } from '../process/cell-oracle.ts';
import { drawOnCells } from '../support/cell-screen.tsx';
import { Terminal } from '../support/emulator.ts';
import { drawOn, fakeSession, StandingClock } from '../support/screen.tsx';
import { agent, backend, pictureSnapshot, pictureTime } from '../support/ui-snapshots.ts';
import { cases, measured, seed } from './figures.ts';

const size = fc.tuple(fc.integer({ min: 20, max: 300 }), fc.integer({ min: 5, max: 100 }));

/** Something that happens between two looks at the screen. */
const happening = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant('resize' as const),
      sizes: fc.array(size, { minLength: 1, maxLength: 6 }),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant('key' as const),
      key: fc.constantFrom('j', 'k', '?', '/', 't', 'tab', 'a', 's'),
    }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('tick' as const) }) },
  {
    weight: 1,
    arbitrary: fc.record({ kind: fc.constant('data' as const), desiredCount: fc.integer({ min: 1, max: 40 }) }),
  },
);

describe('S7: the screen, whatever its size', () => {
  it('S7: is cell by cell what a render without any shortcut draws, after any storm of sizes, keys, ticks and data', async () => {
    let looks = 0;
    for (const story of fc.sample(fc.array(happening, { minLength: 4, maxLength: 8 }), {
      seed,
      numRuns: cases(6, 150),
    })) {
      const session = fakeSession({ snapshot: pictureSnapshot() }, { clock: new StandingClock(pictureTime) });
      const cells = await drawOnCells(<App />, { width: 80, height: 24, session });
      // Ink's own whole frames, of the same session, with no cells and no increments between.
      const plain = drawOn(<App />, { width: 80, height: 24, session });
      for (const event of story) {
        switch (event.kind) {
          case 'resize':
            for (const [columns, rows] of event.sizes) {
              cells.resize(columns, rows);
              plain.resize(columns, rows);
            }
            break;
          case 'key':
            cells.press(event.key);
            plain.press(event.key);
            break;
          case 'tick':
            session.clock.advance(1000);
            break;
          case 'data':
            session.store.update(state => ({
              ...state,
              snapshot: pictureSnapshot([backend({ desiredCount: event.desiredCount }), agent()]),
            }));
        }
        await cells.drawn();
        // In Ink's debug mode a frame is written as soon as it is committed.
        await new Promise(resolve => setImmediate(resolve));
        const { cols, rows } = cells.emulator;
        const expected = new Terminal({ cols, rows, scrollback: 0, allowProposedApi: true, convertEol: true });
        await new Promise<void>(resolve => expected.write(plain.raw(), resolve));
        expect({ event, cells: cellsOf(cells.emulator) }).toEqual({ event, cells: cellsOf(expected) });
        expected.dispose();
        looks += 1;
      }
    }
    measured(
      'G22',
      `${looks} screens from 20x5 to 300x100, each cell as an unoptimised render draws it, 0 differ`,
      'any-size',
    );
  }, 900_000);
});
