import type { GlobalFlags } from '../config/settings.ts';
import { printableText } from '../domain/outside-text.ts';

/** The process as a command sees it. Commands return an exit code and never end the process themselves. */
export interface Io {
  /** Data for whoever asked: a person, or a program that reads JSON. Made printable, and secrets are taken out. */
  out(text: string): void;
  /** Words for a person, never data. Made printable, and secrets are taken out. */
  err(text: string): void;
  /** To stdout byte by byte: what this program has made itself and must arrive whole. Never words of others. */
  raw(text: string): void;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Whether a full screen can be drawn and keys be read. */
  readonly interactive: boolean;
  /** Aborts when the process is asked to end: by a signal, or because nobody reads it any more. Its reason is a signal's name. */
  readonly signal: AbortSignal;
  /** What a full screen draws on and reads from, the same each time; to be asked for where `interactive`. */
  openScreen(): Screen;
  /** Gives the terminal back for good, wherever a full screen is: what is said from here on is read. */
  closeScreen(): void;
  /**
   * What is said where the process ends without another word, killed or by a fault of its own: which run was under way
   * and how to go on. No lines: nothing is.
   */
  lastWords(lines: readonly string[]): void;
  /** What Node and libraries would have written to the terminal by themselves, so far. */
  readonly noise: () => readonly string[];
}

interface Screen {
  /** Whether a picture of the start is on it already. */
  isOpen(): boolean;
  readonly stdout: NodeJS.WriteStream;
  readonly stdin: NodeJS.ReadStream;
  /** Puts the text into the clipboard of the terminal. */
  copy(text: string): void;
}

/** What a command prints on these streams, through the one place that makes it printable. */
export const printing = (streams: {
  readonly stdout: (text: string) => void;
  readonly stderr: (text: string) => void;
}): Pick<Io, 'out' | 'err' | 'raw'> => ({
  out: text => streams.stdout(printableText(text)),
  err: text => streams.stderr(printableText(text)),
  raw: streams.stdout,
});

/** The flags that every command understands. */
export interface Flags extends GlobalFlags {
  readonly json?: boolean;
  readonly plain?: boolean;
  /** False after --no-color. */
  readonly color?: boolean;
}
