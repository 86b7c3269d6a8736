import * as fs from 'node:fs';
import { join } from 'node:path';
import { crc32 } from 'node:zlib';
import type { Session } from '../../domain/snapshot.ts';
import type { Instant } from '../../domain/time.ts';
import { makePrivateDirectory, ownPrivately, syncDirectory } from '../files.ts';
import { journalErrorOf } from '../journal-error.ts';
import {
  type Claim,
  type FoundClaim,
  leaseMs,
  readClaims,
  removeClaim,
  renewClaim,
  renewEveryMs,
  writeClaim,
} from './claim.ts';
import { LockedError } from './locked.ts';
import { isAlive, machineProcesses, type Processes } from './this-process.ts';

export interface Locks {
  release(): void;
}

export interface LockRequest {
  readonly stateDir: string;
  readonly runId: string;
  readonly session: Pick<Session, 'accountId' | 'region' | 'endpoint'>;
  /** `cluster/service`, `alarm NAME`: what no two runs may change at once. */
  readonly subjects: readonly string[];
}

/** What the machine offers; replaced in tests. */
export interface LockSurroundings {
  readonly processes: Processes;
  /** The machine's clock: claims are compared with the times of files. */
  readonly now: () => Instant;
  readonly random: () => number;
  /** Waits, and lets nothing else happen meanwhile: it is milliseconds, and only where two began in the same moment. */
  readonly pause: (ms: number) => void;
}

const surroundings = (): LockSurroundings => ({
  processes: machineProcesses(),
  now: Date.now,
  random: Math.random,
  pause: ms => void Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms),
});

/** Two that began in the same moment both step back; one of them is first the next time. */
const mostRetries = 3;
const isOfThisMomentMs = 1000;
const longestPauseMs = 40;

/**
 * Takes every subject for one run, or none: throws a LockedError that names who has one of them.
 *
 * Each contender puts down a claim of its own and then looks around; nobody ever takes another's away, so there is no
 * moment in which two could think that they have won. It keeps people from working against each other. What keeps writes
 * safe is the comparison before each of them.
 */
export function takeLocks(request: LockRequest, around: LockSurroundings = surroundings()): Locks {
  for (let retry = 0; ; retry += 1) {
    try {
      return takeOnce(request, around);
    } catch (error) {
      const isRace = error instanceof LockedError && around.now() - error.claim.since < isOfThisMomentMs;
      if (!isRace || retry === mostRetries) throw error;
      around.pause(1 + Math.floor(around.random() * longestPauseMs));
    }
  }
}

function takeOnce({ stateDir, runId, session, subjects }: LockRequest, around: LockSurroundings): Locks {
  const { processes, now } = around;
  const own: string[] = [];
  const release = (): void => own.splice(0).forEach(removeClaim);
  try {
    // Sorted, so that two runs over the same subjects meet at the same one first.
    for (const subject of subjects.toSorted()) {
      const directory = lockDirectory(stateDir, session, subject);
      const claim: Claim = { ...processes.me, runId, user: processes.user, since: now() };
      const path = writeClaim(directory, claim, crcOf(`${now()} ${around.random()}`));
      own.push(path);
      syncDirectory(directory);
      const other = readClaims(directory, path).find(found => holds(found, around));
      if (other !== undefined) throw new LockedError(subject, other.claim, processes);
    }
  } catch (error) {
    release();
    if (error instanceof LockedError) throw error;
    throw journalErrorOf(error, { path: join(stateDir, 'locks'), doing: 'hold a lock' });
  }
  // On another machine nobody can ask whether this process lives, so it says so.
  const renewing = setInterval(() => renewAll(own, now()), renewEveryMs).unref();
  return {
    release() {
      clearInterval(renewing);
      release();
    },
  };
}

/** A claim that is no longer anybody's is removed on the way. */
function holds(found: FoundClaim, { processes, now }: LockSurroundings): boolean {
  const alive = isAlive(found.claim, processes);
  if (alive === undefined) return now() - found.renewedAt < leaseMs;
  if (!alive) removeClaim(found.path);
  return alive;
}

function renewAll(paths: readonly string[], at: Instant): void {
  for (const path of paths) {
    try {
      renewClaim(path, at);
    } catch {
      // The lock is a courtesy: a run under way does not end because somebody has tidied up.
    }
  }
}

/** The claim under which a run goes on at present, whatever it is of; undefined when nobody runs it. */
export function claimOfRun(
  stateDir: string,
  runId: string,
  around: Pick<LockSurroundings, 'processes' | 'now'> = surroundings(),
): Claim | undefined {
  const root = locksRoot(stateDir);
  const directories = fs.existsSync(root) ? fs.readdirSync(root) : [];
  return directories
    .flatMap(name => readClaims(join(root, name)))
    .find(({ claim, renewedAt }) => {
      if (claim.runId !== runId) return false;
      return isAlive(claim, around.processes) ?? around.now() - renewedAt < leaseMs;
    })?.claim;
}

const locksRoot = (stateDir: string): string => join(stateDir, 'locks');

/** One for each subject of each AWS: the names of two endpoints, clusters or kinds never meet in one. */
function lockDirectory(
  stateDir: string,
  { accountId, region, endpoint }: LockRequest['session'],
  subject: string,
): string {
  makePrivateDirectory(stateDir);
  const root = locksRoot(stateDir);
  makePrivateDirectory(root);
  ownPrivately(root);
  const readable = subject.replaceAll(/[^A-Za-z0-9_-]/g, '.').slice(0, 100);
  const directory = join(root, `${accountId}-${region}-${readable}-${crcOf(`${endpoint ?? 'aws'} ${subject}`)}`);
  makePrivateDirectory(directory);
  return directory;
}

const crcOf = (text: string): string => crc32(text).toString(16).padStart(8, '0');
