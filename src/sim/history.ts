import type { Deed } from './scenarios/deed.ts';
import type { SimOperation } from './wire/operation.ts';
import { isRead, operationName } from './wire/operation-name.ts';
import type { World } from './world/world.ts';

/** A write that AWS accepted, whoever sent it, and whether or not its sender ever heard of it. */
export interface AcceptedWrite {
  /** Simulated time. */
  readonly at: number;
  readonly principal: string;
  readonly operation: string;
  readonly input: unknown;
}

/** Something that came into the simulated AWS from outside; what follows from it is no entry of its own. */
export type JournalEntry =
  | { readonly at: number; readonly call: string; readonly input: unknown }
  | { readonly at: number; readonly deed: Deed };

/**
 * What was done to the simulated AWS, in order. `writes` is the ground truth that a client's own records are held
 * against. `journal` has only what came from outside: with the options of the world, it is enough to live it all again.
 */
export class History {
  readonly writes: AcceptedWrite[] = [];
  readonly journal: JournalEntry[] = [];
  readonly #world: World;

  constructor(world: World) {
    this.#world = world;
  }

  /** Does a deed from outside, and records it unless it fails. */
  record<T>(deed: Deed, perform: (deed: Deed) => T): T {
    this.#settle();
    const made = perform(deed);
    this.journal.push({ at: this.#world.clock.now, deed });
    return made;
  }

  /** The same operations, their accepted writes recorded. */
  recording(operations: readonly SimOperation[]): readonly SimOperation[] {
    return operations.map(operation => {
      const name = operationName(operation);
      return isRead(name) ? operation : this.#recordingOne(name, operation);
    });
  }

  #recordingOne(name: string, { schema, handle }: SimOperation): SimOperation {
    return {
      schema,
      handle: (received, context) => {
        // As it came: a handler may keep parts of its input and change them later.
        const input: unknown = structuredClone(received);
        if (context.principal === undefined) this.#settle();
        const output = handle(received, context);
        const at = this.#world.clock.now;
        const { principal } = context;
        this.writes.push({ at, principal: principal ?? this.#world.account.callerArn, operation: name, input });
        // Who has another principal is part of the world, or acts by a deed that is recorded itself.
        if (principal === undefined) this.journal.push({ at, call: name, input });
        return output;
      },
    };
  }

  /** What is due at this very instant comes first, so that there is one order only: the one that a replay has. */
  #settle(): void {
    this.#world.clock.runUntil(this.#world.clock.now);
  }
}
