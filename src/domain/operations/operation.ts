/** The types of an operation, carried by its row; never present at run time. */
declare const types: unique symbol;

interface Operation<Kind extends 'read' | 'write', Input, Output> {
  readonly kind: Kind;
  /** The same call in the `aws` command's words: service and subcommand. */
  readonly cli: string;
  /** The members whose flag the `aws` command does not derive from their name: `{ Endpoint: 'notification-endpoint' }`. */
  readonly flags?: Readonly<Record<string, string>>;
  readonly [types]?: { readonly input: Input; readonly output: Output };
}

export const read = <Input, Output>(cli: string): Operation<'read', Input, Output> => ({ kind: 'read', cli });

export const write = <Input, Output>(
  cli: string,
  flags?: Readonly<Record<string, string>>,
): Operation<'write', Input, Output> => ({ kind: 'write', cli, ...(flags && { flags }) });

/** What goes in and comes out of an operation of that row. */
export type TypesOf<Row extends { readonly [types]?: unknown }> = NonNullable<Row[typeof types]>;
