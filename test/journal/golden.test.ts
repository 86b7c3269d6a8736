import * as fs from 'node:fs';
import { join } from 'node:path';
import { crc32 } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { whyNotResumable } from '../../src/domain/resume.ts';
import { replay } from '../../src/domain/run.ts';
import { listRuns } from '../../src/journal/history.ts';
import { reopenJournal } from '../../src/journal/journal.ts';
import { readJournal } from '../../src/journal/read.ts';
import { tempDir } from '../support/temp-dir.ts';
import { goldenDir, goldenIds, goldenJournals } from './golden/journals.ts';

describe('K16: a journal of an earlier version', () => {
  it.each(Object.entries(goldenIds))('that is %s is read as it was meant', (name, runId) => {
    const contents = readJournal(join(goldenDir, 'runs', `${runId}.jsonl`));
    const run = replay(contents.events);
    expect({
      state: contents.state,
      ended: run?.ended?.kind === 'stopped' ? run.ended.because : run?.ended?.kind,
      writes: run?.steps.flatMap(({ step, write }) => (step.kind === 'apply' ? [write] : [])),
      resumable: run && whyNotResumable(run) === undefined,
    }).toEqual(goldenJournals[name]);
  });

  it('is in the list of runs', () => {
    expect(
      listRuns(goldenDir)
        .map(({ runId }) => runId)
        .toSorted(),
    ).toEqual(Object.values(goldenIds).toSorted());
  });
});

describe('K16: a journal of a later version', () => {
  const sealed = (record: object): string => {
    const json = JSON.stringify(record);
    return `${crc32(json).toString(16).padStart(8, '0')} ${json}\n`;
  };

  it.each([
    ['format', { v: 2 }, 'another version of this program (format 2)'],
    ['plan', { plan: { version: 2, steps: [] } }, 'another version of this program (plan 2)'],
  ])('in its %s is only looked at, and never gone on with', (_, change, words) => {
    const dir = tempDir();
    const runId = '20271123T191507-aaaa';
    fs.mkdirSync(join(dir, 'runs'));
    const path = join(dir, 'runs', `${runId}.jsonl`);
    const record = {
      v: 1,
      seq: 0,
      prev: '00000000',
      at: 1,
      type: 'RunStarted',
      runId,
      program: 'headroom 2.0.0',
      plan: {},
    };
    fs.writeFileSync(path, sealed({ ...record, ...change }));
    const before = fs.readFileSync(path);
    expect(readJournal(path)).toMatchObject({ state: 'damaged', events: [], note: expect.stringContaining(words) });
    expect(() => reopenJournal(dir, runId)).toThrow(words);
    expect(listRuns(dir)).toMatchObject([{ outcome: 'unreadable', note: expect.stringContaining(words) }]);
    expect(fs.readFileSync(path).equals(before)).toBe(true);
  });
});
