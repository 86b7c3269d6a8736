import * as fs from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { reopenJournal } from '../../src/journal/journal.ts';
import { JournalError } from '../../src/journal/journal-error.ts';
import { type JournalContents, readJournal } from '../../src/journal/read.ts';
import { goldenDir, goldenIds } from '../journal/golden/journals.ts';
import { cases, inFull, measured } from './figures.ts';
import { memoryDir } from './support/memory-dir.ts';

const ids = Object.values(goldenIds).slice(0, cases(1, 5));
/** In the slice only every so many bytes; any number that is not a divisor of the lines' lengths will do. */
const stride = cases(17, 1);

interface Golden {
  readonly bytes: Buffer;
  readonly events: JournalContents['events'];
  /** Where each line ends, its line feed included. */
  readonly ends: readonly number[];
  readonly path: string;
  readonly stateDir: string;
}

function golden(runId: string): Golden {
  const source = join(goldenDir, 'runs', `${runId}.jsonl`);
  const bytes = fs.readFileSync(source);
  const stateDir = memoryDir();
  fs.mkdirSync(join(stateDir, 'runs'), { mode: 0o700 });
  const ends = [...bytes.entries()].flatMap(([index, byte]) => (byte === 0x0a ? [index + 1] : []));
  return { bytes, ends, stateDir, events: readJournal(source).events, path: join(stateDir, 'runs', `${runId}.jsonl`) };
}

/** Opens it to be continued, and closes it; what it holds afterwards, or why it cannot be. */
function continued(stateDir: string, runId: string): number | JournalError {
  try {
    const journal = reopenJournal(stateDir, runId);
    journal.close();
    return journal.events.length;
  } catch (error) {
    if (error instanceof JournalError) return error;
    throw error;
  }
}

describe('a journal that a disk has damaged', () => {
  it('G3, J5: cut off at any byte is continued after its last whole record', () => {
    let cuts = 0;
    for (const runId of ids) {
      const { bytes, ends, events, path, stateDir } = golden(runId);
      for (let length = 0; length <= bytes.length; length += stride) {
        fs.writeFileSync(path, bytes.subarray(0, length));
        const whole = ends.filter(end => end <= length).length;
        const contents = readJournal(path);
        expect(contents.events.length, `${runId} cut at ${length}`).toBe(whole);
        const isWhole = length === 0 ? false : ends.includes(length);
        expect(contents.state, `${runId} cut at ${length}`).toBe(isWhole ? 'complete' : 'torn-tail');
        expect(continued(stateDir, runId), `${runId} cut at ${length}`).toBe(whole);
        expect(fs.statSync(path).size, `${runId} cut at ${length}`).toBe(ends[whole - 1] ?? 0);
        cuts += 1;
      }
      expect(events.length).toBe(ends.length);
    }
    expect(cuts).toBeGreaterThan(cases(100, 10_000));
    if (inFull)
      measured(
        'G3',
        `${cuts} cuts and ${flipped()} flipped bytes of ${ids.length} journals: each of its right class, 0 crashes`,
      );
  }, 900_000);

  it('G3, J6: with any byte flipped is never continued beyond it, and never at all where something followed', () => {
    expect(flipped()).toBeGreaterThan(cases(100, 10_000));
  }, 900_000);
});

let flips: number | undefined;

/** Flips every byte of every journal, once; how many there were. */
function flipped(): number {
  if (flips !== undefined) return flips;
  flips = 0;
  for (const runId of ids) {
    const { bytes, ends, path, stateDir } = golden(runId);
    const lastStart = ends.at(-2) ?? 0;
    for (let index = 0; index < bytes.length; index += stride) {
      const damaged = Buffer.from(bytes);
      damaged[index] = (damaged[index] ?? 0) ^ (1 << (index % 8));
      fs.writeFileSync(path, damaged);
      const words = `${runId} flipped at ${index}`;
      const before = ends.filter(end => end <= index).length;
      const outcome = continued(stateDir, runId);
      if (index < lastStart) {
        expect(outcome, words).toBeInstanceOf(JournalError);
        // What is only looked at stays as it is.
        expect(fs.readFileSync(path).equals(damaged), words).toBe(true);
      } else if (typeof outcome === 'number') expect(outcome, words).toBe(before);
      flips += 1;
    }
  }
  return flips;
}
