import * as fs from 'node:fs';
import { join } from 'node:path';
import { type Instant, minutes } from '../../domain/time.ts';
import { asciiJson } from '../ascii-json.ts';
import { isRunId } from '../run-id.ts';
import type { ProcessIdentity } from './this-process.ts';

const { O_CREAT, O_EXCL, O_NOFOLLOW, O_NONBLOCK, O_RDONLY, O_WRONLY } = fs.constants;

/** Who changes a service at present. */
export interface Claim extends ProcessIdentity {
  readonly runId: string;
  readonly user: string;
  /** When the run took it, by the clock of its machine. */
  readonly since: Instant;
}

/** A claim as its file holds it. */
export interface FoundClaim {
  readonly path: string;
  readonly claim: Claim;
  /** When its process last said that it lives. */
  readonly renewedAt: Instant;
}

/** A claim whose process cannot be asked counts for so long after it was renewed last. */
export const leaseMs = minutes(3);
export const renewEveryMs = leaseMs / 6;

const extension = '.claim';

/** Puts the claim into the directory under a name of its own; whole or not at all. */
export function writeClaim(directory: string, claim: Claim, unique: string): string {
  const path = join(directory, `${claim.runId}-${claim.pid}-${unique}${extension}`);
  const draft = `${path}.draft`;
  const fd = fs.openSync(draft, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW, 0o600);
  try {
    fs.fchmodSync(fd, 0o600);
    fs.writeFileSync(fd, asciiJson(claim));
    fs.fsyncSync(fd);
  } finally {
    fs.closeSync(fd);
  }
  fs.renameSync(draft, path);
  return path;
}

/** Every claim in the directory but `own`. What is no claim is none: a file of ours is never half there. */
export function readClaims(directory: string, own?: string): readonly FoundClaim[] {
  return namesIn(directory)
    .filter(name => name.endsWith(extension) && join(directory, name) !== own)
    .flatMap(name => readClaim(join(directory, name)) ?? []);
}

/** A claim is removed by whoever made it, or by anybody once its process is gone: its name never comes again. */
export function removeClaim(path: string): void {
  fs.rmSync(path, { force: true });
}

export function renewClaim(path: string, at: Instant): void {
  fs.utimesSync(path, at / 1000, at / 1000);
}

function namesIn(directory: string): readonly string[] {
  try {
    return fs.readdirSync(directory);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return [];
    throw error;
  }
}

const largestClaimBytes = 4096;

function readClaim(path: string): FoundClaim | undefined {
  let fd: number;
  try {
    fd = fs.openSync(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK);
  } catch {
    // Released between the listing and now, or none of ours.
    return undefined;
  }
  try {
    const stat = fs.fstatSync(fd);
    if (!stat.isFile() || stat.size > largestClaimBytes) return undefined;
    const value: unknown = JSON.parse(fs.readFileSync(fd, 'utf8'));
    return isClaim(value) ? { path, claim: value, renewedAt: stat.mtimeMs } : undefined;
  } catch {
    return undefined;
  } finally {
    fs.closeSync(fd);
  }
}

function isClaim(value: unknown): value is Claim {
  if (typeof value !== 'object' || value === null) return false;
  const { runId, user, since, pid, startedAt, machine, host }: Readonly<Record<string, unknown>> = { ...value };
  return (
    typeof runId === 'string' &&
    isRunId(runId) &&
    typeof user === 'string' &&
    typeof since === 'number' &&
    typeof pid === 'number' &&
    (startedAt === null || typeof startedAt === 'string') &&
    (machine === null || typeof machine === 'string') &&
    typeof host === 'string'
  );
}
