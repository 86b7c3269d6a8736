import { describe, expect, it } from 'vitest';
import { fresh } from '../../src/domain/observed.ts';
import { readThreshold, recentValue, signals } from '../../src/domain/signal.ts';
import { thresholds } from '../../src/domain/thresholds.ts';
import { minutes } from '../../src/domain/time.ts';
import { counts, denied, metrics, now, series, snapshot } from '../support/snapshots.ts';

const [cpuHigh] = thresholds;
if (cpuHigh?.id !== 'cpu-high') throw new Error('the first threshold is CPU');

describe('CPU above 70 % for 5 min', () => {
  it.each([
    ['alarms after five minutes in a row', [60, 71, 72, 73, 74, 75], 'ALARM', 5],
    ['counts on', [71, 71, 71, 71, 71, 71, 71, 71], 'ALARM', 8],
    ['does not after four', [60, 71, 72, 73, 74], 'OK', 4],
    ['does not at exactly 70', [70, 70, 70, 70, 70, 70], 'OK', 0],
    ['begins again after a dip', [90, 90, 90, 60, 90, 90], 'OK', 2],
    ['begins again after a gap: nobody knows what was in it', [90, 90, 90, null, 90, 90], 'OK', 2],
    ['looks past a newest minute that has no data yet', [90, 90, 90, 90, 90, null], 'ALARM', 5],
  ])('%s', (_, values, state, aboveForMinutes) => {
    expect(readThreshold(cpuHigh, series(...values), now)).toMatchObject({
      state,
      aboveForMs: minutes(aboveForMinutes),
    });
  });

  it.each([
    ['without a series', undefined],
    ['without a value', series(null, null)],
    ['without any point', series()],
    ['when the newest value is too old to decide by', series(90, 90, 90, 90, 90, null, null, null, null)],
  ])('has not enough data %s', (_, given) => {
    expect(readThreshold(cpuHigh, given, now).state).toBe('INSUFFICIENT_DATA');
  });
});

it('a recent value is at most four minutes old', () => {
  expect(recentValue(series(50), now)).toBe(50);
  expect(recentValue(series(50), now + minutes(3))).toBe(50);
  expect(recentValue(series(50), now + minutes(4))).toBeUndefined();
  expect(recentValue(undefined, now)).toBeUndefined();
});

it('every rule is read of a service behind a load balancer', () => {
  expect(signals(snapshot(), now).map(({ threshold, reading }) => [threshold.id, reading.state])).toEqual([
    ['cpu-high', 'OK'],
    ['p95-slow', 'OK'],
    ['load-per-task', 'OK'],
  ]);
});

it('rules on requests are not asked where no load balancer sends any', () => {
  const worker = fresh(counts({ targetGroupArns: [] }), now);
  expect(signals(snapshot({ counts: worker }), now).map(({ threshold }) => threshold.id)).toEqual(['cpu-high']);
});

it('metrics that could not be read are no sign of health', () => {
  const states = signals(snapshot({ metrics: { state: 'missing', because: denied } }), now).map(s => s.reading.state);
  expect(states).toEqual(['INSUFFICIENT_DATA', 'INSUFFICIENT_DATA', 'INSUFFICIENT_DATA']);
});

it('slow answers alone are a reason to scale', () => {
  const slow = fresh(metrics({ p95Seconds: series(2, 2, 2, 2, 2) }), now);
  const alarms = signals(snapshot({ metrics: slow }), now).filter(({ reading }) => reading.state === 'ALARM');
  expect(alarms.map(({ threshold }) => [threshold.id, threshold.suggests])).toEqual([['p95-slow', 'scale-service']]);
});
