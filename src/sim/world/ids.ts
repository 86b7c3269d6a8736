import type { RandomStream, RandomStreams } from './rng.ts';

const draw = (stream: RandomStream, alphabet: string, length: number): string => {
  let text = '';
  for (let index = 0; index < length; index += 1) text += alphabet.charAt(stream.below(alphabet.length));
  return text;
};

const HEX = '0123456789abcdef';

const uuidFrom = (stream: RandomStream): string =>
  [
    draw(stream, HEX, 8),
    draw(stream, HEX, 4),
    `4${draw(stream, HEX, 3)}`,
    `${draw(stream, '89ab', 1)}${draw(stream, HEX, 3)}`,
    draw(stream, HEX, 12),
  ].join('-');

/** Makes the identifiers of one world. `kind` names the stream: ids of one kind do not depend on those of another. */
export class Ids {
  readonly #streams: RandomStreams;

  constructor(streams: RandomStreams) {
    this.#streams = streams;
  }

  /** `46c2d7bdc6924c61bb111555ee6afaa0` (a task), `40d977cf3f3daf52` (a target group): lower-case hexadecimal digits. */
  hex(kind: string, length: number): string {
    return draw(this.#streams.get(`ids.${kind}`), HEX, length);
  }

  /** `4898377691688528528` (a deployment): decimal digits that do not begin with 0. */
  digits(kind: string, length: number): string {
    const stream = this.#streams.get(`ids.${kind}`);
    return draw(stream, '123456789', 1) + draw(stream, '0123456789', length - 1);
  }

  uuid(kind: string): string {
    return uuidFrom(this.#streams.get(`ids.${kind}`));
  }
}

/**
 * Request ids repeat with the seed, but are no part of the world: asking must not change it, so they have a stream
 * outside the world's streams.
 */
export const requestIdsFrom =
  (stream: RandomStream): (() => string) =>
  () =>
    uuidFrom(stream);
