import { isPlain } from '../../../src/terminal/plain-text.ts';
import { remembered } from './remembered.ts';

/** What Ink writes at a place of a frame. */
export interface Write {
  readonly x: number;
  readonly y: number;
  readonly text: string;
  readonly transformers: readonly ((line: string, index: number) => string)[];
}

/** Half-open; a side that is undefined has no bound. */
export interface Clip {
  readonly x1?: number;
  readonly x2?: number;
  readonly y1?: number;
  readonly y2?: number;
}

interface Frame<Cell> {
  readonly width: number;
  readonly height: number;
  blankCell(): Cell;
  /** Writes by cells, as Ink does with everything. */
  write(write: Write, clip: Clip | undefined): void;
  /** A text as Ink gives it out that has been through cells. */
  normal(text: string): string;
}

type Row<Cell> = 'blank' | { readonly write: Write; readonly clip: Clip | undefined } | Cell[];

/**
 * The rows of one frame while Ink draws it. A plain text that has a row for itself stays text: taking it apart into cells
 * and putting them together again gives the same text. A row where more meets is cells, as Ink has all of them.
 */
export class RowsOfText<Cell> {
  readonly #rows: Row<Cell>[];
  readonly #frame: Frame<Cell>;

  constructor(frame: Frame<Cell>) {
    this.#frame = frame;
    this.#rows = Array.from({ length: frame.height }, () => 'blank');
  }

  /** Whether the write is done by this; otherwise it is written into `cells`. */
  takes(write: Write, clip: Clip | undefined): boolean {
    const { x, y, text, transformers } = write;
    if (this.#rows[y] !== 'blank' || x !== 0) return false;
    // Each Text has one; that of a text without properties changes nothing.
    if (transformers.some(transform => transform(text, 0) !== text)) return false;
    const width = plainWidth(text);
    if (width === notPlain || width > this.#frame.width || !isInside(clip, y, width)) return false;
    this.#rows[y] = { write, clip };
    return true;
  }

  /** The cells of a row, to be written to; undefined outside of the frame. */
  cells(y: number): Cell[] | undefined {
    const row = this.#rows[y];
    if (row === undefined || Array.isArray(row)) return row;
    const cells = Array.from({ length: this.#frame.width }, () => this.#frame.blankCell());
    this.#rows[y] = cells;
    if (row !== 'blank') this.#frame.write(row.write, row.clip);
    return cells;
  }

  lines(lineOf: (cells: Cell[]) => string): readonly string[] {
    return this.#rows.map(row => {
      if (row === 'blank') return '';
      return Array.isArray(row) ? lineOf(row) : this.#frame.normal(row.write.text);
    });
  }
}

const notPlain = -1;

/** In cells, of text that has nothing but colours and characters of one cell each. */
const plainWidth = remembered((text: string): number => {
  const shown = text.replace(/\u001b\[[\d;]*m/g, '');
  return isPlain(shown) ? shown.length : notPlain;
});

const isInside = (clip: Clip | undefined, y: number, width: number): boolean =>
  clip === undefined ||
  ((clip.x1 ?? 0) <= 0 &&
    width <= (clip.x2 ?? Number.POSITIVE_INFINITY) &&
    (clip.y1 ?? y) <= y &&
    y < (clip.y2 ?? Number.POSITIVE_INFINITY));
