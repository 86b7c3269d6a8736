/** One thing that was measured, held against its goal. */
export interface Figure {
  readonly what: string;
  /** Median and spread with their unit, as a reader of the table wants them. */
  readonly measured: string;
  readonly goal: string;
  readonly met: boolean;
}

/** One subject's measurements. */
export interface Bench {
  readonly title: string;
  /** How it is measured, in sentences. */
  readonly how: string;
  measure(): Promise<readonly Figure[]>;
}
