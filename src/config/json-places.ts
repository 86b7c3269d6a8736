/** Where the members of a JSON text stand, and which names stand twice in one object: `JSON.parse` silently takes the last. */
export interface JsonPlaces {
  /** The line of a member or element, counted from 1, by its path as `environments.prod.region`. */
  lineOf(path: readonly PropertyKey[]): number;
  readonly doubled: readonly { readonly path: string; readonly line: number }[];
}

interface Container {
  readonly path: string;
  /** Names that have been seen; undefined in an array. */
  readonly names: Set<string> | undefined;
  name: string;
  index: number;
}

const token = /"[^"\\]*(?:\\.[^"\\]*)*"|[{}[\],:]|\n|[^\s"{}[\],:]+/g;

/** Deeper than any path that the schema knows; what stands there has the line of what it stands in. */
const deepest = 8;

/** @param text JSON that `JSON.parse` has accepted. Walks it once, without recursion, however deep it is. */
export function jsonPlaces(text: string): JsonPlaces {
  const lines = new Map<string, number>();
  const doubled: { path: string; line: number }[] = [];
  const open: Container[] = [];
  let line = 1;
  let lastString = '';

  const placeIn = ({ path, names, name, index }: Container): string =>
    `${path}${path === '' ? '' : '.'}${names === undefined ? index : name}`;

  /** A value begins: an element of an array has its place here, a member had it at its name. */
  const begin = (): string => {
    const inside = open.at(-1);
    if (inside === undefined || open.length > deepest) return '';
    const place = placeIn(inside);
    if (!lines.has(place)) lines.set(place, line);
    return place;
  };

  for (const [part] of text.matchAll(token)) {
    const inside = open.at(-1);
    switch (part) {
      case '\n':
        line += 1;
        break;
      case ':':
        if (inside?.names === undefined || open.length > deepest) break;
        inside.name = stringOf(lastString);
        if (inside.names.has(inside.name)) doubled.push({ path: placeIn(inside), line });
        inside.names.add(inside.name);
        lines.set(placeIn(inside), line);
        break;
      case ',':
        if (inside) inside.index += 1;
        break;
      case '{':
      case '[':
        open.push({ path: begin(), names: part === '{' ? new Set() : undefined, name: '', index: 0 });
        break;
      case '}':
      case ']':
        open.pop();
        break;
      default:
        lastString = part;
        if (inside?.names === undefined) begin();
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

/** The text was accepted as a whole, so each string of it is one. */
const stringOf = (quoted: string): string => String(JSON.parse(quoted));
