import type { OperationInput, OperationName, OperationOutput } from '../domain/operations.ts';
import type { Clients } from './clients.ts';
import type { Send } from './service-client.ts';
import type { Shape } from './shape.ts';

/** What the gateway has to know of an operation: who sends it, and what an answer must look like to be believed. */
export interface OperationRow<Name extends OperationName> {
  readonly client: (clients: Clients) => Promise<{ readonly commands: { readonly [N in Name]: Send<N> } }>;
  /** What is wrong with the answer, or undefined: whether it has what is needed, and speaks of what was asked. */
  readonly check: (output: OperationOutput<Name>, input: OperationInput<Name>) => string | undefined;
}

/** A row for each of these operations; one that is left out does not compile. */
export type OperationRows<Names extends OperationName> = { readonly [Name in Names]: OperationRow<Name> };

/** What is needed is there, and the answer speaks of what was asked; that types are right has been seen before. */
export const answer =
  <Output, Input>(shape: Shape, about: (output: Output, input: Input) => string | undefined = () => undefined) =>
  (output: Output, input: Input): string | undefined =>
    shape(output, '') ?? about(output, input);

/**
 * For an operation whose answer has no members. AWS numbers every request that it has processed; an empty answer without a
 * number may come from anything between here and there.
 */
export const acknowledged = ({ $metadata }: { readonly $metadata: { readonly requestId?: string | undefined } }) =>
  $metadata.requestId ? undefined : 'the answer has no request id';
