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
  /** Aborts on SIGINT, SIGTERM and SIGHUP; its reason is the signal's name. */
  readonly signal: AbortSignal;
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
