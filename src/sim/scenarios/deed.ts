import type { Fault } from '../faults/fault.ts';
import { faultReader } from '../faults/parse-fault.ts';
import { GrammarError, optional, plainObject, type Reader, record, text } from '../faults/reader.ts';

/** Something that a scenario, or somebody at the control endpoint, does to the simulated AWS. Plain data. */
export type Deed =
  | { readonly add: Fault }
  /** The id of a fault. */
  | { readonly remove: string }
  /** `ecs:UpdateService`, called by somebody who is not the simulator's caller. */
  | { readonly call: string; readonly input: Readonly<Record<string, unknown>>; readonly principal?: string }
  /** The name of a scenario. */
  | { readonly run: string }
  /** The DNS name of a load balancer: somebody sends it a request. */
  | { readonly visit: string };

const KINDS: {
  readonly [K in 'add' | 'remove' | 'call' | 'run' | 'visit']: Reader<Extract<Deed, Record<K, unknown>>>;
} = {
  add: record({ add: faultReader }),
  remove: record({ remove: text() }),
  call: record({
    call: text({ pattern: /^[a-z0-9-]+:[A-Za-z0-9]+$/, of: 'an operation such as ecs:UpdateService' }),
    input: plainObject,
    principal: optional(text({ pattern: /^arn:aws:[\w+=,.@:/-]+$/, of: 'the ARN of a principal' })),
  }),
  run: record({ run: text() }),
  visit: record({ visit: text() }),
};

/**
 * Reads a deed from plain JSON.
 * @throws GrammarError that says what is wrong with it
 */
export const deedReader: Reader<Deed> = (value, path) => {
  const object = plainObject(value, path);
  for (const [kind, reader] of Object.entries(KINDS)) if (Object.hasOwn(object, kind)) return reader(value, path);
  throw new GrammarError(`${path || 'It'} must have one of: ${Object.keys(KINDS).join(', ')}.`);
};
