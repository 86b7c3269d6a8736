import { blankGlyph, createGrid, eachGlyph, type Glyph, type Grid, makeBlank, resized, rightHalf } from './grid.ts';
import { plainStyle, type Styles } from './style.ts';

/**
 * A screen that is written to like a terminal and only remembers what it would show. It understands what Ink writes:
 * text, line feeds, cursor moves, erasing and SGR. Everything else is not its business and is handed back.
 */
export interface VirtualScreen {
  readonly grid: Grid;
  /** 1 for each row that was written to since `clean`. */
  readonly dirty: Uint8Array;
  readonly cursor: { readonly row: number; readonly column: number };
  write(data: string, onOther: (sequence: string) => void): void;
  resize(columns: number, rows: number): void;
  clear(): void;
  clean(): void;
}

// CSI, OSC (ended by BEL or ST), other escapes of two characters, and single controls.
const control =
  /\u001b\[([0-?]*)[ -/]*([@-~])|\u001b\][^\u0007\u001b]*(?:\u0007|\u001b\\)|\u001b[@-Z\\^_a-z78=>]|[\u0000-\u001f\u007f]/g;

/** What may become a sequence when more of it comes. */
const beginning = /^\u001b(?:\[[0-?]*[ -/]*|\][^\u0007\u001b]*\u001b?)?$/;

export function createVirtualScreen(columns: number, rows: number, styles: Styles): VirtualScreen {
  let grid = createGrid(columns, rows);
  let dirty = new Uint8Array(rows).fill(1);
  let row = 0;
  let column = 0;
  let style = plainStyle;
  /** The start of a sequence whose rest has not come yet. */
  let unfinished = '';

  const clamp = (value: number, most: number): number => Math.max(0, Math.min(most, value));

  function lineFeed(): void {
    if (row < grid.rows - 1) {
      row += 1;
      return;
    }
    const width = grid.columns;
    grid.glyphs.copyWithin(0, width);
    grid.styles.copyWithin(0, width);
    erase(grid.rows - 1, 0, width);
    dirty.fill(1);
  }

  function erase(at: number, from: number, to: number): void {
    const start = at * grid.columns;
    splitWide(at, from, plainStyle);
    splitWide(at, to, plainStyle);
    grid.glyphs.fill(blankGlyph, start + from, start + to);
    grid.styles.fill(plainStyle, start + from, start + to);
    dirty[at] = 1;
  }

  /** Half of a wide glyph cannot stay: where an edit begins or ends inside of one, it becomes blanks. */
  function splitWide(at: number, edge: number, withStyle: number): void {
    const index = at * grid.columns + edge;
    if (edge <= 0 || edge >= grid.columns || grid.glyphs[index] !== rightHalf) return;
    grid.glyphs.fill(blankGlyph, index - 1, index + 1);
    grid.styles.fill(withStyle, index - 1, index + 1);
  }

  function put(glyph: Glyph, width: 1 | 2): void {
    if (column + width > grid.columns) {
      // Nothing wraps, as on a terminal without autowrap: while its size changes, Ink writes lines that are too long, and
      // goes on reckoning with one row for each.
      column = grid.columns - 1;
      if (width === 2) return;
    }
    splitWide(row, column, style);
    splitWide(row, column + width, style);
    const index = row * grid.columns + column;
    grid.glyphs[index] = glyph;
    grid.styles[index] = style;
    if (width === 2) {
      grid.glyphs[index + 1] = rightHalf;
      grid.styles[index + 1] = style;
    }
    dirty[row] = 1;
    // At the edge it stays beyond the last cell, as a terminal's cursor does, until something is written or moves it.
    column += width;
  }

  /** @returns whether it was one of ours. */
  function perform(final: string, params: string): boolean {
    if (!/^[\d;]*$/.test(params)) return false;
    const [first = '', second = ''] = params.split(';');
    const count = Math.max(1, Number(first));
    switch (final) {
      case 'm':
        style = styles.after(style, params);
        return true;
      case 'A':
      case 'B':
        row = clamp(row + (final === 'A' ? -count : count), grid.rows - 1);
        column = clamp(column, grid.columns - 1);
        break;
      case 'C':
        column = clamp(column + count, grid.columns - 1);
        break;
      case 'D':
        column = clamp(Math.min(column, grid.columns - 1) - count, grid.columns - 1);
        break;
      case 'E':
      case 'F':
        row = clamp(row + (final === 'F' ? -count : count), grid.rows - 1);
        column = 0;
        break;
      case 'G':
        column = clamp(count - 1, grid.columns - 1);
        break;
      case 'H':
        row = clamp(count - 1, grid.rows - 1);
        column = clamp(Math.max(1, Number(second)) - 1, grid.columns - 1);
        break;
      case 'K':
        eraseInLine(first);
        return true;
      case 'J':
        eraseInScreen(first);
        return true;
      default:
        return false;
    }
    return true;
  }

  function eraseInLine(which: string): void {
    const at = Math.min(column, grid.columns - 1);
    if (which === '2') erase(row, 0, grid.columns);
    else if (which === '1') erase(row, 0, at + 1);
    // Beyond the edge, terminals differ; nothing is what most of them erase.
    else erase(row, column, grid.columns);
  }

  function eraseInScreen(which: string): void {
    if (which === '' || which === '0') {
      eraseInLine('');
      for (let below = row + 1; below < grid.rows; below += 1) erase(below, 0, grid.columns);
    } else if (which === '1') {
      for (let above = 0; above < row; above += 1) erase(above, 0, grid.columns);
      eraseInLine('1');
    } else for (let each = 0; each < grid.rows; each += 1) erase(each, 0, grid.columns);
  }

  return {
    get grid() {
      return grid;
    },
    get dirty() {
      return dirty;
    },
    get cursor() {
      return { row, column: Math.min(column, grid.columns - 1) };
    },
    write(data, onOther) {
      const text = unfinished + data;
      unfinished = '';
      let end = 0;
      for (const match of text.matchAll(control)) {
        const [sequence, params = '', final] = match;
        if (match.index > end) eachGlyph(text.slice(end, match.index), put);
        end = match.index + sequence.length;
        if (sequence === '\n') {
          // The terminal's driver makes a carriage return of it too.
          column = 0;
          lineFeed();
        } else if (sequence === '\r') column = 0;
        else if (sequence === '\u001b' && beginning.test(text.slice(match.index))) {
          unfinished = text.slice(match.index);
          return;
        } else if (final === undefined || !perform(final, params)) onOther(sequence);
      }
      if (end < text.length) eachGlyph(text.slice(end), put);
    },
    resize(nextColumns, nextRows) {
      grid = resized(grid, nextColumns, nextRows);
      dirty = new Uint8Array(nextRows).fill(1);
      row = clamp(row, nextRows - 1);
      column = clamp(column, nextColumns - 1);
    },
    clear() {
      makeBlank(grid);
      dirty.fill(1);
      row = 0;
      column = 0;
    },
    clean() {
      dirty.fill(0);
    },
  };
}
