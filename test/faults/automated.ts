import { globSync, readFileSync } from 'node:fs';

/** At the beginning of a name, in a test or in a row of a table of tests. */
const ids = /['"`]((?:[A-Z]\d+, )*[A-Z]\d+): /g;

/** The files that have a test for each row of the catalogue, by the ids that the tests' names begin with. */
export function automatedIn(root: string): ReadonlyMap<string, readonly string[]> {
  const files = new Map<string, readonly string[]>();
  for (const path of globSync('test/**/*.test.{ts,tsx}', { cwd: root }).toSorted()) {
    const source = readFileSync(`${root}/${path}`, 'utf8');
    const found = new Set([...source.matchAll(ids)].flatMap(([, list = '']) => list.split(', ')));
    for (const id of found) files.set(id, [...(files.get(id) ?? []), path]);
  }
  return files;
}
