import type { ServiceKey } from '../domain/snapshot.ts';

/** What a person looks at: it is read first, and most often. */
export interface Attention {
  /** The services that have a row on the screen. */
  readonly rows: readonly ServiceKey[];
  /** Those whose details are shown as well. */
  readonly panel: readonly ServiceKey[];
}

/** As many rows as the largest terminal shows of a long list, and more services than most accounts have. */
const presumed = 60;

/** Until a screen has said what it shows: the first services, with everything. */
export const presumedAttention = (services: readonly ServiceKey[]): Attention => {
  const first = services.slice(0, presumed);
  return { rows: first, panel: first };
};

export const isSameAttention = (a: Attention | undefined, b: Attention): boolean =>
  a !== undefined && sameKeys(a.rows, b.rows) && sameKeys(a.panel, b.panel);

const sameKeys = (a: readonly ServiceKey[], b: readonly ServiceKey[]): boolean =>
  a.length === b.length && a.every((key, index) => key === b[index]);
