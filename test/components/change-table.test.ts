import { describe, expect, it } from 'vitest';
import { changesInWords, changeTable, netChanges } from '../../src/components/change-table.ts';
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
    expect(changeTable(net, 66).map(plainText)).toEqual(['desiredCount  8 → 4   in 2 steps']);
  });

  it('say which of them AWS makes by itself', () => {
    const table = changeTable(netChanges([raisedFloor]), 66).map(line => plainText(line).trimEnd());
    expect(table).toEqual(['MinCapacity   2 → 6', 'desiredCount  2 → 6   AWS moves it along with MinCapacity']);
  });

  it('never cut a value: what is too wide for a row is a sentence of its own', () => {
    const SnsTopic = 'arn:aws:sns:us-east-1:123456789012:waooaw-production-scaling-alerts';
    const written = {
      changes: [
        {
          fact: { attribute: 'alarm', name: 'high-cpu' },
          from: null,
          to: JSON.stringify({ AlarmActions: [SnsTopic] }),
        },
        ...counted(2, 6).changes,
      ],
      effect: counted(2, 6).effect,
    } as const;
    const rows = changeTable(netChanges([written]), 60).map(line => plainText(line).trimEnd());
    expect(rows.join('')).toContain(SnsTopic);
    for (const row of rows) expect(row.length).toBeLessThanOrEqual(60);
    expect(rows.at(-1)).toMatch(/desiredCount +2 → 6$/);
  });

  it('fit into a sentence', () => {
    expect(changesInWords(raisedFloor.changes)).toBe('MinCapacity 2 → 6, desiredCount 2 → 6');
  });
});
