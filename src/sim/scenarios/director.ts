import type { ActiveFault, ActiveFaults } from '../faults/active-faults.ts';
import type { Fault } from '../faults/fault.ts';
import { offsetMs } from '../faults/offset.ts';
import { isWorldEffect } from '../faults/parse-fault.ts';
import { GrammarError } from '../faults/reader.ts';
import { otherPrincipal } from '../faults/second-operator.ts';
import { type WorldFault, WorldFaults } from '../faults/world-faults.ts';
import type { Calls } from '../wire/call-by-name.ts';
import { isAwsError } from '../wire/failure.ts';
import type { World } from '../world/world.ts';
import type { Deed } from './deed.ts';
import { findScenario } from './index.ts';

interface Surroundings {
  readonly world: World;
  readonly calls: Calls;
  readonly faults: ActiveFaults;
  readonly nextRequestId: () => string;
  /** Told of every error of somebody else's call that is no AWS error: a bug of the simulator. */
  readonly onDefect: (error: unknown, operation: string) => void;
}

const isWorldFault = (fault: Fault): fault is WorldFault => isWorldEffect(fault.effect);

/** Does to the simulated AWS what a scenario or the control endpoint says. */
export class Director {
  readonly #surroundings: Surroundings;
  readonly #worldFaults: WorldFaults;
  #running: string | undefined;

  constructor(surroundings: Surroundings) {
    this.#surroundings = surroundings;
    this.#worldFaults = new WorldFaults({
      world: surroundings.world,
      callAs: (principal, call, input) => this.#performUnheard({ call, input: { ...input }, principal }),
    });
  }

  /** The scenario that was last run. */
  get running(): string | undefined {
    return this.#running;
  }

  /**
   * Does it now.
   * @returns what it made: the fault that was added
   * @throws GrammarError when there is no such fault, operation or scenario; what AWS answers when it refuses a call
   */
  perform(deed: Deed): ActiveFault | undefined {
    if ('add' in deed) return this.#add(deed.add);
    if ('remove' in deed) this.#remove(deed.remove);
    else if ('call' in deed) this.#call(deed);
    else if ('visit' in deed) this.#surroundings.world.visit(deed.visit);
    else this.#run(deed.run);
    return undefined;
  }

  #add(fault: Fault): ActiveFault {
    const added = this.#surroundings.faults.add(fault);
    // One of the same id may have been a fault of the world.
    this.#worldFaults.remove(added.id);
    if (isWorldFault(fault)) this.#worldFaults.add(added.id, fault);
    return added;
  }

  #remove(id: string): void {
    this.#worldFaults.remove(id);
    if (!this.#surroundings.faults.remove(id)) throw new GrammarError(`There is no fault ${id}.`);
  }

  #call({ call, input, principal }: Extract<Deed, { call: string }>): void {
    const { calls, world, nextRequestId } = this.#surroundings;
    if (!calls.has(call)) throw new GrammarError(`The simulated AWS does not answer ${call}.`);
    const who = principal ?? otherPrincipal(world.account.accountId);
    calls.callWithJson(call, input, { requestId: nextRequestId(), principal: who });
  }

  #run(name: string): void {
    const scenario = findScenario(name);
    if (scenario === undefined) throw new GrammarError(`There is no scenario ${name}.`);
    this.#running = name;
    for (const { at, do: deed } of scenario.timeline) {
      this.#surroundings.world.clock.after(offsetMs(at), () => this.#performUnheard(deed));
    }
  }

  /** Nobody waits for the outcome; that AWS refuses something is part of the story. */
  #performUnheard(deed: Deed): void {
    try {
      if ('call' in deed) this.#call(deed);
      else this.perform(deed);
    } catch (error) {
      if (!isAwsError(error)) this.#surroundings.onDefect(error, JSON.stringify(deed));
    }
  }
}
