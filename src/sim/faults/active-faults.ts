import type { Call } from '../wire/around.ts';
import type { RandomStream } from '../world/rng.ts';
import type { ApiEffect, Fault, TransportEffect } from './fault.ts';
import { matchesCall } from './matching.ts';
import { offsetMs } from './offset.ts';
import { isWorldEffect } from './parse-fault.ts';
import { TokenBucket } from './token-bucket.ts';

/** What strikes single calls. */
export type CallEffect = TransportEffect | ApiEffect;

/** A fault that somebody has added, and what became of it. */
export interface ActiveFault {
  readonly id: string;
  readonly fault: Fault;
  /** Simulated time. */
  readonly addedAt: number;
  /** How many calls it has struck. */
  readonly struck: number;
}

interface Entry extends ActiveFault {
  struck: number;
  readonly from: number;
  readonly until: number;
  readonly bucket: TokenBucket | undefined;
}

const shown = ({ id, fault, addedAt, struck }: Entry): ActiveFault => ({ id, fault, addedAt, struck });

/** Nothing happens to the call after these: there is an answer, or there will never be one. */
const isFinal = (effect: CallEffect): boolean => {
  switch (effect.kind) {
    case 'delay':
    case 'trickle':
    case 'stale-read':
    case 'small-pages':
    case 'other-account':
      return false;
    default:
      return true;
  }
};

/** The faults that are there, and which of them strikes a call. */
export class ActiveFaults {
  readonly #now: () => number;
  readonly #random: RandomStream;
  readonly #entries = new Map<string, Entry>();
  #added = 0;

  /** `random` is no stream of the world's: what a client happens to ask must not change what happens in the world. */
  constructor({ now, random }: { readonly now: () => number; readonly random: RandomStream }) {
    this.#now = now;
    this.#random = random;
  }

  /** In place of the fault with the same id, if there is one. */
  add(fault: Fault): ActiveFault {
    const addedAt = this.#now();
    this.#added += 1;
    const id = fault.id ?? `fault-${this.#added}`;
    const { from, until } = fault.when ?? {};
    const entry: Entry = {
      id,
      fault,
      addedAt,
      struck: 0,
      from: addedAt + (from === undefined ? 0 : offsetMs(from)),
      until: until === undefined ? Number.POSITIVE_INFINITY : addedAt + offsetMs(until),
      bucket: fault.effect.kind === 'rate-limit' ? new TokenBucket(fault.effect, addedAt) : undefined,
    };
    // At the end, also when it replaces another: faults strike in the order in which they came.
    this.#entries.delete(id);
    this.#entries.set(id, entry);
    return shown(entry);
  }

  /** Whether there was such a fault. */
  remove(id: string): boolean {
    return this.#entries.delete(id);
  }

  /** Those that can still strike, in the order in which they came. */
  all(): readonly ActiveFault[] {
    return [...this.#entries.values()].filter(entry => !this.#isOver(entry)).map(shown);
  }

  /**
   * What strikes this call, in order; a final effect ends the list. Draws chance and counts what it returns.
   * `isPossible` says whether an effect could strike this call at all.
   */
  strike(call: Call, isPossible: (effect: CallEffect) => boolean): readonly CallEffect[] {
    const struck: CallEffect[] = [];
    for (const entry of this.#entries.values()) {
      const { effect } = entry.fault;
      if (isWorldEffect(effect) || !isPossible(effect) || !this.#strikes(entry, call)) continue;
      entry.struck += 1;
      struck.push(effect);
      if (isFinal(effect)) break;
    }
    return struck;
  }

  #strikes(entry: Entry, call: Call): boolean {
    const { match = {}, when = {} } = entry.fault;
    if (this.#now() < entry.from || this.#isOver(entry) || !matchesCall(match, call)) return false;
    if (when.probability !== undefined && this.#random.next() >= when.probability) return false;
    // Whoever finds a token is let through.
    return entry.bucket === undefined || !entry.bucket.take(this.#now());
  }

  #isOver({ until, struck, fault: { when } }: Entry): boolean {
    return this.#now() >= until || struck >= (when?.times ?? Number.POSITIVE_INFINITY);
  }
}
