import stringWidth from 'string-width';
import { isPlain } from '../plain-text.ts';
import { plainStyle } from './style.ts';

/** A glyph is its code point, or a number above all code points for a cluster of several. */
export type Glyph = number;

export const blankGlyph: Glyph = 0x20;

/** The right half of a glyph that fills two cells. */
export const rightHalf: Glyph = -1;

/** What is on the terminal there is not known, so nothing equals it. */
const unknownGlyph: Glyph = -2;

/** A rectangle of cells: what a terminal shows, or shall show. */
export interface Grid {
  readonly columns: number;
  readonly rows: number;
  /** Row after row. */
  readonly glyphs: Int32Array;
  readonly styles: Uint16Array;
}

export function createGrid(columns: number, rows: number): Grid {
  const size = columns * rows;
  return {
    columns,
    rows,
    glyphs: new Int32Array(size).fill(blankGlyph),
    styles: new Uint16Array(size).fill(plainStyle),
  };
}

export function makeUnknown({ glyphs }: Grid): void {
  glyphs.fill(unknownGlyph);
}

export function makeBlank({ glyphs, styles }: Grid): void {
  glyphs.fill(blankGlyph);
  styles.fill(plainStyle);
}

/** The same content, cut or filled with blanks. */
export function resized(grid: Grid, columns: number, rows: number): Grid {
  const next = createGrid(columns, rows);
  const width = Math.min(columns, grid.columns);
  for (let row = 0; row < Math.min(rows, grid.rows); row += 1) {
    const from = row * grid.columns;
    next.glyphs.set(grid.glyphs.subarray(from, from + width), row * columns);
    next.styles.set(grid.styles.subarray(from, from + width), row * columns);
  }
  return next;
}

const firstCluster = 0x110000;
const clusters: string[] = [];
const clusterGlyphs = new Map<string, Glyph>();

export const glyphText = (glyph: Glyph): string =>
  glyph >= firstCluster ? (clusters[glyph - firstCluster] ?? ' ') : String.fromCodePoint(glyph);

/** How many bytes the glyph is on the wire. */
export function glyphBytes(glyph: Glyph): number {
  if (glyph < 0) return 0;
  if (glyph < 0x80) return 1;
  if (glyph < 0x800) return 2;
  if (glyph < 0x10000) return 3;
  return glyph < firstCluster ? 4 : Buffer.byteLength(glyphText(glyph));
}

/** Clusters are few; a screen that shows ever new ones must not make the table grow for ever. */
const mostClusters = 50_000;

function glyphOf(cluster: string): Glyph {
  const codePoint = cluster.codePointAt(0) ?? blankGlyph;
  if (cluster.length === String.fromCodePoint(codePoint).length) return codePoint;
  let glyph = clusterGlyphs.get(cluster);
  if (glyph === undefined) {
    if (clusters.length >= mostClusters) return codePoint;
    glyph = firstCluster + clusters.length;
    clusters.push(cluster);
    clusterGlyphs.set(cluster, glyph);
  }
  return glyph;
}

const segmenter = (() => {
  let segments: Intl.Segmenter | undefined;
  // Made when it is first needed: its tables cost more than a first frame.
  return (): Intl.Segmenter => {
    segments ??= new Intl.Segmenter();
    return segments;
  };
})();

/** Calls `put` for each glyph of printable text, with the cells that it fills. What fills none joins nothing and is left out. */
export function eachGlyph(text: string, put: (glyph: Glyph, width: 1 | 2) => void): void {
  if (isPlain(text)) {
    for (let index = 0; index < text.length; index += 1) put(text.charCodeAt(index), 1);
    return;
  }
  for (const { segment } of segmenter().segment(text)) {
    const width = stringWidth(segment);
    if (width > 0) put(glyphOf(segment), width === 1 ? 1 : 2);
  }
}
