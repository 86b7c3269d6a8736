import type { OperationInput, OperationName, OperationOutput } from '../domain/operations.ts';

type PrefixOf<Name extends string> = Name extends `${infer Prefix}:${string}` ? Prefix : never;

/** A service as IAM names it: `ecs`, `application-autoscaling`. */
export type Service = PrefixOf<OperationName>;

type OperationOf<Name extends Service> = Extract<OperationName, `${Name}:${string}`>;

/** One request through a client, from input to parsed output; it rejects with whatever the SDK throws. */
export type Send<Name extends OperationName> = (
  input: OperationInput<Name>,
  options: { readonly abortSignal: AbortSignal },
) => Promise<OperationOutput<Name>>;

/** An open client and the commands that it knows. Only the gateway calls them. */
export interface ServiceClient<Name extends Service> {
  readonly commands: { readonly [Operation in OperationOf<Name>]: Send<Operation> };
  destroy(): void;
}
