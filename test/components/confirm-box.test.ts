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
    { label: 'Service', says: 'waooaw-production/waooaw-backend' },
    { label: 'Changes', says: 'MinCapacity 2 → 6, desiredCount 2 → 6.' },
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
  confirmBox({ ...box, ...props }, width, height).map(line => plainText(line).trimEnd());

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

  it('says simulated once', () => {
    expect(
      draw(80, 21)
        .join('\n')
        .match(/simulated/gi),
    ).toHaveLength(1);
  });
});
