import { EventEmitter } from 'node:events';
import type { ReadStream } from 'node:tty';
import { createInputFilter } from '../terminal/input/input-filter.ts';

/** The keyboard as the renderer sees it, with exactly what Ink uses of a stream. */
export interface Keyboard extends EventEmitter {
  readonly isTTY: true;
  /** One piece at a time, as they must be understood; null when there is none. */
  read(): string | null;
  setRawMode(raw: boolean): void;
  setEncoding(): void;
  ref(): void;
  unref(): void;
}

export interface KeyboardOptions {
  /** Called before the terminal's modes are changed, each time. */
  readonly beforeRaw: () => void;
  readonly afterRaw: () => void;
}

/** Keys out of a terminal, without its replies, and with pastes that cannot lock it. */
export function createKeyboard(terminal: ReadStream, { beforeRaw, afterRaw }: KeyboardOptions): Keyboard {
  const filter = createInputFilter();
  const pieces: string[] = [];
  let timer: NodeJS.Timeout | undefined;

  const hand = (more: readonly string[]): void => {
    clearTimeout(timer);
    const { wakeAt } = filter;
    if (wakeAt !== undefined) {
      timer = setTimeout(() => hand(filter.wake(performance.now())), Math.max(1, wakeAt - performance.now()));
    }
    if (more.length === 0) return;
    pieces.push(...more);
    keyboard.emit('readable');
  };
  const hear = (chunk: string): void => hand(filter.push(chunk, performance.now()));

  const keyboard: Keyboard = Object.assign(new EventEmitter(), {
    isTTY: true as const,
    read: () => pieces.shift() ?? null,
    setRawMode(raw: boolean) {
      if (raw === terminal.isRaw) return;
      if (!raw) {
        terminal.setRawMode(false);
        terminal.off('data', hear);
        terminal.pause();
        return;
      }
      beforeRaw();
      terminal.setRawMode(true);
      terminal.setEncoding('utf8');
      terminal.on('data', hear);
      terminal.resume();
      afterRaw();
    },
    // The pieces are text already.
    setEncoding() {},
    ref: () => void terminal.ref(),
    unref: () => void terminal.unref(),
  });
  return keyboard;
}
