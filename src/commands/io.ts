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
  /** Aborts on SIGINT, SIGTERM and SIGHUP; its reason is the signal's name. */
  readonly signal: AbortSignal;
  /** What Node and libraries would have written to the terminal by themselves, so far. */
  readonly noise: () => readonly string[];
}

/** The flags that every command understands. */
export interface Flags extends GlobalFlags {
  readonly json?: boolean;
  readonly plain?: boolean;
  /** False after --no-color. */
  readonly color?: boolean;
}
