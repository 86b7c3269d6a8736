import { FaultError } from '../domain/fault.ts';

/** Twenty thousand items of a hundred a page; nothing of what is listed here has so many. */
const mostPages = 200;

/**
 * Collects every page. `read` gets the token of the page before it, undefined for the first.
 *
 * @param most where so many are not enough, the list counts as endless
 * @throws FaultError where the list does not end: the part of it that was read is not the list
 */
export async function allPages<Item>(
  read: (token: string | undefined) => Promise<{ readonly items: readonly Item[]; readonly next: string | undefined }>,
  most = mostPages,
): Promise<readonly Item[]> {
  const items: Item[] = [];
  const tokens = new Set<string>();
  let token: string | undefined;
  for (let page = 1; page <= most; page += 1) {
    const { items: more, next } = await read(token);
    items.push(...more);
    if (next === undefined || next === '') return items;
    if (tokens.has(next)) throw new FaultError(endless(`page ${page} leads back to an earlier one`));
    tokens.add(next);
    token = next;
  }
  throw new FaultError(endless(`there is more after ${most} pages`));
}

const endless = (because: string) =>
  ({
    kind: 'unreadable',
    because: `a list of AWS's does not end: ${because}`,
    nextStep: 'Name the services in the configuration, or check whether a proxy stands between this machine and AWS.',
  }) as const;

export function chunksOf<Item>(items: readonly Item[], size: number): readonly (readonly Item[])[] {
  const chunks: (readonly Item[])[] = [];
  for (let start = 0; start < items.length; start += size) chunks.push(items.slice(start, start + size));
  return chunks;
}

/** Runs `work` for every item, a few at a time: a burst of requests is what AWS throttles. */
export async function eachOf<Item, Result>(
  items: readonly Item[],
  work: (item: Item) => Promise<Result>,
  atOnce = 5,
): Promise<readonly Result[]> {
  const results: Result[] = [];
  for (const chunk of chunksOf(items, atOnce)) results.push(...(await Promise.all(chunk.map(work))));
  return results;
}
