import { describe, expect, it } from 'vitest';
import { stepWindow } from '../../src/components/step-window.ts';
import { plainText, span } from '../../src/terminal/line.ts';

/** Sixteen steps of one line each; the one under way has two more. */
const blocks = (underWay: number) =>
  Array.from({ length: 16 }, (_, index) => [
    [span(`step ${index + 1}`)],
    ...(index === underWay ? [[span('  running 4/4')], []] : []),
  ]);

const seen = (focus: number, height: number): readonly string[] =>
  stepWindow(blocks(focus), { focus, height }).map(plainText);

describe('a run of more steps than there are lines', () => {
  it('shows at every moment what is under way, with all that it says', () => {
    for (let focus = 0; focus < 16; focus += 1) {
      const lines = seen(focus, 8);
      expect(lines).toHaveLength(8);
      const at = lines.indexOf(`step ${focus + 1}`);
      expect(at).toBeGreaterThanOrEqual(0);
      expect(lines[at + 1]).toBe('  running 4/4');
    }
  });

  it('counts what it leaves out, and calls nothing done that is not', () => {
    expect(seen(5, 8)).toEqual([
      '   … 4 earlier steps are done',
      'step 5',
      'step 6',
      '  running 4/4',
      '',
      'step 7',
      'step 8',
      '   … 8 more steps',
    ]);
    expect(seen(0, 5).at(-1)).toBe('   … 14 more steps');
    expect(seen(15, 5)[0]).toBe('   … 14 earlier steps are done');
  });

  it('is whole where it fits, and keeps the step itself where hardly anything does', () => {
    expect(seen(3, 18)).toHaveLength(18);
    expect(seen(3, 18).join()).not.toContain('…');
    expect(seen(3, 2)).toEqual(['step 4', '  running 4/4']);
  });
});
