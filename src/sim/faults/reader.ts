/** What somebody sent is not what the grammar allows; the message is a sentence that tells them. */
export class GrammarError extends Error {
  override readonly name = 'GrammarError';
}

/** Reads one value of a plain, untrusted JSON value. `path` is where it stands: `effect.ms`. */
export type Reader<T> = (value: unknown, path: string) => T;

interface Optional<T> {
  readonly optional: Reader<T>;
}

/** A member that may be left out. Null is not leaving it out. */
export const optional = <T>(reader: Reader<T>): Optional<T> => ({ optional: reader });

const reject = (path: string, must: string, value: unknown): never => {
  throw new GrammarError(`${path || 'It'} must be ${must}, and is ${shown(value)}.`);
};

/** Short enough for a sentence, whatever somebody sent. */
const shown = (value: unknown): string => {
  if (value === undefined) return 'missing';
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'object' && value !== null) return 'an object';
  const text = JSON.stringify(value);
  return text.length > 40 ? `${text.slice(0, 40)}...` : text;
};

export const text =
  ({ max = 200, pattern, of = 'a text' }: { max?: number; pattern?: RegExp; of?: string } = {}): Reader<string> =>
  (value, path) => {
    const fits = typeof value === 'string' && value !== '' && value.length <= max && pattern?.test(value) !== false;
    return fits ? value : reject(path, pattern === undefined ? `${of} of 1 to ${max} characters` : of, value);
  };

export const number =
  (range: { min: number; max: number; above?: boolean; whole?: boolean }): Reader<number> =>
  (value, path) => {
    const { min, max, above = false, whole = false } = range;
    const fits =
      typeof value === 'number' &&
      (above ? value > min : value >= min) &&
      value <= max &&
      (!whole || Number.isInteger(value));
    if (fits) return value;
    return reject(path, `a ${whole ? 'whole ' : ''}number ${above ? 'above' : 'from'} ${min} up to ${max}`, value);
  };

export const flag: Reader<boolean> = (value, path) =>
  typeof value === 'boolean' ? value : reject(path, 'true or false', value);

export const oneOf =
  <const T extends string | number>(...allowed: readonly T[]): Reader<T> =>
  (value, path) =>
    allowed.find(one => one === value) ?? reject(path, allowed.map(one => JSON.stringify(one)).join(' or '), value);

export const listOf =
  <T>(item: Reader<T>, { max }: { max: number }): Reader<readonly T[]> =>
  (value, path) => {
    if (!Array.isArray(value) || value.length === 0 || value.length > max) {
      return reject(path, `a list of 1 to ${max} items`, value);
    }
    return value.map((one, index) => item(one, `${path}[${index}]`));
  };

/** `[2, 8]`: the least and the most. */
export const range =
  (bound: Reader<number>): Reader<readonly [number, number]> =>
  (value, path) => {
    if (!Array.isArray(value) || value.length !== 2) return reject(path, 'a list of the least and the most', value);
    const [least, most] = [bound(value[0], `${path}[0]`), bound(value[1], `${path}[1]`)];
    if (least > most) throw new GrammarError(`${path} must begin with the least, and ${least} is more than ${most}.`);
    return [least, most];
  };

type Members = Readonly<Record<string, Reader<unknown> | Optional<unknown>>>;
type RequiredOf<M extends Members> = { [K in keyof M]: M[K] extends Optional<unknown> ? never : K }[keyof M];
type RecordOf<M extends Members> = {
  readonly [K in RequiredOf<M>]: M[K] extends Reader<infer T> ? T : never;
} & {
  readonly [K in Exclude<keyof M, RequiredOf<M>>]?: M[K] extends Optional<infer T> ? T : never;
};

export const plainObject: Reader<Readonly<Record<string, unknown>>> = (value, path) => {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
    // A plain object has string keys only; what JSON makes is one.
    return value as Readonly<Record<string, unknown>>;
  }
  return reject(path, 'an object', value);
};

/** An object with these members and no others: a misspelt member must not pass for one that was left out. */
export const record =
  <M extends Members>(members: M): Reader<RecordOf<M>> =>
  (value, path) => {
    const object = plainObject(value, path);
    // Own keys only, and never assigned by name: a member called __proto__ is refused like any other unknown one.
    for (const key of Object.keys(object)) {
      if (Object.hasOwn(members, key)) continue;
      const known = Object.keys(members).join(', ');
      throw new GrammarError(`${memberPath(path, key)} is not known; there are: ${known}.`);
    }
    const read = Object.entries(members).flatMap(([key, member]): (readonly [string, unknown])[] => {
      const own = Object.hasOwn(object, key) ? object[key] : undefined;
      if (typeof member === 'function') return [[key, member(own, memberPath(path, key))]];
      return own === undefined ? [] : [[key, member.optional(own, memberPath(path, key))]];
    });
    // Each member was read by its own reader, which is what the type says.
    return Object.fromEntries(read) as RecordOf<M>;
  };

const memberPath = (path: string, key: string): string => {
  const name = key.length > 40 ? `${key.slice(0, 40)}...` : key;
  return path === '' ? name : `${path}.${name}`;
};
