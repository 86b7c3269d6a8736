import { chmodSync, chownSync, existsSync, mkdirSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { runProgram } from '../support/program.ts';
import { tempDir } from '../support/temp-dir.ts';

/** A command that loads something, with a home of its own. */
const run = (env: Readonly<Record<string, string>>) => runProgram(['procedures'], env);

it('is kept below the home, for its owner alone, and filled by the end of a command', async () => {
  const home = tempDir();
  expect(await run({ HOME: home })).toMatchObject({ exitCode: 0, stderr: '' });
  const cache = join(home, '.cache', 'headroom');
  expect(statSync(cache).mode & 0o777).toBe(0o700);
  const [version = ''] = readdirSync(cache);
  expect(readdirSync(join(cache, version)).length).toBeGreaterThan(0);
});

it('is where XDG_CACHE_HOME says, unless that is relative', async () => {
  const home = tempDir();
  const elsewhere = join(tempDir(), 'cache');
  await run({ HOME: home, XDG_CACHE_HOME: elsewhere });
  expect(existsSync(join(elsewhere, 'headroom'))).toBe(true);
  expect(readdirSync(home)).toEqual([]);
  await run({ HOME: home, XDG_CACHE_HOME: 'cache' });
  expect(existsSync(join(home, '.cache', 'headroom'))).toBe(true);
});

it('makes no home, and says nothing where it cannot be', async () => {
  const nowhere = join(tempDir(), 'nobody');
  expect(await run({ HOME: nowhere })).toMatchObject({ exitCode: 0, stderr: '' });
  expect(existsSync(nowhere)).toBe(false);
  const file = join(tempDir(), 'file');
  expect(await run({ XDG_CACHE_HOME: join('/dev/null', file) })).toMatchObject({ exitCode: 0, stderr: '' });
});

it('is not taken from a directory that others can write into: what lies there is run', async () => {
  const home = tempDir();
  const cache = join(home, '.cache', 'headroom');
  mkdirSync(cache, { recursive: true });
  chmodSync(cache, 0o770);
  await run({ HOME: home });
  expect(readdirSync(cache)).toEqual([]);
});

it.runIf(process.geteuid?.() === 0)("leaves nothing of root's in the home of somebody else", async () => {
  const home = tempDir();
  chownSync(home, 12_345, 12_345);
  expect(await run({ HOME: home })).toMatchObject({ exitCode: 0, stderr: '' });
  expect(readdirSync(home)).toEqual([]);
});
