import type { JournalEntry } from './history.ts';
import type { Deed } from './scenarios/deed.ts';
import type { Call } from './wire/around.ts';
import type { Calls } from './wire/call-by-name.ts';
import { SECOND, type SimTime } from './world/clock.ts';
import type { World } from './world/world.ts';

/** As much of a simulator as it takes to live its history. */
export interface Livable {
  readonly world: World;
  readonly calls: Calls;
  readonly perform: (deed: Deed) => unknown;
}

/** Request ids are no part of the world; nobody gets to see these. */
const NOBODYS_REQUEST = { requestId: '00000000-0000-4000-8000-000000000000' };

/** Lives a journal again, entry by entry, in a simulator that began with the same options. */
export class Reliving<S extends Livable> {
  readonly simulator: S;
  #lived = 0;

  constructor(simulator: S) {
    this.simulator = simulator;
  }

  /** Goes on to that time; what the journal says of later times is left for later. It never goes back. */
  liveUntil(journal: readonly JournalEntry[], until: SimTime): void {
    const { clock } = this.simulator.world;
    for (let entry = journal[this.#lived]; entry !== undefined && entry.at <= until; entry = journal[this.#lived]) {
      clock.runUntil(entry.at);
      if ('deed' in entry) this.simulator.perform(entry.deed);
      else this.simulator.calls.call(entry.call, entry.input, NOBODYS_REQUEST);
      this.#lived += 1;
    }
    clock.runUntil(until);
  }
}

/**
 * The same world, some time ago: for reads that are not up to date.
 *
 * A second world lives the first one's journal at a distance, so a stale answer is exactly what AWS answered then: also
 * to a question that nobody asked then, and with everything in it from the same moment.
 */
export class LaggingWorlds {
  readonly #begin: () => Livable;
  readonly #byLag = new Map<number, Reliving<Livable>>();

  /** `begin` makes a simulator as the first one was at its beginning. */
  constructor(begin: () => Livable) {
    this.#begin = begin;
  }

  /** Answers the read as of `bySeconds` before `now`; what lies before the beginning cannot be asked. */
  read(
    call: Call,
    input: unknown,
    present: { journal: readonly JournalEntry[]; now: SimTime; bySeconds: number },
  ): unknown {
    const { journal, now, bySeconds } = present;
    let then = this.#byLag.get(bySeconds);
    if (then === undefined) {
      then = new Reliving(this.#begin());
      this.#byLag.set(bySeconds, then);
    }
    then.liveUntil(journal, now - bySeconds * SECOND);
    return then.simulator.calls.call(call.name, input, NOBODYS_REQUEST);
  }
}
