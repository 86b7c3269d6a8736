import * as fs from 'node:fs';
import type { RunEvent } from '../../../src/domain/run.ts';
import type { Disk } from '../../../src/journal/journal.ts';
import type { RunPorts } from '../../../src/runner/context.ts';
import type { Operator } from '../../../src/runner/operators/operator.ts';

/** What is left of a journal that was being written when its program died. */
export type Remains =
  /** Everything that was written: the program was killed, the machine went on. */
  | 'written'
  /** Only what was synced: the power failed. */
  | 'synced'
  /** What was synced, half of the rest, and rubbish: a disk that lies about the end of a file. */
  | 'garbage';

/** One life of a program that carries out a run, up to its death at one of its moments. */
export interface Life {
  /** Everything at which this life could have died, in order. */
  readonly moments: readonly string[];
  /** Resolves when it dies. */
  readonly death: Promise<void>;
  readonly isDead: () => boolean;
  /** Yeses of its operator, before any of its requests. */
  readonly yeses: () => number;
  readonly disk: Disk;
  ports(ports: RunPorts): RunPorts;
  operator(operator: Operator): Operator;
}

class Died extends Error {}

/** A promise of the dead: whoever waits for it does nothing more. */
const never = new Promise<never>(() => {});

/**
 * A life that dies at the moment with this number, or lives on without one. The dead write, send and ask nothing any
 * more, as a process that is gone does not; what their disk keeps is decided by `remains`.
 */
export function liveUntil(dieAt: number | undefined, remains: Remains): Life {
  const moments: string[] = [];
  const { promise: death, resolve: toll } = Promise.withResolvers<void>();
  let dead = false;
  let yeses = 0;
  const file = { fd: -1, written: 0, synced: 0 };

  /** @returns whether this was the last moment. */
  function passes(moment: string): boolean {
    if (dead) return true;
    moments.push(moment);
    if (moments.length - 1 !== dieAt) return false;
    dead = true;
    leave(file, remains);
    toll();
    return true;
  }

  const orDie = (moment: string): void => {
    if (passes(moment)) throw new Died(moment);
  };

  let event = 'nothing';
  const disk: Disk = {
    write(fd, bytes) {
      if (dead) throw new Died();
      if (file.fd !== fd) Object.assign(file, { fd, written: fs.fstatSync(fd).size, synced: fs.fstatSync(fd).size });
      event = typeOf(bytes) ?? event;
      orDie(`${event}: not written`);
      const half = Math.floor(bytes.length / 2);
      file.written += fs.writeSync(fd, bytes.subarray(0, half));
      orDie(`${event}: half written`);
      file.written += fs.writeSync(fd, bytes.subarray(half));
      orDie(`${event}: not synced`);
      return bytes.length;
    },
    sync(fd) {
      if (dead) throw new Died();
      fs.fdatasyncSync(fd);
      file.synced = file.written;
      orDie(`${event}: synced`);
    },
    truncate: (fd, bytes) => fs.ftruncateSync(fd, bytes),
  };

  return {
    moments,
    death,
    isDead: () => dead,
    yeses: () => yeses,
    disk,
    ports: ({ clock, gateway, observe, visit, identify, mint }) => ({
      clock: {
        speed: clock.speed,
        now: clock.now,
        sleep: (ms, signal) => (passes(`sleep after ${event}`) ? never : clock.sleep(ms, signal)),
      },
      mint,
      visit: (...asked) => (passes(`visiting after ${event}`) ? never : visit(...asked)),
      identify: () => (passes('asking who we are') ? never : identify()),
      observe: (...asked) => (passes(`reading after ${event}`) ? never : observe(...asked)),
      gateway: {
        async write(effect, grant) {
          if (passes('request: leaves')) return never;
          if (passes('request: arrives, not taken')) return never;
          const outcome = await gateway.write(effect, grant);
          if (passes('request: taken, no answer')) return never;
          return passes('request: answered') ? never : outcome;
        },
      },
    }),
    operator: operator => ({
      by: operator.by,
      async answer(question, signal) {
        if (passes('question: open')) return never;
        const answer = await operator.answer(question, signal);
        if (answer.kind === 'phrase') yeses += 1;
        return passes('question: answered') ? never : answer;
      },
    }),
  };
}

const typeOf = (bytes: Uint8Array): RunEvent['type'] | undefined =>
  // The types that the journal writes are those that it knows.
  /"type":"(\w+)"/.exec(Buffer.from(bytes).toString('ascii'))?.[1] as RunEvent['type'] | undefined;

function leave({ fd, written, synced }: { fd: number; written: number; synced: number }, remains: Remains): void {
  if (fd === -1) return;
  if (remains === 'synced') fs.ftruncateSync(fd, synced);
  if (remains === 'garbage') {
    fs.ftruncateSync(fd, synced + Math.floor((written - synced) / 2));
    // Only where a record was being written: what lies before is synced, and a disk that loses that cannot be helped.
    if (written > synced) fs.writeSync(fd, Buffer.from([0, 255, 0x7b, 0x22, 7, 7]));
  }
}
