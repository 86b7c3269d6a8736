import type { Command, StaticOperationSchema } from '@smithy/types';

/** What a handler may know of the call besides its input. */
export interface CallContext {
  /** The request id that the answer will carry; drawn from the world's own stream, so it repeats with the seed. */
  readonly requestId: string;
  /** Who calls, as an ARN, when it is somebody else than the account's usual caller. */
  readonly principal?: string;
}

/**
 * One AWS operation that the simulator answers.
 *
 * `handle` gets the decoded and validated input (plain objects, `Date`s) and returns the output without `$metadata`.
 * It may throw the SDK's own exception classes; the wire layer turns them into the service's error format.
 */
export interface SimOperation {
  readonly schema: StaticOperationSchema;
  readonly handle: (input: unknown, context: CallContext) => unknown;
}

// The SDK's command classes differ only in their inputs and outputs; the constructor's argument list is of no interest.
// biome-ignore lint/suspicious/noExplicitAny: Command is invariant in five parameters; only `any` accepts every command class
type AnyCommandClass = new (input: any) => Command<any, any, any, any, any>;
type InputOf<C extends AnyCommandClass> = InstanceType<C>['input'];
type OutputOf<C extends AnyCommandClass> =
  // biome-ignore lint/suspicious/noExplicitAny: see AnyCommandClass
  InstanceType<C> extends Command<any, any, any, infer Output, any> ? Omit<Output, '$metadata'> : never;

/** Pairs an SDK command class with the world's answer to it; a wrong output type is a compile error. */
export function on<C extends AnyCommandClass>(
  CommandClass: C,
  handle: (input: InputOf<C>, context: CallContext) => OutputOf<C>,
): SimOperation {
  // Every command instance carries its operation schema; the property is public on Command but typed `any`.
  const { schema } = new CommandClass({}) as { schema: StaticOperationSchema };
  return { schema, handle: handle as SimOperation['handle'] };
}
