import * as fs from 'node:fs';
import type { RunEvent } from '../domain/run.ts';
import { createRunFile, openRunFile, runPath } from './files.ts';
import { JournalError, journalErrorOf } from './journal-error.ts';
import { type JournalEnd, readWithEnd } from './read.ts';
import { encodeRecord, start } from './record.ts';

/** The journal of one run: what happened, on disk before anything follows from it. */
export interface Journal {
  readonly path: string;
  /**
   * On disk when it returns. Throws a JournalError otherwise, and from then on for every event: after a failed sync
   * nobody knows what the disk holds (the kernel forgets the dirty pages), so neither it nor the record is tried again.
   */
  append(event: RunEvent): void;
  close(): void;
}

/** The journal of an earlier run, to be continued, and what it says so far. */
export interface ReopenedJournal extends Journal {
  readonly events: readonly RunEvent[];
  /** What was cut off, where something was. */
  readonly note: string | undefined;
}

/** The calls that fail when a disk does; tests hand in disks that are full, slow or broken. */
export interface Disk {
  /** @returns how many bytes of `bytes` were taken, which may be fewer than there are. */
  write(fd: number, bytes: Uint8Array): number;
  sync(fd: number): void;
  /** Cuts the file to so many bytes. */
  truncate(fd: number, bytes: number): void;
}

const machineDisk: Disk = {
  write: (fd, bytes) => fs.writeSync(fd, bytes),
  // The size of the file is among what fdatasync makes durable; its times are not, and nobody reads them.
  sync: fd => fs.fdatasyncSync(fd),
  truncate: (fd, bytes) => fs.ftruncateSync(fd, bytes),
};

/**
 * Starts the journal of a new run, `<stateDir>/runs/<runId>.jsonl`, readable by this user alone.
 * Throws a JournalError where that cannot be done or where the run exists already.
 */
export function openJournal(stateDir: string, runId: string, disk: Disk = machineDisk): Journal {
  const { path, fd } = createRunFile(stateDir, runId);
  return appender({ path, fd, disk, end: { bytes: 0, position: start } });
}

/**
 * Opens the journal of an earlier run, to go on after its last whole record. A record that was cut off while it was
 * written is cut away for good: nothing followed from it.
 *
 * Throws a JournalError where it is damaged, or cannot be read or written. Only one program may do this at a time: who
 * calls it holds the run's locks.
 */
export function reopenJournal(stateDir: string, runId: string, disk: Disk = machineDisk): ReopenedJournal {
  const path = runPath(stateDir, runId);
  const { contents, end } = readWithEnd(path);
  if (contents.state === 'damaged') {
    throw new JournalError(
      `run ${runId} cannot be resumed: ${contents.note}`,
      `Look at what it did: headroom history ${runId}. Then plan again.`,
    );
  }
  const fd = openRunFile(path);
  try {
    if (contents.state === 'torn-tail') disk.truncate(fd, end.bytes);
    // What the last program wrote and never synced is made to stay before anything is built on it.
    disk.sync(fd);
  } catch (error) {
    fs.closeSync(fd);
    throw journalErrorOf(error, { path, doing: 'be written' });
  }
  const note = 'note' in contents ? contents.note : undefined;
  return { ...appender({ path, fd, disk, end }), events: contents.events, note };
}

interface Appending {
  readonly path: string;
  readonly fd: number;
  readonly disk: Disk;
  readonly end: JournalEnd;
}

function appender({ path, fd, disk, end }: Appending): Journal {
  let { position, bytes } = end;
  let poison: JournalError | undefined;
  let isOpen = true;

  return {
    path,
    append(event) {
      if (poison) throw poison;
      const { line, next } = encodeRecord(event, position);
      const record = Buffer.from(`${line}\n`, 'ascii');
      try {
        if (fs.fstatSync(fd).size !== bytes) throw new Error('another program writes to it');
        writeAll(disk, fd, record);
        disk.sync(fd);
      } catch (error) {
        poison = journalErrorOf(error, { path, doing: 'be written' });
        throw poison;
      }
      position = next;
      bytes += record.length;
    },
    close() {
      if (isOpen) fs.closeSync(fd);
      isOpen = false;
    },
  };
}

function writeAll(disk: Disk, fd: number, bytes: Uint8Array): void {
  let rest = bytes;
  while (rest.length > 0) {
    const taken = disk.write(fd, rest);
    if (taken === 0) throw new Error('the disk takes no more bytes');
    rest = rest.subarray(taken);
  }
}
