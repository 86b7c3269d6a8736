import * as fs from 'node:fs';
import * as os from 'node:os';

/** A process, told apart from every other one that had, has or will have its number. */
export interface ProcessIdentity {
  readonly pid: number;
  /** Its start in clock ticks since boot, from `/proc`; null where there is none. */
  readonly startedAt: string | null;
  /** The boot and the process namespace that the number belongs to; null where the system does not say. */
  readonly machine: string | null;
  readonly host: string;
}

/** Everything that is asked of the system; tests hand in other machines. */
export interface Processes {
  readonly me: ProcessIdentity;
  readonly user: string;
  /** Start of the process with this number, null where it cannot be told, undefined where there is no such process. */
  startOf(pid: number): string | null | undefined;
}

/** `/proc` of Linux, or only the process table elsewhere. */
export const machineProcesses = (): Processes => ({
  me: {
    pid: process.pid,
    startedAt: startOf(process.pid) ?? null,
    machine: machine(),
    host: os.hostname(),
  },
  user: userName(),
  startOf,
});

function startOf(pid: number): string | null | undefined {
  const stat = read(`/proc/${pid}/stat`);
  if (stat !== undefined) {
    // The name in parentheses may hold anything, spaces and parentheses too; the state is the first field after it, and
    // the start the twentieth. What was killed stays in the table until its parent has heard of it, and does nothing.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return fields[0] === 'Z' || fields[0] === 'X' ? undefined : (fields[19] ?? null);
  }
  if (read('/proc/self/stat') !== undefined) return undefined;
  try {
    process.kill(pid, 0);
    return null;
  } catch (error) {
    const isThere = error instanceof Error && 'code' in error && error.code === 'EPERM';
    return isThere ? null : undefined;
  }
}

/** Containers share the boot of their host, and count their processes on their own. */
function machine(): string | null {
  const boot = read('/proc/sys/kernel/random/boot_id')?.trim();
  if (boot === undefined) return null;
  try {
    return `${boot} ${fs.readlinkSync('/proc/self/ns/pid')}`;
  } catch {
    return boot;
  }
}

function userName(): string {
  try {
    return os.userInfo().username;
  } catch {
    // A number without a name in this system's list of users.
    return `uid ${process.getuid?.() ?? 'unknown'}`;
  }
}

function read(path: string): string | undefined {
  try {
    return fs.readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}

/** Whether that process still runs; undefined where this machine cannot tell. */
export function isAlive(other: ProcessIdentity, { me, startOf: start }: Processes): boolean | undefined {
  if (other.host !== me.host || other.machine !== me.machine) return undefined;
  const startedAt = start(other.pid);
  if (startedAt === undefined) return false;
  return startedAt === null || other.startedAt === null || startedAt === other.startedAt;
}
