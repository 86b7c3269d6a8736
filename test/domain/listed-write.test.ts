import { describe, expect, it } from 'vitest';
import { effectAtOdds } from '../../src/domain/effect.ts';
import { type ListedFact, listedWrite } from '../../src/domain/listed-write.ts';
import { backend, policyText } from '../support/snapshots.ts';

const fact: ListedFact = { service: backend, attribute: 'scalingPolicy', name: 'cpu-scaling' };
const list = { service: backend, attribute: 'scalingPolicies' } as const;

describe('a write of one of several', () => {
  it('shows what it does to the list of them', () => {
    const added = listedWrite(fact, { from: null, to: policyText(70) }, ['other']);
    expect(added.changes).toEqual([
      { fact, from: null, to: policyText(70) },
      { fact: list, from: '["other"]', to: '["cpu-scaling","other"]' },
    ]);
    const gone = listedWrite(fact, { from: policyText(70), to: null }, ['cpu-scaling', 'other']);
    expect(gone.changes.at(-1)).toEqual({ fact: list, from: '["cpu-scaling","other"]', to: '["other"]' });
    const changed = listedWrite(fact, { from: policyText(70), to: policyText(60) }, ['cpu-scaling']);
    expect(changed.changes).toHaveLength(1);
    for (const write of [added, gone, changed]) expect(effectAtOdds({ ...write, unchanged: [] })).toBeUndefined();
  });

  it('is refused where it shows another list than it makes', () => {
    const write = listedWrite(fact, { from: null, to: policyText(70) }, ['other']);
    const [own] = write.changes;
    if (own === undefined) throw new Error('it changes something');
    for (const to of ['[]', '["other"]', '["cpu-scaling"]', '["cpu-scaling","other","third"]', null]) {
      const shown = { ...write, changes: [own, { fact: list, from: '["other"]', to }], unchanged: [] };
      expect(effectAtOdds(shown)).toBe('application-autoscaling:PutScalingPolicy does not move policies as is shown');
    }
  });
});
