import type { JournalEntry } from './history.ts';

/** All that it takes to live a session again: how the world began, and what came into it from outside. */
export interface Recording<Options> {
  readonly options: Options;
  /** The simulated time at which it was taken. */
  readonly until: number;
  readonly journal: readonly JournalEntry[];
}

/** As plain JSON. Inputs of AWS calls may have dates and bytes, which JSON does not. */
export const recordingToJson = <Options>(recording: Recording<Options>): unknown => encode(recording);

/** Of what `recordingToJson` made, and of nothing else: it is a file of ours, not a message from outside. */
export const recordingFromJson = <Options>(json: unknown): Recording<Options> => decode(json) as Recording<Options>;

const isPlain = (value: unknown): value is object => typeof value === 'object' && value !== null;

const encode = (value: unknown): unknown => {
  if (value instanceof Date) return { $date: value.getTime() };
  if (value instanceof Uint8Array) return { $bytes: [...value] };
  if (Array.isArray(value)) return value.map(encode);
  if (!isPlain(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, encode(inner)]));
};

const decode = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(decode);
  if (!isPlain(value)) return value;
  if ('$date' in value && typeof value.$date === 'number') return new Date(value.$date);
  if ('$bytes' in value && Array.isArray(value.$bytes)) return Uint8Array.from(value.$bytes);
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, decode(inner)]));
};
