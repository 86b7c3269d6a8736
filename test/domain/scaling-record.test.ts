import { describe, expect, it } from 'vitest';
import { parseScalingRecord, scalingRecordIn, scalingRecordText } from '../../src/domain/scaling-record.ts';
import { removalPlan } from '../support/saved-removal.ts';
import { backend, policyText, target } from '../support/snapshots.ts';

describe('the record in a plan that removes auto-scaling', () => {
  it('has everything that the plan takes away, as it was before it', () => {
    const record = scalingRecordIn(removalPlan(), backend);
    expect(record).toMatchObject({
      service: backend,
      accountId: '123456789012',
      region: 'us-east-1',
      target: target(),
      policies: [{ name: 'cpu-scaling', configuration: policyText(65) }],
      scheduledActions: [{ name: 'night-down' }],
    });
  });

  it('is the same after it was written into an input and read again', () => {
    const record = scalingRecordIn(removalPlan(), backend);
    if (record === undefined) throw new Error('there is one');
    expect(parseScalingRecord(scalingRecordText(record))).toEqual(record);
    expect(parseScalingRecord('last')).toBeUndefined();
  });

  it('has what an earlier step of the plan takes away too', () => {
    const { steps, ...plan } = removalPlan(backend, { policies: [] });
    const fact = { service: backend, attribute: 'scalingPolicy', name: 'first' };
    const deletion = { kind: 'apply', effect: {}, changes: [{ fact, from: policyText(50), to: null }] };
    expect(scalingRecordIn({ ...plan, steps: [deletion, ...steps] }, backend)?.policies).toEqual([
      { name: 'first', configuration: policyText(50) },
    ]);
  });

  it('is none for another service, and none in a plan that removes nothing', () => {
    expect(scalingRecordIn(removalPlan(), 'waooaw-production/waooaw-agent')).toBeUndefined();
    expect(scalingRecordIn({ ...removalPlan(), steps: [] }, backend)).toBeUndefined();
  });

  it.each([
    ['no object', 7],
    ['null', null],
    ['a list', []],
    ['no account', { ...removalPlan(), session: {} }],
    ['no time', { ...removalPlan(), madeAt: 'yesterday' }],
    ['bounds the wrong way round', removalPlan(backend, { target: target({ minCapacity: 9, maxCapacity: 3 }) })],
    ['a bound that is none', removalPlan(backend, { target: target({ minCapacity: -1 }) })],
    ['a configuration that is no JSON', removalPlan(backend, { policies: [{ name: 'a', configuration: '{' }] })],
    ['an empty configuration', removalPlan(backend, { policies: [{ name: 'a', configuration: '{}' }] })],
    [
      'a configuration that is not canonical',
      removalPlan(backend, { policies: [{ name: 'a', configuration: '{"b":1,"a":2}' }] }),
    ],
    [
      'a name that hides something',
      removalPlan(backend, { policies: [{ name: 'a\u202e', configuration: policyText(1) }] }),
    ],
  ])('is none where the plan has %s', (_, plan) => {
    expect(scalingRecordIn(plan, backend)).toBeUndefined();
  });
});
