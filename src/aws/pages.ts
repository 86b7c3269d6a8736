/** AWS never needs more; a token that leads in a circle would. */
const mostPages = 200;

/** Collects every page. `read` gets the token of the page before it, undefined for the first. */
export async function allPages<Item>(
  read: (token: string | undefined) => Promise<{ readonly items: readonly Item[]; readonly next: string | undefined }>,
): Promise<readonly Item[]> {
  const items: Item[] = [];
  let token: string | undefined;
  for (let page = 0; page < mostPages; page += 1) {
    const { items: more, next } = await read(token);
    items.push(...more);
    if (next === undefined || next === '' || next === token) return items;
    token = next;
  }
  return items;
}

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
