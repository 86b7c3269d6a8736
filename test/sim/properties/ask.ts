import type { Command, StaticOperationSchema } from '@smithy/types';
import type { Simulator } from '../../../src/sim/simulator.ts';

// biome-ignore lint/suspicious/noExplicitAny: Command is invariant in five parameters; only `any` accepts every command class
type AnyCommandClass = new (input: any) => Command<any, any, any, any, any>;
type OutputOf<C extends AnyCommandClass> =
  // biome-ignore lint/suspicious/noExplicitAny: see AnyCommandClass
  InstanceType<C> extends Command<any, any, any, infer Output, any> ? Omit<Output, '$metadata'> : never;

/**
 * Asks the simulated AWS for what an SDK command asks for, typed as the SDK is, but without a socket: a story of hours
 * is looked at thousands of times.
 */
export const ask = <C extends AnyCommandClass>(
  { operations }: Simulator,
  CommandClass: C,
  input: InstanceType<C>['input'],
): OutputOf<C> => {
  // Every command instance carries its operation schema; the property is public on Command but typed `any`.
  const { schema } = new CommandClass({}) as { schema: StaticOperationSchema };
  const operation = operations.find(known => known.schema === schema);
  if (operation === undefined) throw new Error(`the simulated AWS does not answer ${schema[2]}`);
  // Handlers are registered with the output type of their command: see `on`.
  return operation.handle(input, { requestId: 'look' }) as OutputOf<C>;
};

/** All items of a paginated list. */
export const allPages = <T>(
  page: (token: string | undefined) => { items: readonly T[] | undefined; next: string | undefined },
): T[] => {
  const all: T[] = [];
  let token: string | undefined;
  do {
    const { items = [], next } = page(token);
    all.push(...items);
    token = next;
  } while (token !== undefined);
  return all;
};
