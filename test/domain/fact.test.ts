import { describe, expect, it } from 'vitest';
import {
  alreadyHolds,
  type Change,
  driftOf,
  partsOf,
  readFact,
  type ServiceFact,
  servicesOf,
} from '../../src/domain/fact.ts';
import { backend, counts, denied, now, serviceAt } from '../support/snapshots.ts';

const fact = (attribute: ServiceFact['attribute']) => ({ service: backend, attribute });
const change = (attribute: ServiceFact['attribute'], from: number | null, to: number | null): Change => ({
  fact: fact(attribute),
  from,
  to,
});

const unread = { state: 'stale', value: counts({ desiredCount: 2 }), observedAt: now, because: denied } as const;

describe('reading a fact', () => {
  it.each([
    ['serviceArn', counts().arn],
    ['serviceCreatedAt', counts().createdAt],
    ['desiredCount', 3],
    ['minCapacity', 2],
    ['maxCapacity', 10],
  ] as const)('%s', (attribute, value) => {
    expect(readFact(serviceAt(3), fact(attribute))).toEqual({ known: true, value });
  });

  it('knows that no scalable target is registered', () => {
    expect(readFact(serviceAt(3, null), fact('minCapacity'))).toEqual({ known: true, value: null });
  });

  it('does not take an old value for a known one, and says why it is old', () => {
    expect(readFact(serviceAt(3, undefined, { counts: unread }), fact('desiredCount'))).toEqual({
      known: false,
      because: denied,
    });
  });

  it('knows nothing of a service that is not there', () => {
    expect(readFact(serviceAt(3), { service: 'other/service', attribute: 'desiredCount' }).known).toBe(false);
  });
});

describe('drift', () => {
  it('is none while everything is as the plan found it', () => {
    expect(driftOf([change('desiredCount', 2, 6), change('minCapacity', 2, 6)], serviceAt(2))).toEqual([]);
  });

  it('names what was, what should become, and what is', () => {
    expect(driftOf([change('desiredCount', 2, 6)], serviceAt(3))).toEqual([
      { fact: fact('desiredCount'), before: 2, desired: 6, actual: 3 },
    ]);
  });

  it('is also a value that cannot be read, even if it was right when it was last seen', () => {
    expect(driftOf([change('desiredCount', 2, 6)], serviceAt(2, undefined, { counts: unread }))).toEqual([
      { fact: fact('desiredCount'), before: 2, desired: 6, actual: undefined },
    ]);
  });

  it('is a scalable target that somebody registered or took away', () => {
    expect(driftOf([change('minCapacity', null, 4)], serviceAt(2))).toHaveLength(1);
    expect(driftOf([change('minCapacity', 2, 4)], serviceAt(2, null))).toHaveLength(1);
  });
});

it('changes hold already only when every one of them does', () => {
  const changes = [change('minCapacity', 2, 6), change('desiredCount', 2, 6)];
  expect(alreadyHolds(changes, serviceAt(6, { min: 6, max: 10 }))).toBe(true);
  expect(alreadyHolds(changes, serviceAt(6, { min: 2, max: 10 }))).toBe(false);
});

it('changes name the parts and the services to read, once each', () => {
  const changes = [change('minCapacity', 2, 6), change('maxCapacity', 10, 12), change('desiredCount', 2, 6)];
  expect(partsOf(changes)).toEqual(['scaling', 'counts']);
  expect(servicesOf(changes)).toEqual([backend]);
});
