import { describe, expect, it } from 'vitest';
import { alarmWords } from '../../src/domain/alarm-words.ts';
import { policyWords } from '../../src/domain/policy-words.ts';

const alarm = {
  MetricName: 'CPUUtilization',
  Statistic: 'Average',
  ComparisonOperator: 'GreaterThanThreshold',
  Threshold: 80,
  DatapointsToAlarm: 3,
  EvaluationPeriods: 5,
  Period: 60,
  TreatMissingData: 'missing',
  Dimensions: [{ Name: 'ServiceName', Value: 'api' }],
  AlarmActions: ['arn:aws:sns:us-east-1:123456789012:events'],
};
const rings = 'Average CPUUtilization > 80 in 3 of 5 periods of 60 s, of ServiceName api; missing data: missing; ';

describe('an alarm in a sentence', () => {
  it.each([
    ['tells a topic by its name', {}, 'tells events'],
    ['also when it is over', { OKActions: alarm.AlarmActions }, 'tells events, also when it is over'],
    ['nobody', { AlarmActions: [] }, 'tells nobody'],
    ['but is switched off', { ActionsEnabled: false }, 'tells events, but is switched off'],
    [
      'somebody else when data is lacking',
      { InsufficientDataActions: ['arn:aws:sns:us-east-1:123456789012:pager'] },
      'tells events, pager when data is lacking',
    ],
  ])('%s', (_, members, told) => {
    expect(alarmWords({ ...alarm, ...members })).toBe(`${rings}${told}`);
  });

  it('is none on an expression, which has no metric of its own', () => {
    expect(alarmWords({ Metrics: [], Threshold: 1 })).toBeUndefined();
  });

  it('shows hostile text for what it is', () => {
    expect(alarmWords({ ...alarm, MetricName: 'CPU\u202e' })).toContain('CPU<U+202E>');
  });
});

describe('a policy in words', () => {
  it('says who may do what, under which condition, and hides nothing', () => {
    expect(
      policyWords({
        Statement: [
          { Sid: 'Own', Effect: 'Allow', Principal: { AWS: '*' }, Action: ['a', 'b'], Condition: { Is: { k: 'v' } } },
          { Effect: 'Deny', Principal: { Service: 'x.amazonaws.com' }, Action: 'a', NotResource: 'r' },
        ],
      }),
    ).toEqual([
      { label: 'policy Own', value: 'everybody may a, b, if Is k v' },
      { label: 'policy 2', value: 'x.amazonaws.com may never a NotResource r' },
    ]);
  });

  it('is none of anything else', () => {
    for (const other of [undefined, null, 'text', {}, []]) expect(policyWords(other)).toBeUndefined();
  });
});
