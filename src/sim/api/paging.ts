/** One page of a list, and the token that asks for the next one. */
export interface Page<T> {
  readonly items: readonly T[];
  readonly nextToken: string | undefined;
}

/**
 * The page of at most `size` items that `token` asks for; without a token, the first. Tokens are opaque to callers and
 * belong to one operation. `invalid` makes the error that the service answers to a token that is none of its own.
 */
export const pageOf = <T>(
  items: readonly T[],
  page: {
    readonly operation: string;
    readonly size: number;
    readonly token: string | undefined;
    readonly invalid: () => Error;
  },
): Page<T> => {
  const from = page.token === undefined ? 0 : offsetIn(page.token, page.operation);
  if (from === undefined) throw page.invalid();
  const to = from + page.size;
  return {
    items: items.slice(from, to),
    nextToken: to < items.length ? btoa(`${page.operation} ${to}`) : undefined,
  };
};

const TOKEN = /^(\w+) (\d+)$/;

const offsetIn = (token: string, operation: string): number | undefined => {
  // Only what this module made decodes; atob throws on anything that is not base64.
  if (!/^[\w+/]+=*$/.test(token) || token.length % 4 !== 0) return undefined;
  const [, madeFor, offset] = TOKEN.exec(atob(token)) ?? [];
  return madeFor === operation && offset !== undefined ? Number(offset) : undefined;
};
