import type { GlobalFlags } from '../config/settings.ts';

/** The process as a command sees it. Commands return an exit code and never end the process themselves. */
export interface Io {
  /** Data for whoever asked: a person, or a program that reads JSON. */
  out(text: string): void;
  /** Words for a person, never data. */
  err(text: string): void;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Whether a full screen can be drawn and keys be read. */
  readonly interactive: boolean;
  /** Aborts when the process is asked to end: by a signal, or because nobody reads it any more. Its reason is a signal's name. */
  readonly signal: AbortSignal;
  /** What a full screen draws on and reads from; to be asked for once, where `interactive`. */
  openScreen(): Screen;
  /**
   * What is said where the process ends without another word, killed or by a fault of its own: which run was under way
   * and how to go on. No lines: nothing is.
   */
  lastWords(lines: readonly string[]): void;
}

interface Screen {
  readonly stdout: NodeJS.WriteStream;
  readonly stdin: NodeJS.ReadStream;
  /** Puts the text into the clipboard of the terminal. */
  copy(text: string): void;
}

/** The flags that every command understands. */
export interface Flags extends GlobalFlags {
  readonly json?: boolean;
  readonly plain?: boolean;
  /** False after --no-color. */
  readonly color?: boolean;
}
