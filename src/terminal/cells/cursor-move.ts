/** Where the terminal's cursor is; `undefined` column: beyond the last cell, where terminals differ. */
export interface CursorAt {
  readonly row: number;
  readonly column: number | undefined;
}

/**
 * The shortest sequence that brings the cursor there. Rows and columns count from 0. Carriage returns and backspaces would
 * be shorter still; the egress lets none through, because text of others could hold them.
 */
export function cursorMove(from: CursorAt | undefined, row: number, column: number): string {
  const absolute = `\u001b[${row === 0 && column === 0 ? '' : column === 0 ? row + 1 : `${row === 0 ? '' : row + 1};${column + 1}`}H`;
  if (from === undefined) return absolute;
  if (from.row === row && from.column === column) return '';
  let best = absolute;
  const consider = (candidate: string): void => {
    if (candidate.length < best.length) best = candidate;
  };
  const down = row - from.row;
  if (from.column !== undefined) consider(vertical(down) + horizontal(from.column, column));
  if (down === 0) consider(csi(column + 1, 'G'));
  // To the left edge of another row, and from there to the right.
  else consider(`${csi(Math.abs(down), down > 0 ? 'E' : 'F')}${horizontal(0, column)}`);
  return best;
}

const vertical = (down: number): string => (down === 0 ? '' : csi(Math.abs(down), down > 0 ? 'B' : 'A'));

function horizontal(from: number, to: number): string {
  const right = to - from;
  if (right === 0) return '';
  if (right > 0) return csi(right, 'C');
  const back = csi(-right, 'D');
  const absolute = csi(to + 1, 'G');
  return back.length <= absolute.length ? back : absolute;
}

const csi = (count: number, final: string): string => `\u001b[${count === 1 ? '' : count}${final}`;
