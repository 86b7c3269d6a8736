import { Writable } from 'node:stream';
import { createGrid, type Grid, makeBlank, makeUnknown } from '../terminal/cells/grid.ts';
import { type Pen, repaint } from '../terminal/cells/repaint.ts';
import { createStyles, plainStyle } from '../terminal/cells/style.ts';
import { createVirtualScreen } from '../terminal/cells/virtual-screen.ts';

/** The real terminal, as far as it is needed here. */
export interface Tty {
  readonly columns: number;
  readonly rows: number;
  write(data: string): unknown;
  on(event: 'resize', listener: () => void): unknown;
  off(event: 'resize', listener: () => void): unknown;
}

/** Time, as far as it is needed here; tests have their own. */
export interface Pace {
  now(): number;
  later(ms: number, what: () => void): void;
}

export interface CellOutput {
  /** What Ink writes to. */
  readonly stdout: NodeJS.WriteStream;
  /** What comes next answers a key: it is not held back, however slow the link is. */
  expedite(): void;
  /** Nothing is known of what the terminal shows: the next frame draws all of it. */
  forget(): void;
}

/** Longer frames are marked as one update, for terminals that draw in the middle of one. */
const markedFromBytes = 256;
const beginUpdate = '\u001b[?2026h';
const endUpdate = '\u001b[?2026l';
const enterFullScreen = '\u001b[?1049h';
const leaveFullScreen = '\u001b[?1049l';

/** A write to a terminal waits until the link took it. From here on the link is slow, and frames of data wait in turn. */
const slowWriteMs = 50;
const longestHoldMs = 1000;

const machinePace: Pace = { now: () => performance.now(), later: (ms, what) => void setTimeout(what, ms).unref() };

/**
 * A stdout for Ink that sends only the cells that changed. Ink writes its frames here as to a terminal; they are kept as a
 * grid of cells, compared with what the terminal shows, and the difference goes out in one write, without erasing first.
 *
 * Outside of the alternate screen everything passes as it is.
 *
 * @param isOpen whether the terminal is in the alternate screen already: what is on it stays until it is drawn over.
 */
export function createCellOutput(
  tty: Tty,
  { isOpen = false, pace = machinePace }: { readonly isOpen?: boolean; readonly pace?: Pace } = {},
): CellOutput {
  const styles = createStyles();
  const screen = createVirtualScreen(tty.columns, tty.rows, styles);
  let shown: Grid = createGrid(tty.columns, tty.rows);
  let pen: Pen = { cursor: undefined, style: plainStyle };
  let isFullScreen = false;
  let isAlreadyOpen = isOpen;
  let isInFrame = false;
  let isCursorShown = true;
  let wantsCursor = true;
  let mustClear = false;
  let isScheduled = false;
  let heldUntil = 0;
  let isUrgent = false;

  function send(bytes: string): void {
    const from = pace.now();
    tty.write(bytes);
    const tookMs = pace.now() - from;
    heldUntil = tookMs > slowWriteMs ? from + tookMs + Math.min(longestHoldMs, 2 * tookMs) : 0;
  }

  function flush(): void {
    isScheduled = false;
    isUrgent = false;
    let out = '';
    if (mustClear) {
      out += '\u001b[m\u001b[H\u001b[2J';
      makeBlank(shown);
      pen = { cursor: { row: 0, column: 0 }, style: plainStyle };
      mustClear = false;
    }
    out += repaint(shown, screen.grid, { dirty: screen.dirty, pen, styles });
    screen.clean();
    if (wantsCursor !== isCursorShown) {
      out += wantsCursor ? '\u001b[?25h' : '\u001b[?25l';
      isCursorShown = wantsCursor;
    }
    if (out !== '') send(out.length > markedFromBytes ? beginUpdate + out + endUpdate : out);
  }

  /** As soon as the writes of this turn are done, or when a slow link has had its time. */
  function flushSoon(): void {
    if (isScheduled && !isUrgent) return;
    isScheduled = true;
    const waitMs = isUrgent ? 0 : heldUntil - pace.now();
    if (waitMs > 0) pace.later(waitMs, flushIfScheduled);
    else queueMicrotask(flushIfScheduled);
  }

  function flushIfScheduled(): void {
    if (isScheduled && isFullScreen) flush();
    isScheduled = false;
  }

  function onSequence(sequence: string): void {
    switch (sequence) {
      case beginUpdate:
        isInFrame = true;
        return;
      case endUpdate:
        isInFrame = false;
        flushSoon();
        return;
      case '\u001b[?25l':
        wantsCursor = false;
        return;
      case '\u001b[?25h':
        wantsCursor = true;
        flush();
        return;
      case enterFullScreen:
        return;
      case leaveFullScreen:
        leave();
        return;
      default:
        // A lone control is never meant; every other sequence is for the terminal, after what was drawn before it.
        if (sequence.length === 1) return;
        flush();
        send(sequence);
    }
  }

  function enter(): void {
    isFullScreen = true;
    screen.clear();
    if (isAlreadyOpen) {
      isAlreadyOpen = false;
      // Keys may have been echoed over it by now, so every cell is written; one that was right before does not flicker.
      makeUnknown(shown);
      screen.dirty.fill(1);
      pen = { cursor: undefined, style: plainStyle };
      return;
    }
    send(`${enterFullScreen}\u001b[H`);
    makeBlank(shown);
    pen = { cursor: { row: 0, column: 0 }, style: plainStyle };
  }

  function leave(): void {
    flush();
    isFullScreen = false;
    isInFrame = false;
    send(`${pen.style === plainStyle ? '' : '\u001b[m'}${leaveFullScreen}`);
    pen = { cursor: undefined, style: plainStyle };
  }

  function forget(): void {
    makeUnknown(shown);
    screen.dirty.fill(1);
    mustClear = true;
    if (isFullScreen) flushSoon();
  }

  function write(data: string): void {
    let rest = data;
    while (rest !== '') {
      const edge = isFullScreen ? leaveFullScreen : enterFullScreen;
      const at = rest.indexOf(edge);
      const end = at === -1 ? rest.length : at + edge.length;
      if (isFullScreen) {
        screen.write(rest.slice(0, end), onSequence);
        if (isFullScreen && !isInFrame) flushSoon();
      } else {
        if (at !== 0) passThrough(at === -1 ? rest : rest.slice(0, at));
        if (at !== -1) enter();
      }
      rest = rest.slice(end);
    }
  }

  function passThrough(data: string): void {
    if (data.includes('\u001b[?25l')) isCursorShown = wantsCursor = false;
    if (data.includes('\u001b[?25h')) isCursorShown = wantsCursor = true;
    send(data);
  }

  const stream = new Writable({
    decodeStrings: false,
    write(chunk, _encoding, done) {
      write(String(chunk));
      done();
    },
  });
  const onResize = (): void => {
    screen.resize(tty.columns, tty.rows);
    // Ink has taken its frame back by then, as far as it knew where it stood: in a storm of sizes rows of it would stay.
    screen.clear();
    shown = createGrid(tty.columns, tty.rows);
    // Terminals move, cut and wrap what they show when they are resized, each in its own way.
    forget();
    stream.emit('resize');
  };
  tty.on('resize', onResize);
  stream.once('close', () => tty.off('resize', onResize));

  return {
    stdout: Object.defineProperties(stream, {
      isTTY: { value: true },
      columns: { get: () => tty.columns },
      rows: { get: () => tty.rows },
      // Ink uses write, isTTY, columns, rows and the resize event, and nothing else of a terminal's stream.
    }) as NodeJS.WriteStream,
    expedite() {
      isUrgent = true;
      heldUntil = 0;
    },
    forget,
  };
}
