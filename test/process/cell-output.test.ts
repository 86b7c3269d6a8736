import { EventEmitter } from 'node:events';
import { describe, expect, it } from 'vitest';
import { createCellOutput } from '../../src/process/cell-output.ts';
import { RandomStream } from '../../src/sim/world/rng.ts';
import { cases, seed } from '../faults/figures.ts';
import { cellsOf, openOracle } from './cell-oracle.ts';

const enter = '\u001b[?1049h';
const frame = (text: string): string => `\u001b[?2026h\u001b[H${text}\u001b[?2026l`;

describe('what reaches the terminal', () => {
  it('is nothing when nothing changed', async () => {
    const oracle = openOracle(40, 5);
    await oracle.write(enter + frame('one\ntwo\nthree'));
    const before = oracle.cells.writes.length;
    await oracle.write(frame('one\ntwo\nthree'));
    expect(oracle.cells.writes.length).toBe(before);
  });

  it('is one write for a frame, and one cell for a digit', async () => {
    const oracle = openOracle(40, 5);
    await oracle.write(enter + frame('12:00:00\n\u001b[1mCPU\u001b[22m 41 %'));
    const before = oracle.cells.writes.length;
    await oracle.write(frame('12:00:01\n\u001b[1mCPU\u001b[22m 41 %'));
    const after = oracle.cells.writes.slice(before);
    expect(after).toHaveLength(1);
    expect(after[0]?.length).toBeLessThanOrEqual(8);
    expect(oracle.cells.emulator.buffer.active.getLine(0)?.translateToString(true)).toBe('12:00:01');
  });

  it('erases nothing after the start, but the rest of a line that became blank', async () => {
    const oracle = openOracle(40, 5);
    await oracle.write(enter + frame(`${'x'.repeat(40)}\ntwo`));
    const before = oracle.cells.writes.length;
    await oracle.write(frame(`\u001b[2Kshort\n\u001b[2Ktwo`));
    expect(oracle.cells.writes.slice(before).join('')).not.toMatch(/\u001b\[\d*J|\u001b\[[12]K/);
    expect(cellsOf(oracle.cells.emulator)).toEqual(cellsOf(oracle.plain));
  });

  it('passes as it is outside of the full screen, and again after it', async () => {
    const oracle = openOracle(40, 5);
    await oracle.write('before\n');
    await oracle.write(`${enter}${frame('inside')}\u001b[?25h\u001b[?1049lafter\n`);
    expect(oracle.cells.writes[0]).toBe('before\n');
    expect(oracle.cells.writes.at(-1)).toBe('after\n');
    expect(cellsOf(oracle.cells.emulator)).toEqual(cellsOf(oracle.plain));
  });

  it('lets the clipboard through, after what was drawn before it', async () => {
    const oracle = openOracle(40, 5);
    await oracle.write(enter);
    await oracle.write('\u001b[Hdrawn\u001b]52;c;aGk=\u0007');
    expect(oracle.cells.writes.slice(-2)).toEqual(['drawn', '\u001b]52;c;aGk=\u0007']);
  });

  it('draws all of it again after it was told to forget', async () => {
    const oracle = openOracle(40, 5);
    await oracle.write(enter + frame('one\ntwo'));
    oracle.cells.emulator.write('\u001b[Hrubbish from elsewhere');
    oracle.output.forget();
    await oracle.write('');
    expect(cellsOf(oracle.cells.emulator)).toEqual(cellsOf(oracle.plain));
  });
});

describe('the screen is the one that a terminal would show', () => {
  const words = ['a', 'waooaw-backend', '84 %', '▁▂▃▅█', '→', '✓', 'é', 'ä', '  ', '─────', 'x\u0301'];
  // Backgrounds are drawn below: what a scroll fills a new line with differs from terminal to terminal.
  const looks = ['0', '', '1', '2', '22', '3', '23', '4', '24', '7', '27', '31', '39', '92', '1;31', '38;5;99'];

  it('after any writes, at any size', async () => {
    const random = new RandomStream(seed);
    const pick = <T>(from: readonly T[]): T => from[random.below(from.length)] ?? (from[0] as T);
    for (let round = 0; round < cases(60, 2000); round += 1) {
      const columns = 5 + random.below(60);
      const rows = 2 + random.below(20);
      const oracle = openOracle(columns, rows);
      await oracle.write(enter);
      for (let step = 0; step < 12; step += 1) {
        let text = '';
        for (let piece = 0; piece < 1 + random.below(12); piece += 1) {
          text += pick([
            () => pick(words),
            () => pick(words).repeat(1 + random.below(6)),
            () => `\u001b[${pick(looks)}m`,
            // Where it fits: terminals differ in what becomes of half a wide letter at the edge.
            () => `\u001b[${1 + random.below(columns - 3)}G漢`,
            () => '\n',
            () => '\r',
            () => `\u001b[${1 + random.below(rows)};${1 + random.below(columns)}H`,
            () => `\u001b[${1 + random.below(5)}${pick(['A', 'B', 'C', 'D', 'E', 'F'])}`,
            () => `\u001b[${1 + random.below(columns)}G`,
          ])();
        }
        // Erasing takes the background with it on some terminals and not on others; Ink erases in the plain style only.
        if (random.below(3) === 0) text += `\u001b[0m${pick(['\u001b[K', '\u001b[1K', '\u001b[2K', '\u001b[J'])}`;
        await oracle.write(random.below(2) === 0 ? `\u001b[?2026h${text}\u001b[?2026l` : text);
        expect({ round, step, text, cells: cellsOf(oracle.cells.emulator) }).toEqual({
          round,
          step,
          text,
          cells: cellsOf(oracle.plain),
        });
      }
    }
  }, 180_000);

  it('with backgrounds', async () => {
    const oracle = openOracle(20, 3);
    await oracle.write(enter + frame('\u001b[44mblue\u001b[49m plain \u001b[48;5;3;1mbold\u001b[0m'));
    await oracle.write(frame('\u001b[41mred\u001b[44mx\u001b[49m'));
    expect(cellsOf(oracle.cells.emulator)).toEqual(cellsOf(oracle.plain));
  });

  it('after a storm of resizes', async () => {
    const random = new RandomStream(seed);
    const oracle = openOracle(80, 24);
    await oracle.write(enter + frame('start'));
    for (let round = 0; round < cases(40, 1000); round += 1) {
      for (let storm = 0; storm < 1 + random.below(6); storm += 1) {
        oracle.resize(1 + random.below(120), 1 + random.below(50));
      }
      const { cols, rows } = oracle.plain;
      const lines = Array.from({ length: rows }, (_, row) =>
        `${row} `.padEnd(cols, '·漢 ').slice(0, Math.max(1, cols / 2)),
      );
      oracle.plain.write('\u001b[H\u001b[2J');
      await oracle.write(frame(`\u001b[J${lines.join('\n')}`));
      expect({ round, cols, rows, cells: cellsOf(oracle.cells.emulator) }).toEqual({
        round,
        cols,
        rows,
        cells: cellsOf(oracle.plain),
      });
    }
  });

  it('beside a cluster that terminals draw in different widths', async () => {
    const oracle = openOracle(40, 2);
    await oracle.write(enter + frame('👩‍👩‍👧 family|end'));
    // Whatever the terminal did with the cluster, what follows stands in its own column.
    expect(oracle.cells.writes.join('')).toMatch(/👧(\u001b\[[\d;]*[HGC]|\r\u001b\[\d*C) ?family/);
  });
});

describe('a slow link', () => {
  it('holds frames of data back until it has had its time, and never the echo of a key', async () => {
    let nowMs = 0;
    let writeMs = 200;
    const waiting: { atMs: number; what: () => void }[] = [];
    const sent: string[] = [];
    const tty = Object.assign(new EventEmitter(), {
      columns: 20,
      rows: 2,
      write(data: string) {
        sent.push(data);
        nowMs += writeMs;
      },
    });
    const { stdout, expedite } = createCellOutput(tty, {
      pace: { now: () => nowMs, later: (ms, what) => waiting.push({ atMs: nowMs + ms, what }) },
    });
    const draw = async (text: string): Promise<void> => {
      stdout.write(frame(text));
      await Promise.resolve();
    };
    await draw(`${enter}first`);
    const before = sent.length;
    await draw('second');
    await draw('third');
    expect(sent.length).toBe(before);
    expedite();
    writeMs = 1;
    await draw('key');
    expect(sent.at(-1)).toContain('key');
  });
});
