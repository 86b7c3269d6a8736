import { describe, expect, it } from 'vitest';
import { type ConfirmBoxProps, confirmBox } from '../../src/components/confirm-box.ts';
import { plainText } from '../../src/terminal/line.ts';
import { pictureSession } from '../support/ui-snapshots.ts';

const box: ConfirmBoxProps = {
  title: 'Confirm',
  ask: {
    grade: 'number',
    phrase: '6',
    consequence: 'waooaw-backend goes from 2 to 6 tasks in account 111122223333 us-east-1.',
    because: ['production'],
  },
  session: pictureSession,
  facts: [
    { label: 'Service', says: 'waooaw-production/waooaw-backend', isTarget: true },
    { label: 'Changes', says: 'MinCapacity 2 → 6, desiredCount 2 → 6.', isTarget: true },
    { label: 'Undo', says: 'z afterwards plans the way back: MinCapacity 6 → 2, desiredCount 6 → 2.' },
  ],
  typed: '',
  armed: true,
  settling: false,
  notice: undefined,
  expiresInMs: 60_000,
  cancel: 'says no; nothing is written',
};

const draw = (width: number, height: number, props: Partial<ConfirmBoxProps> = {}): readonly string[] =>
  confirmBox({ ...box, ...props }, width, height).lines.map(line => plainText(line).trimEnd());

describe('the question before a write', () => {
  it.each([
    [60, 12],
    [80, 21],
    [200, 57],
  ])('names the service, every change and the answer in %i x %i', (width, height) => {
    const lines = draw(width, height);
    expect(lines).toHaveLength(height);
    const text = lines.join('\n');
    for (const word of [
      '2 to 6 tasks',
      'waooaw-production/waooaw-backend',
      'MinCapacity 2 → 6',
      'Type 6 and Enter',
      'esc',
    ])
      expect(text).toContain(word);
  });

  it('says that facts are missing where the terminal is too low for them, and keeps the answer', () => {
    const lines = draw(60, 9);
    expect(lines).toHaveLength(9);
    expect(lines.join('\n')).toMatch(/more facts than this terminal has lines[\s\S]*Type 6 and Enter/);
  });

  it('keeps the answer in its place when a notice appears', () => {
    const at = (lines: readonly string[]): number => lines.findIndex(line => line.includes('Type 6 and Enter'));
    expect(at(draw(80, 21, { notice: 'Enter alone confirms nothing.' }))).toBe(at(draw(80, 21)));
  });

  it('is seen whole at 60 x 12, the smallest body, also with the longest name that ECS takes', () => {
    const name = 'x'.repeat(255);
    const ask = { ...box.ask, grade: 'name', phrase: name, consequence: `${name} goes to 1 task.` } as const;
    const facts = [{ label: 'Service', says: `production/${name}`, isTarget: true }] as const;
    for (const [width, height, showsTarget] of [
      [60, 12, true],
      [100, 30, true],
    ] as const) {
      const drawn = confirmBox({ ...box, ...(width === 60 ? {} : { ask, facts }) }, width, height);
      expect(drawn.showsTarget).toBe(showsTarget);
    }
    const lines = draw(100, 30, { ask, facts, typed: name });
    expect(lines.join('').match(/x/g)?.length).toBeGreaterThanOrEqual(4 * 255);
    expect(Math.max(...lines.map(line => line.length))).toBeLessThanOrEqual(100);
    expect(confirmBox({ ...box, ask, facts }, 60, 12).showsTarget).toBe(false);
  });

  it('says whether the target is seen whole, whatever the size, and never when a line of it is missing', () => {
    for (let height = 1; height <= 25; height += 1) {
      const { lines, showsTarget } = confirmBox(box, 60, height);
      const text = lines.map(plainText).join('\n');
      const whole = [
        '2 to 6 tasks',
        '111122223333',
        'waooaw-backend\n',
        'desiredCount 2 → 6.',
        'Type 6 and Enter',
      ].every(word => text.replaceAll(/ +\n/g, '\n').includes(word));
      if (showsTarget) expect(whole).toBe(true);
      expect(lines).toHaveLength(height);
    }
  });

  it.each([
    ['press', 'One key is asked: it is small.'],
    ['number', 'The number has to be typed: it is small.'],
    ['name', 'The name has to be typed: it is small.'],
  ] as const)('says why a %s is asked for', (grade, words) => {
    expect(draw(80, 21, { ask: { ...box.ask, grade, because: ['it is small'] } }).join('\n')).toContain(words);
  });

  it('says simulated once', () => {
    expect(
      draw(80, 21)
        .join('\n')
        .match(/simulated/gi),
    ).toHaveLength(1);
  });
});
