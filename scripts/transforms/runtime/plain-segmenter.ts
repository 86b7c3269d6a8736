import { isPlain } from '../../../src/terminal/plain-text.ts';

type Segments = Pick<Intl.Segments, 'containing'> & Iterable<Intl.SegmentData>;

/**
 * An Intl.Segmenter by grapheme that is made when a text comes whose characters are not one cluster each; such text is
 * taken apart without it.
 */
export function plainSegmenter(make: () => Intl.Segmenter): { segment(input: string): Segments } {
  let whole: Intl.Segmenter | undefined;
  return {
    segment(input) {
      if (isOneClusterEach(input)) return plainSegments(input);
      whole ??= make();
      return whole.segment(input);
    },
  };
}

/** Controls stand alone as well, the escape of a colour among them; only a carriage return may join what follows. */
const isOneClusterEach = (input: string): boolean => isPlain(input.replace(/[\u0000-\u000c\u000e-\u001f]+/g, ''));

const plainSegments = (input: string): Segments => ({
  *[Symbol.iterator]() {
    for (let index = 0; index < input.length; index += 1) yield segmentAt(input, index);
  },
  // The types have it always found; beyond the end the standard has undefined, as here.
  containing: (index = 0) =>
    (index < 0 || index >= input.length ? undefined : segmentAt(input, index)) as Intl.SegmentData,
});

const segmentAt = (input: string, index: number): Intl.SegmentData => ({
  segment: input[index] ?? '',
  index,
  input,
});
