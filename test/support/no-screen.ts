import type { Io } from '../../src/commands/io.ts';

/** What a command has of a process without a terminal. */
export const noScreen: Pick<Io, 'interactive' | 'openScreen' | 'closeScreen' | 'lastWords' | 'noise'> = {
  interactive: false,
  openScreen() {
    throw new Error('a command asked for a full screen where there is none');
  },
  closeScreen() {},
  lastWords() {},
  noise: () => [],
};
