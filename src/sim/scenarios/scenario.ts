import type { Offset } from '../faults/offset.ts';
import type { Deed } from './deed.ts';

/** A story that the simulated AWS tells from the moment at which it is run, always in the same way. */
export interface Scenario {
  readonly name: string;
  /** What happens, and what it is good for, in one sentence. */
  readonly summary: string;
  /** The service that the story is about, which the world must have; without one it can be played in any world. */
  readonly service?: string;
  /** In order of time. */
  readonly timeline: readonly { readonly at: Offset; readonly do: Deed }[];
}
