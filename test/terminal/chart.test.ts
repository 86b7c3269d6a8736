import { expect, it } from 'vitest';
import { chart } from '../../src/terminal/chart.ts';
import { percent } from '../../src/terminal/format.ts';
import { plainText } from '../../src/terminal/line.ts';

const frame = { width: 24, height: 6, max: 100, threshold: 60, label: percent, labelWidth: 5 };
const picture = (lines: ReturnType<typeof chart>): string => `\n${lines.map(plainText).join('\n')}\n`;

it('draws the course on an axis from zero, with the threshold as a dashed line', () => {
  const values = [20, 20, 20, 40, 40, 60, 80, 80, 100, 100, 80, 40, 20, 0, 0, 0, 0];
  expect(picture(chart(values, frame))).toMatchInlineSnapshot(`
    "
    100 % ┤       ╭─╮       
     80 % ┤     ╭─╯ ╰╮      
     60 % ┼┄┄┄┄╭╯┄┄┄┄│┄┄┄┄┄┄
     40 % ┤  ╭─╯     ╰╮     
     20 % ┤──╯        ╰╮    
      0 % ┤            ╰────
    "
  `);
});

it('interrupts the line where there is no data', () => {
  expect(
    picture(chart([20, 20, 20, null, null, 80, null, 40, 40], { ...frame, threshold: null })),
  ).toMatchInlineSnapshot(`
    "
    100 % ┤                 
     80 % ┤     ─           
     60 % ┤                 
     40 % ┤       ──        
     20 % ┤───              
      0 % ┤                 
    "
  `);
});

it('keeps what exceeds the axis at its upper edge', () => {
  const [top] = chart([250, 250, 250], frame);
  expect(plainText(top ?? [])).toContain('───');
});

it('draws an axis and the threshold when there are no values at all', () => {
  const lines = chart([null, null], frame);
  expect(lines).toHaveLength(6);
  expect(plainText(lines[2] ?? [])).toBe(' 60 % ┼┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄');
});

it('names the row of the threshold after the threshold, where the chart is too low for a row of its own', () => {
  const lines = chart([20, 20], { ...frame, threshold: 70 }).map(plainText);
  expect(lines.filter(line => line.includes('┼')).map(line => line.slice(0, 7))).toEqual([' 70 % ┼']);
  expect(lines.some(line => line.startsWith(' 80 %'))).toBe(false);
});
