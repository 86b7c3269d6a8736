import { describe, expect, it } from 'vitest';
import { changesInWords, changeTable, netChanges } from '../../src/components/change-table.ts';
import { alarmText } from '../../src/domain/configurations/alarm.ts';
import { plainText } from '../../src/terminal/line.ts';
import { service } from '../support/scale-plan.ts';

const counted = (from: number, to: number) =>
  ({
    changes: [{ fact: { service, attribute: 'desiredCount' }, from, to }],
    effect: { operation: 'ecs:UpdateService', input: { service: 'web-api', desiredCount: to } },
  }) as const;

const raisedFloor = {
  changes: [
    { fact: { service, attribute: 'minCapacity' }, from: 2, to: 6 },
    { fact: { service, attribute: 'desiredCount' }, from: 2, to: 6 },
  ],
  effect: {
    operation: 'application-autoscaling:RegisterScalableTarget',
    input: { ServiceNamespace: 'ecs', ResourceId: 'x', ScalableDimension: 'ecs:service:DesiredCount', MinCapacity: 6 },
  },
} as const;

describe('the changes of a plan', () => {
  it('are shown from before the first step to after the last', () => {
    const net = netChanges([counted(8, 6), counted(6, 4)]);
    expect(net).toMatchObject([{ from: 8, to: 4, steps: 2 }]);
    expect(changeTable(net, 60).map(plainText)).toEqual(['desiredCount  8 → 4   in 2 steps']);
  });

  it('say which of them AWS makes by itself', () => {
    const table = changeTable(netChanges([raisedFloor]), 60).map(line => plainText(line).trimEnd());
    expect(table).toEqual(['MinCapacity   2 → 6', 'desiredCount  2 → 6   AWS moves it along with MinCapacity']);
  });

  it('have what is to be said of them below where there is no room beside them', () => {
    const table = changeTable(netChanges([raisedFloor]), 40).map(line => plainText(line).trimEnd());
    expect(table).toEqual(['MinCapacity   2 → 6', 'desiredCount  2 → 6', '  AWS moves it along with MinCapacity']);
  });

  it('never cut a value: what is too wide for a row is a sentence of its own', () => {
    const names = ['cpu-scaling-of-the-waooaw-backend', 'request-scaling-of-the-waooaw-backend'];
    const listed = {
      changes: [
        { fact: { service, attribute: 'scalingPolicies' }, from: '[]', to: JSON.stringify(names) },
        ...counted(2, 6).changes,
      ],
      effect: counted(2, 6).effect,
    } as const;
    const rows = changeTable(netChanges([listed]), 60).map(line => plainText(line).trimEnd());
    for (const name of names) expect(rows.join('\n')).toContain(name);
    for (const row of rows) expect(row.length).toBeLessThanOrEqual(60);
    expect(rows.at(-1)).toBe('desiredCount  2 → 6');
  });

  it('show of what is configured as a whole everything that it is, or what moves, and nothing of it is cut', () => {
    const alarm = { attribute: 'alarm', name: 'api-high-cpu' } as const;
    const text = (Threshold: number): string =>
      alarmText({
        Threshold,
        MetricName: 'CPUUtilization',
        Statistic: 'Average',
        ComparisonOperator: 'GreaterThanThreshold',
        Period: 60,
        EvaluationPeriods: 5,
        Dimensions: [{ Name: 'ServiceName', Value: 'api' }],
        AlarmActions: ['arn:aws:sns:us-east-1:123456789012:pager'],
      });
    const rule = { attribute: 'rule', name: 'nightly' } as const;
    const made = { fact: rule, from: null, to: '{"ScheduleExpression":"rate(1 day)"}', steps: 1, movedByAws: false };
    expect(changeTable([made], 40).map(plainText)).toEqual(['rule nightly   new', '  schedule rate(1 day)']);
    expect(changeTable([made], 12).map(plainText)).toEqual(['rule nightly   new', '  schedule', '  rate(1', '  day)']);
    const long = { ...made, to: '{"RoleArn":"arn:aws:iam::1:role/x"}' };
    expect(changeTable([long], 14).map(plainText).slice(1).join('')).toContain('arn:aws:iam:  :1:role/x');
    const shown = (from: string | null, to: string | null): readonly string[] =>
      changeTable([{ fact: alarm, from, to, steps: 1, movedByAws: false }], 40).map(plainText);
    expect(shown(null, text(80))).toEqual([
      'alarm api-high-cpu   new',
      '  Average CPUUtilization > 80 in 5 of 5',
      '  periods of 60 s, of ServiceName api;',
      '  missing data: missing; tells pager',
    ]);
    expect(shown(text(75), text(80))).toEqual(['alarm api-high-cpu   changed', '  threshold: 75 → 80']);
    expect(shown(text(75), null)).toEqual(['alarm api-high-cpu   deleted']);
    expect(changesInWords([{ fact: alarm, from: null, to: text(80) }])).toBe('alarm api-high-cpu made');
  });

  it('of one kind are counted where they are many', () => {
    const alarms = (count: number) =>
      Array.from({ length: count }, (_, index) => ({
        fact: { attribute: 'alarm', name: `api-${index}` } as const,
        from: null,
        to: '{}',
      }));
    expect(changesInWords(alarms(2))).toBe('alarm api-0 made, alarm api-1 made');
    expect(changesInWords(alarms(12))).toBe('12 alarms made (api-0 and 11 more)');
    const gone = alarms(4).map(({ fact }) => ({ fact, from: '{}', to: null }));
    expect(changesInWords([...alarms(4), ...gone])).toBe(
      '4 alarms made (api-0 and 3 more), 4 alarms deleted (api-0 and 3 more)',
    );
  });

  it('fit into a sentence', () => {
    expect(changesInWords(raisedFloor.changes)).toBe('MinCapacity 2 → 6, desiredCount 2 → 6');
  });
});

describe('what ends as it began', () => {
  const fact = { service: 'web/api', attribute: 'dynamicScalingInSuspended' } as const;
  const effect = { operation: 'ecs:UpdateService', input: { service: 'api' } } as const;
  const net = netChanges([
    { changes: [{ fact, from: false, to: true }], effect },
    { changes: [{ fact, from: true, to: false }], effect },
  ]);

  it('says what it is meanwhile', () => {
    expect(changesInWords(net)).toBe('scale-in suspended meanwhile');
    expect(changeTable(net, 80).map(plainText)).toEqual(['scale-in  active → active   suspended meanwhile']);
  });
});
