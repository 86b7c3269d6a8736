import { expect, it } from 'vitest';
import { panelTitle } from '../../src/components/panel-title.ts';
import { lineWidth, plainText, span } from '../../src/terminal/line.ts';

it('draws a line with the title at its left and the note at its right', () => {
  expect(plainText(panelTitle('Events', 33, [span('tab auto-scaling')]))).toBe('── Events ─── tab auto-scaling ──');
});

it('leaves the note out before it cuts the title, and fills its width always', () => {
  for (const width of [5, 12, 20, 33, 80]) {
    expect(lineWidth(panelTitle('When to scale', width, [span('a long note')]))).toBe(width);
  }
  expect(plainText(panelTitle('When to scale', 20, [span('a long note')]))).toBe('── When to scale ───');
});
