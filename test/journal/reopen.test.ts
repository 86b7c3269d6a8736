import * as fs from 'node:fs';
import { describe, expect, it } from 'vitest';
import { reopenJournal } from '../../src/journal/journal.ts';
import { readJournal } from '../../src/journal/read.ts';
import { tempDir } from '../support/temp-dir.ts';
import { goldenEvents, runId, writeGolden } from './golden-run.ts';

const resumed = { type: 'RunResumed', at: 1, program: 'headroom 0.1.0', by: 'ana on bastion-2 (process 7)' } as const;

const linesIn = (bytes: Buffer): number => bytes.filter(byte => byte === 0x0a).length;

describe('a journal that is continued', () => {
  it('goes on after its last record, as one journal', () => {
    const dir = tempDir();
    const { path } = writeGolden(dir);
    const journal = reopenJournal(dir, runId);
    expect(journal.events).toEqual(goldenEvents);
    expect(journal.note).toBeUndefined();
    journal.append(resumed);
    journal.close();
    expect(readJournal(path)).toEqual({ state: 'complete', events: [...goldenEvents, resumed] });
  });

  it('J5, K13: cut off at any byte, loses only the record that was being written, and is whole again afterwards', () => {
    const dir = tempDir();
    const { path, bytes } = writeGolden(dir);
    const firstEnd = bytes.indexOf(0x0a) + 1;
    for (let length = firstEnd; length < bytes.length; length += 1) {
      fs.writeFileSync(path, bytes.subarray(0, length));
      const journal = reopenJournal(dir, runId);
      const kept = goldenEvents.slice(0, linesIn(bytes.subarray(0, length)));
      expect(journal.events, `cut at ${length}`).toEqual(kept);
      journal.append(resumed);
      journal.close();
      expect(readJournal(path), `cut at ${length}`).toEqual({ state: 'complete', events: [...kept, resumed] });
    }
  });

  it('has what the last program left unsynced on disk before it hands out what it holds', () => {
    const dir = tempDir();
    writeGolden(dir);
    const calls: string[] = [];
    const journal = reopenJournal(dir, runId, {
      write: fs.writeSync,
      sync: () => calls.push('sync'),
      truncate: () => calls.push('truncate'),
    });
    journal.close();
    expect(calls).toEqual(['sync']);
  });

  it('J6: that is damaged is refused, and stays as it is', () => {
    const dir = tempDir();
    const { path, bytes } = writeGolden(dir);
    const flipped = Buffer.from(bytes);
    flipped[40] = (flipped[40] ?? 0) ^ 1;
    fs.writeFileSync(path, flipped);
    expect(() => reopenJournal(dir, runId)).toThrow('damaged at line 1');
    expect(fs.readFileSync(path).equals(flipped)).toBe(true);
  });

  it('J7: that is a link, or not there, is refused', () => {
    const dir = tempDir();
    const { path } = writeGolden(dir);
    const elsewhere = `${path}.moved`;
    fs.renameSync(path, elsewhere);
    expect(() => reopenJournal(dir, runId)).toThrow('it does not exist');
    fs.symlinkSync(elsewhere, path);
    expect(() => reopenJournal(dir, runId)).toThrow('symbolic link');
  });

  it('J8: that another program writes to as well is given up at the next record, before anything follows from it', () => {
    const dir = tempDir();
    const { path } = writeGolden(dir);
    const [first, second] = [reopenJournal(dir, runId), reopenJournal(dir, runId)];
    first.append(resumed);
    expect(() => second.append(resumed)).toThrow('another program writes to it');
    expect(() => second.append(resumed)).toThrow('another program writes to it');
    first.append(resumed);
    expect(readJournal(path)).toMatchObject({ state: 'complete', events: [...goldenEvents, resumed, resumed] });
    first.close();
    second.close();
  });

  it('on a disk that cannot be written says so, and nothing is left open', () => {
    const dir = tempDir();
    const { path, bytes } = writeGolden(dir);
    fs.writeFileSync(path, bytes.subarray(0, -3));
    const broken = (): never => {
      throw Object.assign(new Error('EROFS'), { code: 'EROFS' });
    };
    const disk = { write: fs.writeSync, sync: fs.fdatasyncSync, truncate: fs.ftruncateSync };
    expect(() => reopenJournal(dir, runId, { ...disk, truncate: broken })).toThrow('the disk is read-only');
    expect(() => reopenJournal(dir, runId, { ...disk, sync: broken })).toThrow('the disk is read-only');
  });
});
