import { describe, expect, it } from 'vitest';
import { evaluate, partsNeeded, servicesNeeded } from '../../../src/domain/check.ts';
import { fresh } from '../../../src/domain/observed.ts';
import type { Snapshot } from '../../../src/domain/snapshot.ts';
import { account, confirmedEmail, topic } from '../../support/accounts.ts';
import { now, snapshot } from '../../support/snapshots.ts';

const name = 'events email ops@example.com';
const check = (mustBeConfirmed: boolean) => ({ check: 'subscription', name, mustBeConfirmed }) as const;
const held = (arn: string | null): Snapshot['account']['topics'] =>
  fresh([topic('events', { subscriptions: [{ ...confirmedEmail('events'), arn }] })], now);
const verdict = (topics: Snapshot['account']['topics'], mustBeConfirmed: boolean) =>
  evaluate(check(mustBeConfirmed), { ...snapshot(), account: account({ topics }) }, now);

describe('a subscription', () => {
  it('is read with the topics, and is of no service', () => {
    expect(partsNeeded(check(true))).toEqual(['topics']);
    expect(servicesNeeded(check(true))).toEqual([]);
  });

  it('that is confirmed is done', () => {
    expect(verdict(held('arn:1'), true)).toEqual({
      verdict: 'passed',
      says: 'ops@example.com has confirmed its subscription',
    });
  });

  it('that is not confirmed is waited for, or is said to be pending: it is never called done', () => {
    expect(verdict(held(null), true)).toMatchObject({ verdict: 'waiting', says: expect.stringContaining('has not') });
    expect(verdict(held(null), false)).toMatchObject({
      verdict: 'passed',
      isPending: true,
      says: expect.stringContaining('is PENDING'),
    });
  });

  it('that is not there, or cannot be read, is waited for', () => {
    expect(verdict(fresh([], now), false)).toMatchObject({ verdict: 'waiting' });
    expect(verdict({ state: 'pending' }, false)).toMatchObject({ verdict: 'waiting' });
  });
});
