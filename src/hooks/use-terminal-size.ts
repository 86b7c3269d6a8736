import { useWindowSize } from 'ink';

export interface TerminalSize {
  readonly width: number;
  readonly height: number;
}

/** The terminal in cells; re-renders when it changes. */
export function useTerminalSize(): TerminalSize {
  const { columns, rows } = useWindowSize();
  return { width: columns, height: rows };
}
