/** What the program has switched on in the terminal, by DEC private mode. */
const modes = {
  alternateScreen: '1049',
  cursorHidden: '25',
  bracketedPaste: '2004',
  synchronized: '2026',
} as const;

export type TerminalMode = keyof typeof modes;

export interface TerminalModes {
  /** Hears a `CSI ? n h` or `CSI ? n l` that is on its way to the terminal. */
  hear(sequence: string): void;
  isOn(mode: TerminalMode): boolean;
  /** What switches everything off again that is on now; empty where nothing is. */
  leaving(): string;
}

export function trackTerminalModes(): TerminalModes {
  const on = new Set<TerminalMode>();
  return {
    hear(sequence) {
      const mode = byNumber.get(sequence.slice(3, -1));
      if (mode === undefined) return;
      // The cursor is the one mode whose "off" is what a program asks for.
      if ((sequence.at(-1) === 'h') === (mode !== 'cursorHidden')) on.add(mode);
      else on.delete(mode);
    },
    isOn: mode => on.has(mode),
    leaving() {
      if (on.size === 0) return '';
      const off = (mode: TerminalMode, sequence: string): string => (on.has(mode) ? sequence : '');
      return [
        off('synchronized', '\u001b[?2026l'),
        off('bracketedPaste', '\u001b[?2004l'),
        '\u001b[0m',
        off('alternateScreen', '\u001b[?1049l'),
        off('cursorHidden', '\u001b[?25h'),
      ].join('');
    },
  };
}

// The table above is written by hand, so its keys are the modes.
const byNumber = new Map(Object.entries(modes).map(([mode, number]) => [number as string, mode as TerminalMode]));
