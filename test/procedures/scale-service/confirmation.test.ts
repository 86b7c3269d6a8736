import { describe, expect, it } from 'vitest';
import { serviceAt } from '../../support/snapshots.ts';
import { askOf, planOf, scale } from './asked.ts';

describe('the grade of the question', () => {
  it.each([
    ['one key: out, inside the bounds, up to twice', serviceAt(3), 6, 'press', 'y'],
    ['the number: more than twice', serviceAt(2), 5, 'number', '5'],
    ['the number: production', serviceAt(3, undefined, {}, { production: true }), 4, 'number', '4'],
    ['the number: capacity is taken away', serviceAt(6), 4, 'number', '4'],
    ['the name: one task', serviceAt(2, { min: 1, max: 10 }), 1, 'name', 'waooaw-backend'],
  ])('%s', (_, snapshot, desiredCount, grade, phrase) => {
    expect(askOf(planOf(scale(snapshot, desiredCount)))).toMatchObject({ grade, phrase });
  });
});
