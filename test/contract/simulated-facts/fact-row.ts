export type Section = '3.1' | '3.2' | '3.3' | '3.4' | '3.5' | '3.6' | '3.7' | '3.8' | '3.9' | '4.1' | '4.2' | '4.3';

/** A test that proves a fact: its file below test/, and its title as it stands in the source. */
export type Proof = readonly [file: string, title: string];

/** Something that is known of AWS, and whether the simulated AWS is so. */
export interface FactRow {
  readonly section: Section;
  /** In our own words. */
  readonly fact: string;
  /** The tests that would fail if it were not so; of a fact that is not simulated there is a reason instead. */
  readonly is: readonly [Proof, ...Proof[]] | { readonly not: string };
}
