import type { DemoOptions } from './demo.ts';
import { globalFlags } from './global-flags.ts';
import type { Flags } from './io.ts';
import { factor, seed } from './numbers.ts';

/** A command line that opens the dashboard, as commander would have read it. */
export type Opening =
  | { readonly verb: 'dash'; readonly options: Flags }
  | { readonly verb: 'demo'; readonly options: DemoOptions };

/** What a demo is unless it is told otherwise. */
export const usualDemo = { seed: 1, scenario: 'campaign' } as const;

/**
 * Reads a command line without commander, whose program would be loaded before the first frame for nothing. It knows the
 * plain ways to open the dashboard and leaves everything else, and every mistake, to commander.
 */
export function openingOf(argv: readonly string[]): Opening | undefined {
  const read: Record<string, string | number | boolean> = { color: true };
  let verb: Opening['verb'] | undefined;
  for (let at = 0; at < argv.length; at += 1) {
    const word = argv[at] ?? '';
    if (verb === undefined && (word === 'dash' || word === 'demo')) {
      verb = word;
      continue;
    }
    const reader = readers.get(word) ?? (verb === 'demo' ? demoReaders.get(word) : undefined);
    if (reader === undefined) return undefined;
    if (reader.value === undefined) {
      read[reader.name] = !reader.isNegated;
      continue;
    }
    at += 1;
    const raw = argv[at] ?? '';
    const value = raw === '' || raw.startsWith('-') ? undefined : reader.value(raw);
    if (value === undefined) return undefined;
    read[reader.name] = value;
  }
  // Neither can be drawn; commander's way says so.
  if (read['plain'] === true || read['json'] === true) return undefined;
  // The readers have put nothing else into it than what the flags of these names are.
  if (verb === 'demo') return { verb, options: { ...usualDemo, ...read } as DemoOptions };
  return { verb: 'dash', options: read as Flags };
}

interface Reader {
  /** As a handler knows it: `stateDir` for `--state-dir`, `color` for `--no-color`. */
  readonly name: string;
  readonly isNegated: boolean;
  /** What a typed value means; undefined for a flag without one. */
  readonly value: ((raw: string) => string | number | undefined) | undefined;
}

const readers = new Map(
  globalFlags.map(([flag, , number]): [string, Reader] => {
    const [word = '', placeholder] = flag.split(' ');
    const isNegated = word.startsWith('--no-');
    const name = word.slice(isNegated ? 5 : 2).replace(/-([a-z])/g, (_, letter: string) => letter.toUpperCase());
    return [word, { name, isNegated, value: placeholder === undefined ? undefined : (number?.read ?? (raw => raw)) }];
  }),
);

const demoReaders = new Map<string, Reader>([
  ['--seed', { name: 'seed', isNegated: false, value: seed.read }],
  ['--speed', { name: 'speed', isNegated: false, value: factor.read }],
  ['--scenario', { name: 'scenario', isNegated: false, value: raw => raw }],
]);
