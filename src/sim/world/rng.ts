/** FNV-1a, 32 bits: turns a stream's name into a number that has nothing to do with its neighbours' numbers. */
const fnv1a = (text: string): number => {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index += 1) {
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  }
  return hash >>> 0;
};

/** One repeatable source of chance (mulberry32). */
export class RandomStream {
  #state: number;

  constructor(seed: number) {
    this.#state = seed | 0;
  }

  /** Part of the world's state: equal states draw equal futures. */
  get state(): number {
    return this.#state;
  }

  /** Uniform in [0, 1). */
  next(): number {
    this.#state = (this.#state + 0x6d2b79f5) | 0;
    let mixed = this.#state;
    mixed = Math.imul(mixed ^ (mixed >>> 15), mixed | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  }

  /** Uniform in [low, high). */
  between(low: number, high: number): number {
    return low + (high - low) * this.next();
  }

  /** A whole number, uniform in [0, bound). */
  below(bound: number): number {
    return Math.floor(this.next() * bound);
  }

  /** Bell-shaped around 0 with a standard deviation of 1, never beyond +-3: the sum of twelve uniform draws. */
  bell(): number {
    let sum = -6;
    for (let draw = 0; draw < 12; draw += 1) sum += this.next();
    return Math.max(-3, Math.min(3, sum));
  }
}

/**
 * All the chance of one world, by name: `streams.get('tasks.start:waooaw-backend')`. Each consumer has its own stream,
 * so a new consumer does not shift what the others draw.
 */
export class RandomStreams {
  readonly #seed: number;
  readonly #streams = new Map<string, RandomStream>();

  constructor(seed: number) {
    this.#seed = seed;
  }

  get(name: string): RandomStream {
    const known = this.#streams.get(name);
    if (known !== undefined) return known;
    const made = new RandomStream(this.#seed ^ fnv1a(name));
    this.#streams.set(name, made);
    return made;
  }

  /** A new stream outside the world's state, the same for the same name: for what is made up when somebody reads it. */
  apart(name: string): RandomStream {
    return new RandomStream(this.#seed ^ fnv1a(name));
  }

  /** Part of the world's state. */
  states(): Readonly<Record<string, number>> {
    return Object.fromEntries([...this.#streams].map(([name, stream]) => [name, stream.state]));
  }
}
