import { type Story, tell } from '../test/support/frame-stories.ts';
import type { Bench, Figure } from './figure.ts';

const sizes = [
  [80, 24],
  [120, 40],
  [200, 60],
] as const;

const changes: readonly Story[] = ['whole rows', 'a counter in every row'];

/** What a tick sends to the terminal. */
export const bytes: Bench = {
  title: 'Bytes per tick',
  how: 'A table that changes for 15 ticks is drawn through the cells into a terminal emulator; the least is what a greedy encoder needs from one screen of the emulator to the next. No machine has a say in it.',
  async measure() {
    const figures: Figure[] = [];
    for (const [columns, rows] of sizes) {
      for (const story of changes) {
        const told = await tell(story, columns, rows);
        const times = told.bytes / told.least;
        figures.push({
          what: `${columns}x${rows}, ${story} changed`,
          measured: `${told.bytes.toFixed(0)} B, ${times.toFixed(2)} x the least; ${told.writes} write, ${told.erases} erases`,
          goal: 'at most 1.15 x, 1 write, 0 erases',
          met: times <= 1.15 && told.writes === 1 && told.erases === 0,
        });
      }
    }
    const clock = await tell('the clock', 120, 40);
    const nothing = await tell('nothing', 120, 40);
    return [
      ...figures,
      { what: 'only the clock', measured: `${clock.bytes.toFixed(0)} B`, goal: 'at most 20 B', met: clock.bytes <= 20 },
      { what: 'nothing changed', measured: `${nothing.bytes} B`, goal: '0 B', met: nothing.bytes === 0 },
    ];
  },
};
