import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { alarmReason, decidedByNewest, judge } from '../../../src/sim/world/alarm-evaluation.ts';

const MINUTE = 60_000;
const START = Date.UTC(2026, 9, 9, 21, 21);

const THREE_OF_THREE = {
  comparison: 'GreaterThanThreshold',
  threshold: 70,
  periodMs: MINUTE,
  evaluationPeriods: 3,
  datapointsToAlarm: 3,
  treatMissingData: 'missing',
  state: 'OK',
} as const;

/** One character per minute, oldest first: X breaches, 0 does not, - is missing. AWS's own table is written so. */
const range = (pattern: string) =>
  [...pattern].flatMap((mark, index) =>
    mark === '-' ? [] : [{ at: START + index * MINUTE, value: mark === 'X' ? 84.2 : 60 }],
  );

const judgeAll = (alarm: Parameters<typeof judge>[0], pattern: string) =>
  judge(alarm, range(pattern), START + pattern.length * MINUTE);

const TREATMENTS = ['missing', 'ignore', 'breaching', 'notBreaching'] as const;

/** What each treatment makes of the pattern; `retain` where the state before decides. */
const outcomes = (pattern: string, datapointsToAlarm: number): string =>
  TREATMENTS.map(treatMissingData => {
    const after = (state: 'OK' | 'ALARM') =>
      judgeAll({ ...THREE_OF_THREE, datapointsToAlarm, treatMissingData, state }, pattern).state;
    return after('OK') === after('ALARM') ? after('OK') : 'retain';
  }).join(' ');

// AWS: CloudWatch User Guide, "Configuring how CloudWatch alarms treat missing data": both tables, every row, in the
// columns missing, ignore, breaching, not breaching.
describe('3 out of 3 datapoints, as in the table of AWS', () => {
  // aws-facts 3.8
  it.each([
    ['0-X-X', 'OK OK OK OK'],
    ['0----', 'OK OK OK OK'],
    ['-----', 'INSUFFICIENT_DATA retain ALARM OK'],
    ['0XX-X', 'ALARM ALARM ALARM ALARM'],
    ['--X--', 'ALARM retain ALARM OK'],
  ])('%s is %s', (pattern, expected) => {
    expect(outcomes(pattern, 3)).toBe(expected);
  });

  it.each(['----X', '---X-'])('%s is no alarm yet: the next datapoint may be a good one', pattern => {
    expect(judgeAll(THREE_OF_THREE, pattern).state).toBe('OK');
  });
});

describe('2 out of 3 datapoints, as in the table of AWS', () => {
  it.each([
    ['0-X-X', 'ALARM ALARM ALARM ALARM'],
    ['00X0X', 'ALARM ALARM ALARM ALARM'],
    ['0-X--', 'OK OK ALARM OK'],
    ['----0', 'OK OK ALARM OK'],
    ['---X-', 'ALARM retain ALARM OK'],
  ])('%s is %s', (pattern, expected) => {
    expect(outcomes(pattern, 2)).toBe(expected);
  });
});

describe('what the newest datapoints decide alone', () => {
  const decided = (alarm: Parameters<typeof judge>[0], pattern: string) => {
    const points = new Map(range(pattern).map(({ at, value }) => [at, value]));
    return decidedByNewest(alarm, { from: START, to: START + pattern.length * MINUTE }, at => points.get(at));
  };

  it.each([
    ['000X0', 'OK'],
    ['0-XXX', 'ALARM'],
    ['-X-X-', undefined],
    ['-----', undefined],
  ])('%s is %s', (pattern, expected) => {
    expect(decided(THREE_OF_THREE, pattern)).toBe(expected);
  });

  it('is what the whole range says, whatever is missing and however that is treated', () => {
    let decisions = 0;
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom('X', '0', '-'), minLength: 1, maxLength: 12 }),
        fc.integer({ min: 1, max: 8 }),
        fc.integer({ min: 1, max: 8 }),
        fc.constantFrom(...TREATMENTS),
        fc.constantFrom('OK', 'ALARM', 'INSUFFICIENT_DATA'),
        (pattern, one, other, treatMissingData, state) => {
          const [datapointsToAlarm, evaluationPeriods] = [Math.min(one, other), Math.max(one, other)];
          const alarm = { ...THREE_OF_THREE, datapointsToAlarm, evaluationPeriods, treatMissingData, state };
          const quick = decided(alarm, pattern);
          if (quick === undefined) return;
          decisions += 1;
          expect(quick).toBe(judgeAll(alarm, pattern).state);
        },
      ),
      { numRuns: 2000 },
    );
    expect(decisions).toBeGreaterThan(200);
  });
});

describe('the reason of a state', () => {
  // aws-facts 3.8
  it('names the datapoints that crossed, newest first', () => {
    expect(alarmReason(THREE_OF_THREE, judgeAll(THREE_OF_THREE, 'XXX'))).toBe(
      'Threshold Crossed: 3 out of the last 3 datapoints [84.2 (09/10/26 21:23:00), 84.2 (09/10/26 21:22:00), 84.2 (09/10/26 21:21:00)] were greater than the threshold (70.0) (minimum 3 datapoints for OK -> ALARM transition).',
    );
  });

  // aws-facts 3.8
  it('names the datapoint that ended it', () => {
    expect(alarmReason(THREE_OF_THREE, judgeAll(THREE_OF_THREE, 'XX0'))).toBe(
      'Threshold Crossed: 1 out of the last 3 datapoints [60.0 (09/10/26 21:23:00)] was not greater than the threshold (70.0) (minimum 1 datapoint for ALARM -> OK transition).',
    );
  });

  // aws-facts 3.8
  it('says how much is unknown', () => {
    expect(alarmReason(THREE_OF_THREE, judgeAll(THREE_OF_THREE, '---'))).toBe(
      'Insufficient Data: 3 datapoints were unknown.',
    );
  });
});
