import { MINUTE, type Scheduled, SECOND } from '../world/clock.ts';
import type { Service } from '../world/services.ts';
import type { TaskFate } from '../world/tasks.ts';
import type { World } from '../world/world.ts';
import type { Fault, WorldEffect } from './fault.ts';
import { namesResource } from './matching.ts';
import { offsetMs } from './offset.ts';
import { type CallAs, letOperate } from './second-operator.ts';

export interface WorldFault extends Fault {
  readonly effect: WorldEffect;
}

interface Entry {
  readonly fault: WorldFault;
  readonly planned: Scheduled[];
  /** Set while it is in force: takes it back. */
  undo?: () => void;
}

/** The faults of the world itself, begun and ended by its clock. */
export class WorldFaults {
  readonly #world: World;
  readonly #callAs: CallAs;
  readonly #entries = new Map<string, Entry>();

  constructor({ world, callAs }: { readonly world: World; readonly callAs: CallAs }) {
    this.#world = world;
    this.#callAs = callAs;
  }

  /** Begins it now or when it says, and ends it when it says. */
  add(id: string, fault: WorldFault): void {
    this.remove(id);
    const { clock } = this.#world;
    const entry: Entry = { fault, planned: [] };
    this.#entries.set(id, entry);
    const { from, until } = fault.when ?? {};
    if (from === undefined) this.#begin(entry);
    else entry.planned.push(clock.after(offsetMs(from), () => this.#begin(entry)));
    if (until !== undefined) entry.planned.push(clock.after(offsetMs(until), () => this.remove(id)));
  }

  remove(id: string): void {
    const entry = this.#entries.get(id);
    if (entry === undefined) return;
    this.#entries.delete(id);
    for (const planned of entry.planned) this.#world.clock.cancel(planned);
    entry.undo?.();
  }

  #begin(entry: Entry): void {
    const { effect, match } = entry.fault;
    const { metrics } = this.#world;
    const struck = (): readonly Service[] =>
      this.#world.ecs.services().filter(service => strikes(entry.fault, service));
    switch (effect.kind) {
      case 'second-operator':
        entry.undo = letOperate(effect, { world: this.#world, callAs: this.#callAs, services: struck });
        break;
      case 'metric-gap': {
        const { namespace } = effect;
        // Dimensions have plain names: `waooaw-backend`, of `waooaw-production/waooaw-backend`.
        const resource = match?.resource?.split('/').at(-1);
        const gap = { ...(namespace !== undefined && { namespace }), ...(resource !== undefined && { resource }) };
        metrics.addGap(gap);
        entry.undo = () => metrics.removeGap(gap);
        break;
      }
      case 'zone-loss': {
        const { availabilityZone } = effect;
        this.#world.ecs.loseZone(availabilityZone);
        entry.undo = () => this.#world.ecs.recoverZone(availabilityZone);
        break;
      }
      case 'surge':
        entry.undo = this.#surge(effect, struck());
        break;
      default:
        // What strikes services may overlap: what holds for one follows from all that are in force.
        entry.undo = () => this.#settle(struck());
        this.#settle(struck());
    }
  }

  #surge(effect: Extract<WorldEffect, { kind: 'surge' }>, services: readonly Service[]): () => void {
    const surge = {
      from: this.#world.clock.now,
      rampMs: effect.rampMinutes * MINUTE,
      holdMs: effect.holdMinutes * MINUTE,
      extraPerMinute: effect.extraPerMinute,
    };
    for (const service of services) this.#world.addSurge(service, surge);
    return () => {
      for (const service of services) this.#world.endSurge(service, surge);
    };
  }

  /** Gives each service what the faults in force make of it. */
  #settle(services: readonly Service[]): void {
    const { ecs } = this.#world;
    const inForce = [...this.#entries.values()].filter(({ undo }) => undo !== undefined).map(({ fault }) => fault);
    for (const service of services) {
      const effects = inForce.filter(fault => strikes(fault, service)).map(({ effect }) => effect);
      const capacity = effects.some(({ kind }) => kind === 'capacity-unavailable') ? 'unavailable' : 'available';
      if (capacity !== service.capacity) ecs.setCapacity(service, capacity);
      ecs.setStartFactor(service, Math.max(1, ...effects.map(startFactorOf)));
      const fate = effects.map(fateOf).findLast(one => one !== undefined);
      if (JSON.stringify(fate) === JSON.stringify(service.fate)) continue;
      if (fate === undefined) ecs.cure(service);
      else ecs.afflict(service, fate);
    }
  }
}

const strikes = ({ match }: WorldFault, { arn }: Service): boolean =>
  match?.resource === undefined || namesResource(arn, match.resource);

const startFactorOf = (effect: WorldEffect): number => (effect.kind === 'slow-start' ? effect.factor : 1);

const fateOf = (effect: WorldEffect): TaskFate | undefined => {
  switch (effect.kind) {
    case 'tasks-exit':
      return { kind: 'exits', exitCode: effect.exitCode, afterMs: effect.afterSeconds * SECOND };
    case 'tasks-run-out-of-memory':
      return { kind: 'runs-out-of-memory', afterMs: effect.afterSeconds * SECOND };
    case 'tasks-fail-health-checks':
      return { kind: 'fails-health-checks' };
    case 'tasks-cannot-pull-image':
      return { kind: 'cannot-pull-image' };
    default:
      return undefined;
  }
};
