/** A number as it is typed on the command line. */
export interface TypedNumber {
  /** Undefined where it is not one that is taken. */
  readonly read: (raw: string) => number | undefined;
  /** What it must be, as the end of a sentence. */
  readonly must: string;
}

export const wholeNumber = ({ min, max }: { readonly min: number; readonly max: number }): TypedNumber => ({
  read(raw) {
    const value = /^\d{1,15}$/.test(raw) ? Number(raw) : Number.NaN;
    return value >= min && value <= max ? value : undefined;
  },
  must: `a whole number from ${min} to ${max}`,
});

export const factor: TypedNumber = {
  read(raw) {
    const value = /^\d{1,4}(\.\d{1,3})?$/.test(raw) ? Number(raw) : Number.NaN;
    return value > 0 && value <= 1000 ? value : undefined;
  },
  must: 'a number above 0 and up to 1000',
};

/** Which simulated world: the same number gives the same one. */
export const seed = wholeNumber({ min: 0, max: 2 ** 32 - 1 });
