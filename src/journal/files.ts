import * as fs from 'node:fs';
import { join } from 'node:path';
import { JournalError, journalErrorOf } from './journal-error.ts';
import { isRunId } from './run-id.ts';

const { O_APPEND, O_CREAT, O_DIRECTORY, O_EXCL, O_NOFOLLOW, O_NONBLOCK, O_RDONLY, O_WRONLY } = fs.constants;

/** A journal holds a plan and some dozens of events, tens of kilobytes; what is larger than this is none. */
const largestJournalBytes = 16 * 1024 * 1024;

export const runsDirectory = (stateDir: string): string => join(stateDir, 'runs');

export function runPath(stateDir: string, runId: string): string {
  if (!isRunId(runId))
    throw new JournalError(`${JSON.stringify(runId)} is not a run id`, 'Look it up: headroom history');
  return join(runsDirectory(stateDir), `${runId}.jsonl`);
}

/** Creates the file of a new run, and its directories where they are missing; both are durable when it returns. */
export function createRunFile(stateDir: string, runId: string): { readonly path: string; readonly fd: number } {
  const path = runPath(stateDir, runId);
  try {
    makePrivateDirectory(stateDir);
    const runs = runsDirectory(stateDir);
    const isNew = makePrivateDirectory(runs);
    ownPrivately(runs);
    const fd = fs.openSync(path, O_WRONLY | O_APPEND | O_CREAT | O_EXCL | O_NOFOLLOW, 0o600);
    // The umask may have taken more than we want, and must not have left less.
    fs.fchmodSync(fd, 0o600);
    syncDirectory(runs);
    if (isNew) syncDirectory(stateDir);
    return { path, fd };
  } catch (error) {
    if (error instanceof JournalError) throw error;
    throw journalErrorOf(error, { path, doing: 'be created' });
  }
}

/** Opens the file of an earlier run for appending; the same files are refused as for reading. */
export function openRunFile(path: string): number {
  let fd: number;
  try {
    fd = fs.openSync(path, O_WRONLY | O_APPEND | O_NOFOLLOW | O_NONBLOCK);
  } catch (error) {
    throw journalErrorOf(error, { path, doing: 'be written' });
  }
  try {
    refuse(path, fs.fstatSync(fd));
    fs.fchmodSync(fd, 0o600);
    return fd;
  } catch (error) {
    fs.closeSync(fd);
    if (error instanceof JournalError) throw error;
    throw journalErrorOf(error, { path, doing: 'be written' });
  }
}

/** @returns whether it was missing. Its modes are set only then: a directory that somebody made stays as they made it. */
export function makePrivateDirectory(path: string): boolean {
  if (fs.mkdirSync(path, { recursive: true, mode: 0o700 }) === undefined) return false;
  fs.chmodSync(path, 0o700);
  return true;
}

/** A directory that is ours alone: whoever could write there could put another file in the place of one of ours. */
export function ownPrivately(path: string): void {
  const stat = fs.lstatSync(path);
  if (!stat.isDirectory() || !isOurs(stat)) {
    throw new JournalError(
      `${path} is not a directory of this user`,
      'Remove it, or give another place with --state-dir DIR.',
    );
  }
  if ((stat.mode & 0o077) !== 0) fs.chmodSync(path, 0o700);
}

/** Where the system knows no users, every file is ours. */
const isOurs = ({ uid }: fs.Stats): boolean => process.getuid === undefined || process.getuid() === uid;

export function syncDirectory(path: string): void {
  const fd = fs.openSync(path, O_RDONLY | O_DIRECTORY);
  try {
    fs.fsyncSync(fd);
  } finally {
    fs.closeSync(fd);
  }
}

/** Opens a journal for reading and hands its descriptor and size to `use`. Refuses whatever this program did not write. */
export function withJournalFile<T>(path: string, use: (fd: number, size: number) => T): T {
  let fd: number;
  try {
    // Without O_NONBLOCK, opening a FIFO would wait for a writer for ever.
    fd = fs.openSync(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK);
  } catch (error) {
    throw journalErrorOf(error, { path, doing: 'be read' });
  }
  try {
    const stat = fs.fstatSync(fd);
    refuse(path, stat);
    return use(fd, stat.size);
  } catch (error) {
    if (error instanceof JournalError) throw error;
    throw journalErrorOf(error, { path, doing: 'be read' });
  } finally {
    fs.closeSync(fd);
  }
}

function refuse(path: string, stat: fs.Stats): void {
  const because = !stat.isFile()
    ? 'it is not a regular file'
    : !isOurs(stat)
      ? 'it belongs to another user'
      : stat.size > largestJournalBytes
        ? `it is larger than ${largestJournalBytes / 1024 / 1024} MB`
        : undefined;
  if (because === undefined) return;
  throw new JournalError(
    `the journal ${path} is not read: ${because}`,
    'Move it out of the way if you know whose it is.',
  );
}
