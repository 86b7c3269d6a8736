import { describe, expect, it } from 'vitest';
import { answerFromFlags, type Confirmation, heavier } from '../../src/domain/confirmation.ts';

const ask = (grade: Confirmation['grade'], phrase: string): Confirmation => ({
  grade,
  phrase,
  consequence: 'Something will be.',
  because: [],
});
const press = ask('press', 'y');
const number = ask('number', '6');
const name = ask('name', 'waooaw-backend');

const none = { yes: false, phrases: [] };

describe('answers from the command line', () => {
  it('--yes answers the lightest grade and no other', () => {
    expect(answerFromFlags(press, { yes: true, phrases: [] })).toEqual({ answered: true, phrase: 'y' });
    expect(answerFromFlags(number, { yes: true, phrases: [] }).answered).toBe(false);
    expect(answerFromFlags(name, { yes: true, phrases: [] }).answered).toBe(false);
  });

  it('--confirm answers with exactly the phrase, and covers the lightest grade', () => {
    expect(answerFromFlags(number, { yes: false, phrases: ['6'] })).toEqual({ answered: true, phrase: '6' });
    expect(answerFromFlags(press, { yes: false, phrases: ['6'] })).toEqual({ answered: true, phrase: 'y' });
    expect(answerFromFlags(name, { yes: false, phrases: ['6', 'waooaw-backend'] }).answered).toBe(true);
  });

  it.each(['06', '6 ', '7', 'y', ''])('%j is not the number 6', phrase => {
    expect(answerFromFlags(number, { yes: true, phrases: [phrase] }).answered).toBe(false);
  });

  it('without an answer the missing flag is named', () => {
    expect(answerFromFlags(press, none)).toEqual({ answered: false, missingFlag: '--yes' });
    expect(answerFromFlags(number, none)).toEqual({ answered: false, missingFlag: '--confirm 6' });
    expect(answerFromFlags(name, none)).toEqual({ answered: false, missingFlag: '--confirm waooaw-backend' });
  });
});

it('the heavier grade wins, whichever comes first', () => {
  expect(heavier('press', 'number')).toBe('number');
  expect(heavier('name', 'number')).toBe('name');
  expect(heavier('press', 'press')).toBe('press');
});
