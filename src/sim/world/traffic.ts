import { DAY, HOUR, type SimTime } from './clock.ts';
import type { RandomStream } from './rng.ts';

/** Extra load that rises for `rampMs`, stays for `holdMs` and falls for `rampMs` again. */
export interface Surge {
  readonly from: SimTime;
  readonly rampMs: number;
  readonly holdMs: number;
  readonly extraPerMinute: number;
}

/** The quietest and the busiest hour, as parts of the baseline. */
const QUIETEST = 0.7;
const BUSIEST = 1.1;
/** 16:00 in New York. */
const BUSIEST_HOUR_UTC = 20;

/** Standard deviation of one sample, as a part of the load. */
const NOISE = 0.05;

/** 1.1 at the busiest hour, 0.7 twelve hours away from it, and a smooth curve between. */
const dayCurve = (at: SimTime): number => {
  const sinceBusiest = ((at - BUSIEST_HOUR_UTC * HOUR) / DAY) * 2 * Math.PI;
  return (BUSIEST + QUIETEST) / 2 + ((BUSIEST - QUIETEST) / 2) * Math.cos(sinceBusiest);
};

/** The same, computed once for all who ask about the same moment, as all services do at every look. */
export const sharedDayCurve = (): ((at: SimTime) => number) => {
  let [computedAt, computed] = [Number.NaN, 0];
  return at => {
    if (at !== computedAt) [computedAt, computed] = [at, dayCurve(at)];
    return computed;
  };
};

const surgeAt = ({ from, rampMs, holdMs, extraPerMinute }: Surge, at: SimTime): number => {
  const sinceFrom = at - from;
  const untilOver = from + rampMs + holdMs + rampMs - at;
  if (sinceFrom <= 0 || untilOver <= 0) return 0;
  return extraPerMinute * Math.min(1, sinceFrom / rampMs, untilOver / rampMs);
};

/** The work that arrives at one service: requests for one behind a load balancer, jobs for a worker. */
export class Traffic {
  readonly #random: RandomStream;
  readonly #baselinePerMinute: number;
  readonly #dayCurve: (at: SimTime) => number;
  #surges: Surge[] = [];

  constructor(traffic: { random: RandomStream; baselinePerMinute: number; dayCurve?: (at: SimTime) => number }) {
    this.#random = traffic.random;
    this.#dayCurve = traffic.dayCurve ?? dayCurve;
    this.#baselinePerMinute = traffic.baselinePerMinute;
  }

  /** Part of the world's state. */
  get surges(): readonly Surge[] {
    return this.#surges;
  }

  addSurge(surge: Surge): void {
    this.#surges.push(surge);
  }

  /** Lets a surge fall from `at` on, or not begin at all. */
  endSurge(surge: Surge, at: SimTime): void {
    const others = this.#surges.filter(other => other !== surge);
    if (others.length === this.#surges.length) return;
    const holdMs = at - surge.from - surge.rampMs;
    // While it still rises it has no plateau to fall from: it is gone at once.
    this.#surges = holdMs < 0 ? others : [...others, { ...surge, holdMs: Math.min(holdMs, surge.holdMs) }];
  }

  /** The load at `at`, per minute, with its noise. It draws from the world's chance: only the world may call it. */
  sample(at: SimTime): number {
    const noise = 1 + NOISE * this.#random.bell();
    return Math.max(0, (this.#baselinePerMinute * this.#dayCurve(at) + this.#surgesAt(at)) * noise);
  }

  #surgesAt(at: SimTime): number {
    if (this.#surges.length === 0) return 0;
    this.#surges = this.#surges.filter(({ from, rampMs, holdMs }) => at < from + rampMs + holdMs + rampMs);
    return this.#surges.reduce((sum, surge) => sum + surgeAt(surge, at), 0);
  }
}
