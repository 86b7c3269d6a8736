import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Whether the suites run in full (`npm run test:faults`) or as the short slice inside `npm test`. */
export const inFull = process.env['HEADROOM_FAULTS'] === 'full';

/** `full` cases when the suites run in full, `slice` inside `npm test`. */
export const cases = (slice: number, full: number): number => (inFull ? full : slice);

/** The seed of everything random in these suites; a red one is given again with HEADROOM_SEED. */
export const seed = Number(process.env['HEADROOM_SEED'] ?? 20_261_123);

export interface Figure {
  /** `G1` */
  readonly guarantee: string;
  /** What came out, in one line: "3,120 points, 0 lost, 0 doubled, 0 unexplained". */
  readonly measured: string;
  readonly seed: number;
  readonly commit: string;
}

const directory = join(import.meta.dirname, 'figures');

/**
 * Keeps what a full run measured; the slice proves nothing about the target and keeps nothing.
 *
 * @param part which part of the guarantee this suite measures, where several do.
 */
export function measured(guarantee: string, words: string, part?: string): void {
  if (!inFull) return;
  const commit = execFileSync('git', ['rev-parse', '--short', 'HEAD'], { encoding: 'utf8' }).trim();
  mkdirSync(directory, { recursive: true });
  const figure: Figure = { guarantee, measured: words, seed, commit };
  writeFileSync(
    join(directory, `${guarantee}${part === undefined ? '' : `-${part}`}.json`),
    `${JSON.stringify(figure, null, 2)}\n`,
  );
}

export const figures = (): readonly Figure[] =>
  readdirSync(directory)
    .filter(name => name.endsWith('.json'))
    .toSorted()
    .map((name): Figure => JSON.parse(readFileSync(join(directory, name), 'utf8')));
