/** `['2 policies']`, `['1 policy']`, and nothing where there is none: a part of an enumeration. */
export const counted = (count: number, one: string, several: string): readonly string[] =>
  count === 0 ? [] : [`${count} ${count === 1 ? one : several}`];
