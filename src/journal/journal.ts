import * as fs from 'node:fs';
import type { RunEvent } from '../domain/run.ts';
import { createRunFile } from './files.ts';
import { type JournalError, journalErrorOf } from './journal-error.ts';
import { encodeRecord, type Position, start } from './record.ts';

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

/** The two calls that fail when a disk does; tests hand in disks that are full, slow or broken. */
export interface Disk {
  /** @returns how many bytes of `bytes` were taken, which may be fewer than there are. */
  write(fd: number, bytes: Uint8Array): number;
  sync(fd: number): void;
}

const machineDisk: Disk = {
  write: (fd, bytes) => fs.writeSync(fd, bytes),
  // The size of the file is among what fdatasync makes durable; its times are not, and nobody reads them.
  sync: fd => fs.fdatasyncSync(fd),
};

/**
 * Starts the journal of a new run, `<stateDir>/runs/<runId>.jsonl`, readable by this user alone.
 * Throws a JournalError where that cannot be done or where the run exists already.
 */
export function openJournal(stateDir: string, runId: string, disk: Disk = machineDisk): Journal {
  const { path, fd } = createRunFile(stateDir, runId);
  let position: Position = start;
  let poison: JournalError | undefined;
  let isOpen = true;

  return {
    path,
    append(event) {
      if (poison) throw poison;
      const { line, next } = encodeRecord(event, position);
      try {
        writeAll(disk, fd, Buffer.from(`${line}\n`, 'ascii'));
        disk.sync(fd);
      } catch (error) {
        poison = journalErrorOf(error, { path, doing: 'be written' });
        throw poison;
      }
      position = next;
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
