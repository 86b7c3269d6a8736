import { chmodSync, mkdirSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openJournal } from '../../src/journal/journal.ts';
import { newRunId } from '../../src/journal/run-id.ts';
import { headlessAccount, headroom, scaleTo } from '../support/headless.ts';
import { tempDir } from '../support/temp-dir.ts';
import { measured } from './figures.ts';

/** Every file and directory below, with what others may do with it. */
const openToOthers = (directory: string): readonly string[] =>
  ['', ...readdirSync(directory, { recursive: true, encoding: 'utf8' })]
    .map(name => join(directory, name))
    .filter(path => (statSync(path).mode & 0o077) !== 0);

describe('G24: under umask 000', () => {
  let before = 0;
  beforeAll(() => {
    before = process.umask(0);
  });
  afterAll(() => {
    process.umask(before);
  });

  it('R4: every file and directory that a command makes is for its owner alone', { timeout: 60_000 }, async () => {
    const { simulator } = await headlessAccount();
    const root = tempDir();
    const stateDir = join(root, 'some', 'where', 'state');
    const flags = ['--endpoint', simulator.url, '--state-dir', stateDir];
    const plan = join(root, 'plan.json');
    expect((await headroom(['plan', ...scaleTo('4'), '--out', plan, ...flags])).exitCode).toBe(0);
    expect((await headroom(['run', plan, '--confirm', '4', '--no-hold', ...flags])).exitCode).toBe(0);
    await headroom(['undo', 'last', '--confirm', '2', '--confirm', 'waooaw-backend', '--no-hold', ...flags]);
    await headroom(['history', 'last', '--json', ...flags]);
    expect(readdirSync(join(stateDir, 'runs'))).toHaveLength(2);
    expect(openToOthers(root)).toEqual([]);
    measured('G24', 'plan, journals and every directory made for them: all 0600 and 0700 under umask 000');
  });

  it('R4: a directory of runs that others can read is closed to them before anything is put there', () => {
    const stateDir = tempDir();
    mkdirSync(join(stateDir, 'runs'));
    chmodSync(join(stateDir, 'runs'), 0o777);
    openJournal(
      stateDir,
      newRunId(0, () => 0.5),
    ).close();
    expect(openToOthers(stateDir)).toEqual([]);
  });
});
