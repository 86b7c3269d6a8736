import { FaultError } from '../../../src/domain/fault.ts';
import type { RunPorts } from '../../../src/runner/context.ts';
import type { InProcessAws } from './in-process-aws.ts';

export interface Chance {
  /** 0 ≤ n < below. */
  below(limit: number): number;
  /** True once in so many times. */
  once(inTimes: number): boolean;
}

/** Mulberry32: small, and the same everywhere. */
export function chanceFrom(seed: number): Chance {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  return { below: limit => Math.floor(next() * limit), once: inTimes => next() * inTimes < 1 };
}

export interface Troubles {
  readonly around: (ports: RunPorts) => RunPorts;
  /** The oldest data that a request was sent on. */
  oldestMs(): number;
}

const unreachable = (): FaultError =>
  new FaultError({ kind: 'unreachable', because: 'nothing answered', nextStep: 'Check the network.' });

/** A bad day: answers that are lost, requests that never arrive, throttling, reads that fail, reads that take a while. */
export function withTroubles({ clock }: Pick<InProcessAws, 'clock'>, chance: Chance): Troubles {
  const isBadDay = chance.once(2);
  const strikes = (inTimes: number): boolean => isBadDay && chance.once(inTimes);
  let [readAt, oldest] = [0, 0];
  const unknown = {
    outcome: 'unknown',
    fault: { kind: 'timeout', because: 'no answer within 45 s', nextStep: 'Look again.' },
  } as const;
  return {
    oldestMs: () => oldest,
    around: ports => ({
      ...ports,
      async identify() {
        if (strikes(40)) throw unreachable();
        return ports.identify();
      },
      async observe(...asked) {
        if (strikes(20)) throw unreachable();
        if (strikes(4)) await clock.sleep(chance.below(1500));
        const snapshot = await ports.observe(...asked);
        readAt = clock.now();
        return snapshot;
      },
      gateway: {
        async write(effect, grant) {
          oldest = Math.max(oldest, clock.now() - readAt);
          if (strikes(6)) {
            await clock.sleep(45_000);
            return unknown;
          }
          if (strikes(8))
            return {
              outcome: 'rejected',
              fault: { kind: 'throttled', because: 'ThrottlingException: Rate exceeded', nextStep: 'Wait.' },
            };
          const outcome = await ports.gateway.write(effect, grant);
          return strikes(6) ? unknown : outcome;
        },
      },
    }),
  };
}
