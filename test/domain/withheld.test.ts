import { describe, expect, it } from 'vitest';
import { alarmText } from '../../src/domain/configurations/alarm.ts';
import type { ApplyStep } from '../../src/domain/plan.ts';
import { putAlarmRequest } from '../../src/domain/requests/alerting.ts';
import { withheldFrom } from '../../src/domain/withheld.ts';

const request = (AlarmDescription: string) => ({
  AlarmName: 'api-high-cpu',
  AlarmDescription,
  ComparisonOperator: 'GreaterThanThreshold' as const,
  EvaluationPeriods: 5,
});

/** Replaces the alarm by another, as long as its way back sends what was there. */
const replacing = (described: string): ApplyStep => {
  const from = alarmText(request(described));
  const to = alarmText(request('the new one'));
  const fact = { attribute: 'alarm', name: 'api-high-cpu' } as const;
  const verify = { check: 'facts', expect: [{ fact, value: to }] } as const;
  const before = { ...request(''), ...JSON.parse(from) };
  return {
    kind: 'apply',
    id: 'apply-1',
    title: 'Replace',
    changes: [{ fact, from, to }],
    unchanged: [],
    effect: { operation: 'cloudwatch:PutMetricAlarm', input: request('the new one') },
    verify,
    verifyWithinMs: 60_000,
    undo: {
      kind: 'steps',
      steps: [
        {
          title: 'Put back',
          changes: [{ fact, from: to, to: from }],
          effect: { operation: 'cloudwatch:PutMetricAlarm', input: before },
          verify,
        },
      ],
    },
  };
};

describe('a secret in what AWS is configured with', () => {
  it.each([
    ['in a sentence', { AlarmDescription: 'call with password=hunter2 then' }],
    ['under a name that tells', { AlarmDescription: 'x', Unit: { password: 'hunter2' } }],
    ['in a link', { AlarmActions: ['https://hooks.slack.com/services/T000/B000/hunter2'] }],
  ])('%s is no part of its text, which stays JSON', (_, members) => {
    // AWS's types have no such members; its answers may.
    const text = alarmText({ ...request('x'), ...members } as Parameters<typeof alarmText>[0]);
    expect(text).not.toContain('hunter2');
    expect(JSON.stringify(JSON.parse(text))).toContain('[redacted]');
  });

  it('is compared like any other: the same request has the same text', () => {
    const described = request('token: hunter2');
    const [set] = putAlarmRequest(described).sets;
    expect(set?.value).toBe(alarmText(described));
  });

  it('stops the plan that would have to put it back, before anything is written', () => {
    expect(withheldFrom({ steps: [replacing('Backend CPU > 80 %')] })).toEqual([]);
    expect(withheldFrom({ steps: [replacing('password=hunter2'), replacing('password=hunter2')] })).toEqual([
      expect.stringMatching(/^In alarm api-high-cpu something looks like a secret.*Take the secret out/),
    ]);
  });
});
