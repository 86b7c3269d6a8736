import { execFileSync } from 'node:child_process';
import * as fs from 'node:fs';
import { join } from 'node:path';
import { crc32 } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { JournalError } from '../../src/journal/journal-error.ts';
import { type JournalContents, readJournal } from '../../src/journal/read.ts';
import { tempDir } from '../support/temp-dir.ts';
import { goldenEvents, runId, writeGolden } from './golden-run.ts';

/** Puts other bytes into the journal's place and reads them. */
function reading(path: string): (bytes: Uint8Array | string) => JournalContents {
  return bytes => {
    fs.writeFileSync(path, bytes);
    return readJournal(path);
  };
}

const sealed = (json: string): string => `${crc32(json).toString(16).padStart(8, '0')} ${json}\n`;

describe('a journal that was cut off', () => {
  it('at any byte keeps every whole record, and drops the torn one with a note', () => {
    const { path, bytes } = writeGolden(tempDir());
    const read = reading(path);
    for (let length = 0; length < bytes.length; length += 1) {
      const kept = bytes.subarray(0, length).filter(byte => byte === 0x0a).length;
      const endsInWholeRecord = length > 0 && bytes[length - 1] === 0x0a;
      const contents = read(bytes.subarray(0, length));
      expect(contents.state, `cut at ${length}`).toBe(endsInWholeRecord ? 'complete' : 'torn-tail');
      expect(contents.events).toEqual(goldenEvents.slice(0, kept));
    }
  });

  it('with garbage where the rest of the last record should be, is torn as well', () => {
    const { path, bytes } = writeGolden(tempDir());
    const end = bytes.lastIndexOf(0x0a, bytes.length - 2) + 1;
    const trashed = Buffer.from(bytes);
    trashed.fill(0, end + 40);
    expect(reading(path)(trashed)).toMatchObject({ state: 'torn-tail', events: goldenEvents.slice(0, -1) });
  });

  it('after a line feed was lost is damaged: two records on one line are no torn one', () => {
    const { path, bytes } = writeGolden(tempDir());
    const joined = Buffer.from(bytes.subarray(0, -1));
    joined[joined.lastIndexOf(0x0a)] = 0x20;
    expect(reading(path)(joined)).toMatchObject({ state: 'damaged', events: goldenEvents.slice(0, -2) });
  });
});

describe('a journal with a flipped bit', () => {
  it('at any byte is damaged there, or torn when it is in the last record; never complete, never a crash', () => {
    const { path, bytes } = writeGolden(tempDir());
    const read = reading(path);
    const lastStart = bytes.lastIndexOf(0x0a, bytes.length - 2) + 1;
    for (const [index, byte] of bytes.entries()) {
      const flipped = Buffer.from(bytes);
      flipped[index] = byte ^ (1 << (index % 8));
      const line = bytes.subarray(0, index).filter(b => b === 0x0a).length;
      const contents = read(flipped);
      expect(contents.events, `flip at ${index}`).toEqual(goldenEvents.slice(0, line));
      // A bit that makes a line feed of another byte in the last record ends that record early.
      const splits = flipped[index] === 0x0a;
      expect(contents.state, `flip at ${index}`).toBe(index < lastStart || splits ? 'damaged' : 'torn-tail');
      if (contents.state === 'damaged') expect(contents.note).toContain(`damaged at line ${line + 1}`);
    }
  });
});

describe('a journal that was tampered with', () => {
  const lines = (bytes: Buffer): string[] => bytes.toString('ascii').split('\n').slice(0, -1);

  it('shows a line that was taken out, or that stands elsewhere', () => {
    const { path, bytes } = writeGolden(tempDir());
    const read = reading(path);
    const [a = '', b = '', c = '', ...rest] = lines(bytes);
    expect(read(`${[a, c, ...rest].join('\n')}\n`)).toMatchObject({
      state: 'damaged',
      events: goldenEvents.slice(0, 1),
    });
    expect(read(`${[a, c, b, ...rest].join('\n')}\n`)).toMatchObject({ state: 'damaged' });
    expect(read(`${[a, b, b, c, ...rest].join('\n')}\n`)).toMatchObject({
      state: 'damaged',
      events: goldenEvents.slice(0, 2),
    });
    expect(read(`${[b, c, ...rest].join('\n')}\n`)).toMatchObject({ state: 'damaged', events: [] });
  });

  it.each([
    ['another format', { v: 2, type: 'RunStarted', at: 1 }, 'another version of this program (format 2)'],
    ['an unknown event', { v: 1, seq: 0, prev: '00000000', type: 'RunExploded', at: 1 }, 'does not know'],
    ['an event without a time', { v: 1, seq: 0, prev: '00000000', type: 'RunStarted' }, 'does not know'],
    ['no beginning', { v: 1, seq: 0, prev: '00000000', type: 'RunCompleted', at: 1, says: '' }, 'no beginning'],
    ['another run', { v: 1, seq: 0, prev: '00000000', type: 'RunStarted', at: 1, runId: 'x' }, 'another run'],
    ['no plan', { v: 1, seq: 0, prev: '00000000', type: 'RunStarted', at: 1, runId }, 'cannot be replayed'],
    ['no record', [], 'another version'],
    ['no object', 7, 'not a record'],
  ])('with valid checksums and %s is only looked at', (_, record, note) => {
    const { path } = writeGolden(tempDir());
    expect(reading(path)(sealed(JSON.stringify(record)))).toEqual({
      state: 'damaged',
      events: [],
      note: expect.stringContaining(note),
    });
  });
});

describe('what is not a journal of ours is refused', () => {
  it('J7: a link, a directory, a giant, and a file that is not there', () => {
    const dir = tempDir();
    const { path } = writeGolden(dir);
    const link = join(dir, 'link.jsonl');
    fs.symlinkSync(path, link);
    const giant = join(dir, 'giant.jsonl');
    fs.writeFileSync(giant, '');
    fs.truncateSync(giant, 16 * 1024 * 1024 + 1);
    expect(() => readJournal(link)).toThrow('it is a symbolic link, which is never followed');
    expect(() => readJournal(dir)).toThrow('it is not a regular file');
    expect(() => readJournal(giant)).toThrow('larger than 16 MB');
    expect(() => readJournal(join(dir, 'none.jsonl'))).toThrow('it does not exist');
  });

  it('a device, without waiting for it', () => {
    expect(() => readJournal('/dev/null')).toThrow('it is not a regular file');
  });

  it('J7: a FIFO, without waiting for a writer', () => {
    const path = join(tempDir(), 'fifo.jsonl');
    execFileSync('/usr/bin/env', ['mkfifo', path]);
    expect(() => readJournal(path)).toThrow('it is not a regular file');
  });

  it('J7: another user’s file', { skip: process.getuid?.() !== 0 }, () => {
    const { path } = writeGolden(tempDir());
    fs.chownSync(path, 12_345, 12_345);
    expect(() => readJournal(path)).toThrow(JournalError);
  });
});
