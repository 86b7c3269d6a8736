/** Where the members of a JSON text stand, and which names stand twice in one object: `JSON.parse` silently takes the last. */
export interface JsonPlaces {
  /** The line of a member or element, counted from 1, by its path as `environments.prod.region`. */
  lineOf(path: readonly PropertyKey[]): number;
  readonly doubled: readonly { readonly path: string; readonly line: number }[];
}

interface Container {
  readonly path: readonly string[];
  /** Names that have been seen; undefined in an array. */
  readonly names: Set<string> | undefined;
  index: number;
}

const token = /"[^"\\]*(?:\\.[^"\\]*)*"|[{}[\],:]|\n|[^\s"{}[\],:]+/g;

/** @param text JSON that `JSON.parse` has accepted. Walks it once, without recursion, however deep it is. */
export function jsonPlaces(text: string): JsonPlaces {
  const lines = new Map<string, number>();
  const doubled: { path: string; line: number }[] = [];
  const open: Container[] = [];
  let line = 1;
  let name: string | undefined;
  let lastString = '';

  const place = (): readonly string[] => {
    const inside = open.at(-1);
    if (inside === undefined) return [];
    return [...inside.path, inside.names === undefined ? String(inside.index) : (name ?? '')];
  };
  const begin = (names: Set<string> | undefined): void => {
    const path = place();
    // Deeper than any path that the schema knows: its line is its parent's.
    open.push({ path: path.slice(0, deepest), names, index: 0 });
  };
  for (const [part] of text.matchAll(token)) {
    const inside = open.at(-1);
    if (part === '\n') line += 1;
    else if (part === ':') {
      name = lastString;
      const path = place().join('.');
      if (inside?.names?.has(name)) doubled.push({ path, line });
      inside?.names?.add(name);
      lines.set(path, line);
    } else if (part === ',') {
      if (inside) inside.index += 1;
    } else if (part === '{') begin(new Set());
    else if (part === '[') begin(undefined);
    else if (part === '}' || part === ']') open.pop();
    else if (part.startsWith('"')) lastString = stringOf(part);
    if (inside !== undefined && inside.names === undefined && !/[\n,\]}]/.test(part)) {
      const path = [...inside.path, String(inside.index)].join('.');
      if (!lines.has(path)) lines.set(path, line);
    }
  }
  return {
    doubled,
    lineOf(path) {
      for (let length = path.length; length > 0; length -= 1) {
        const found = lines.get(path.slice(0, length).map(String).join('.'));
        if (found !== undefined) return found;
      }
      return 1;
    },
  };
}

const deepest = 8;

/** The text was accepted as a whole, so each string of it is one. */
const stringOf = (quoted: string): string => String(JSON.parse(quoted));
