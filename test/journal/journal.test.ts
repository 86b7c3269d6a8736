import * as fs from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { type Disk, openJournal } from '../../src/journal/journal.ts';
import { JournalError } from '../../src/journal/journal-error.ts';
import { readJournal } from '../../src/journal/read.ts';
import { tempDir } from '../support/temp-dir.ts';
import { goldenEvents, runId, writeGolden } from './golden-run.ts';

const [first, second] = goldenEvents;
if (first === undefined || second === undefined) throw new Error('the golden run is too short');

const modeOf = (path: string): string => (fs.statSync(path).mode & 0o777).toString(8);

function withUmask(umask: number): void {
  const before = process.umask(umask);
  onTestFinished(() => void process.umask(before));
}

/** A real disk, except for what the test breaks. */
const disk = (broken: Partial<Disk>): Disk => ({
  write: (fd, bytes) => fs.writeSync(fd, bytes),
  sync: fd => fs.fdatasyncSync(fd),
  truncate: (fd, bytes) => fs.ftruncateSync(fd, bytes),
  ...broken,
});

const failure = (code: string): Error => Object.assign(new Error(`${code}: it failed`), { code });

describe('a journal', () => {
  it('gives back what was put into it', () => {
    const { path } = writeGolden(tempDir());
    expect(readJournal(path)).toEqual({ state: 'complete', events: goldenEvents });
  });

  it('is plain ASCII, one record a line: nothing in it can act on a terminal', () => {
    const { bytes } = writeGolden(tempDir());
    expect(bytes.every(byte => byte === 0x0a || (byte >= 0x20 && byte < 0x7f))).toBe(true);
    expect(bytes.toString('ascii').split('\n')).toHaveLength(goldenEvents.length + 1);
  });

  it('has each event on disk before append returns', () => {
    const calls: string[] = [];
    const journal = openJournal(
      tempDir(),
      runId,
      disk({
        write(fd, bytes) {
          calls.push('write');
          return fs.writeSync(fd, bytes);
        },
        sync(fd) {
          calls.push('sync');
          fs.fdatasyncSync(fd);
        },
      }),
    );
    journal.append(first);
    calls.push('returned');
    journal.append(second);
    expect(calls).toEqual(['write', 'sync', 'returned', 'write', 'sync']);
    journal.close();
  });

  it('goes on where the disk takes only a part', () => {
    const dir = tempDir();
    const journal = openJournal(dir, runId, disk({ write: (fd, bytes) => fs.writeSync(fd, bytes.subarray(0, 7)) }));
    for (const event of goldenEvents) journal.append(event);
    journal.close();
    expect(readJournal(journal.path)).toEqual({ state: 'complete', events: goldenEvents });
  });

  it.each([0o000, 0o022, 0o077, 0o777])('R4, G24: is for its owner alone whatever the umask (%o)', umask => {
    const stateDir = join(tempDir(), 'headroom');
    withUmask(umask);
    const { path } = writeGolden(stateDir);
    expect([stateDir, join(stateDir, 'runs')].map(modeOf)).toEqual(['700', '700']);
    expect(modeOf(path)).toBe('600');
  });

  it('leaves the modes of a state directory that was there alone, and takes its own directory back', () => {
    const stateDir = tempDir();
    fs.chmodSync(stateDir, 0o755);
    fs.mkdirSync(join(stateDir, 'runs'));
    fs.chmodSync(join(stateDir, 'runs'), 0o777);
    writeGolden(stateDir);
    expect(modeOf(stateDir)).toBe('755');
    expect(modeOf(join(stateDir, 'runs'))).toBe('700');
  });
});

describe('a journal that cannot be written', () => {
  it.each([
    ['ENOSPC', 'the disk is full'],
    ['EROFS', 'the disk is read-only'],
    ['EIO', 'the disk reported an error'],
  ])('%s is said in words, with the file and the way out', (code, words) => {
    const journal = openJournal(
      tempDir(),
      runId,
      disk({
        write: () => {
          throw failure(code);
        },
      }),
    );
    expect(() => journal.append(first)).toThrow(
      expect.objectContaining({
        because: `the journal ${journal.path} cannot be written: ${words}`,
        nextStep: expect.stringContaining('--state-dir DIR'),
      }),
    );
    journal.close();
  });

  it('a disk that really is full ends in words', { skip: !fs.existsSync('/dev/full') }, () => {
    const full = fs.openSync('/dev/full', 'w');
    onTestFinished(() => fs.closeSync(full));
    const journal = openJournal(tempDir(), runId, disk({ write: (_, bytes) => fs.writeSync(full, bytes) }));
    expect(() => journal.append(first)).toThrow('the disk is full');
    journal.close();
  });

  it.each(['write', 'sync'] as const)('is never trusted again after a failed %s, nor tried again', call => {
    let attempts = 0;
    let isBroken = false;
    const broken = (): never => {
      attempts += 1;
      throw failure('EIO');
    };
    const journal = openJournal(
      tempDir(),
      runId,
      disk(
        call === 'write'
          ? { write: (fd, bytes) => (isBroken ? broken() : fs.writeSync(fd, bytes)) }
          : { sync: fd => (isBroken ? broken() : fs.fdatasyncSync(fd)) },
      ),
    );
    journal.append(first);
    isBroken = true;
    expect(() => journal.append(second)).toThrow(JournalError);
    isBroken = false;
    expect(() => journal.append(second)).toThrow(JournalError);
    expect(attempts).toBe(1);
    journal.close();
  });

  it('a record that was written in part is a torn tail for the reader', () => {
    let room = Number.POSITIVE_INFINITY;
    const journal = openJournal(
      tempDir(),
      runId,
      disk({
        write(fd, bytes) {
          if (room === 0) throw failure('ENOSPC');
          const taken = fs.writeSync(fd, bytes.subarray(0, Math.min(room, bytes.length)));
          room -= taken;
          return taken;
        },
      }),
    );
    journal.append(first);
    room = 20;
    expect(() => journal.append(second)).toThrow('the disk is full');
    journal.close();
    expect(readJournal(journal.path)).toMatchObject({ state: 'torn-tail', events: [first] });
  });

  it('a run id that is taken is refused, and the first journal stays as it was', () => {
    const stateDir = tempDir();
    const { path, bytes } = writeGolden(stateDir);
    expect(() => openJournal(stateDir, runId)).toThrow('it exists already');
    expect(fs.readFileSync(path).equals(bytes)).toBe(true);
  });

  it.each(['../../etc/passwd', '', 'last', '20261123T191507-k3f9/..', '20261123T191507-k3f9.jsonl'])(
    '%j is no run id, and never becomes a path',
    id => {
      const stateDir = join(tempDir(), 'headroom');
      expect(() => openJournal(stateDir, id)).toThrow(JournalError);
      expect(fs.existsSync(stateDir)).toBe(false);
    },
  );

  it('a directory of runs that is a link or a file is refused', () => {
    const elsewhere = tempDir();
    const linked = tempDir();
    fs.symlinkSync(elsewhere, join(linked, 'runs'));
    expect(() => openJournal(linked, runId)).toThrow('is not a directory of this user');
    expect(fs.readdirSync(elsewhere)).toEqual([]);

    const taken = tempDir();
    fs.writeFileSync(join(taken, 'runs'), '');
    expect(() => openJournal(taken, runId)).toThrow(JournalError);
  });

  it('a link in the place of the file is not followed', () => {
    const stateDir = tempDir();
    fs.mkdirSync(join(stateDir, 'runs'));
    const target = join(tempDir(), 'victim');
    fs.symlinkSync(target, join(stateDir, 'runs', `${runId}.jsonl`));
    expect(() => openJournal(stateDir, runId)).toThrow(JournalError);
    expect(fs.existsSync(target)).toBe(false);
  });
});
