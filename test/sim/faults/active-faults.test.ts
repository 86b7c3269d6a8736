import { DescribeServicesCommand } from '@aws-sdk/client-ecs';
import { describe, expect, it } from 'vitest';
import { ActiveFaults } from '../../../src/sim/faults/active-faults.ts';
import type { Fault } from '../../../src/sim/faults/fault.ts';
import type { Call } from '../../../src/sim/wire/around.ts';
import { SERVICES } from '../../../src/sim/wire/services.ts';
import { RandomStream } from '../../../src/sim/world/rng.ts';
import { schemaOf } from '../wire/loopback.ts';

const [ECS] = SERVICES;
if (ECS === undefined) throw new Error('the table of services begins with ECS');
const call: Call = {
  name: 'ecs:DescribeServices',
  input: {},
  service: ECS,
  protocol: 'awsJson',
  schema: schemaOf(DescribeServicesCommand),
};

const having = (...given: readonly Fault[]) => {
  const clock = { now: 0 };
  const faults = new ActiveFaults({ now: () => clock.now, random: new RandomStream(7) });
  for (const fault of given) faults.add(fault);
  const strike = () => faults.strike(call, () => true).map(({ kind }) => kind);
  return { clock, faults, strike };
};

const THROTTLE = { effect: { kind: 'throttle' } } as const;
const DELAY = { effect: { kind: 'delay', ms: 1 } } as const;

describe('when a fault strikes', () => {
  it('strikes every call unless it says otherwise', () => {
    const { strike, faults } = having(THROTTLE);
    expect([strike(), strike()]).toEqual([['throttle'], ['throttle']]);
    expect(faults.all()).toEqual([{ id: 'fault-1', fault: THROTTLE, addedAt: 0, struck: 2 }]);
  });

  it('so many times, and is then over', () => {
    const { strike, faults } = having({ ...THROTTLE, when: { times: 2 } });
    expect([strike(), strike(), strike()]).toEqual([['throttle'], ['throttle'], []]);
    expect(faults.all()).toEqual([]);
  });

  it('from then until then, counted from when it was added', () => {
    const { strike, clock, faults } = having();
    clock.now = 1_000_000;
    faults.add({ ...THROTTLE, when: { from: '+1m', until: '+2m' } });
    const struckAt = (ms: number) => {
      clock.now = 1_000_000 + ms;
      return strike().length;
    };
    expect([0, 59_999, 60_000, 119_999, 120_000].map(struckAt)).toEqual([0, 0, 1, 1, 0]);
  });

  it('with a probability, from a seeded stream', () => {
    const outcomes = () => {
      const { strike } = having({ ...THROTTLE, when: { probability: 0.3 } });
      return Array.from({ length: 1000 }, () => strike().length);
    };
    const struck = outcomes().reduce((sum, one) => sum + one, 0);
    expect(struck).toBeGreaterThan(250);
    expect(struck).toBeLessThan(350);
    expect(outcomes()).toEqual(outcomes());
  });

  it('a fault that does not match draws no chance: it does not shift what others draw', () => {
    const unlikely: Fault = { ...THROTTLE, when: { probability: 0.5 } };
    const elsewhere: Fault = { match: { service: 'rds' }, when: { probability: 0.5 }, effect: { kind: 'throttle' } };
    const [alone, beside] = [having(unlikely), having(elsewhere, unlikely)];
    const outcomes = (strike: () => readonly string[]) => Array.from({ length: 50 }, () => strike().length);
    expect(outcomes(beside.strike)).toEqual(outcomes(alone.strike));
  });
});

describe('several faults', () => {
  it('strike in the order in which they came, up to the first that is final', () => {
    const { strike, faults } = having(DELAY, DELAY, THROTTLE, DELAY);
    expect(strike()).toEqual(['delay', 'delay', 'throttle']);
    expect(faults.all().map(({ struck }) => struck)).toEqual([1, 1, 1, 0]);
  });

  it('one of the same id takes the place of the other, as the newest', () => {
    const { strike, faults } = having({ id: 'a', ...THROTTLE }, { id: 'b', ...DELAY });
    faults.add({ id: 'a', effect: { kind: 'expired-token' } });
    expect(strike()).toEqual(['delay', 'expired-token']);
    expect(faults.all().map(({ id }) => id)).toEqual(['b', 'a']);
  });

  it('go when they are told to', () => {
    const { strike, faults } = having({ id: 'a', ...THROTTLE });
    expect([faults.remove('b'), faults.remove('a'), faults.remove('a')]).toEqual([false, true, false]);
    expect(strike()).toEqual([]);
  });

  it('one that could make no difference is neither counted nor used up', () => {
    const { faults } = having({ ...THROTTLE, when: { times: 1 } }, DELAY);
    expect(faults.strike(call, ({ kind }) => kind !== 'throttle')).toEqual([DELAY.effect]);
    expect(faults.all().map(({ struck }) => struck)).toEqual([0, 1]);
  });
});

// aws-facts 5: limits are token buckets, a burst and a sustained rate.
it('a rate limit lets a burst through, then only so many a second', () => {
  const { strike, clock } = having({ effect: { kind: 'rate-limit', perSecond: 2, burst: 3 } });
  const throttled = () => strike().length;
  expect([1, 2, 3, 4, 5].map(throttled)).toEqual([0, 0, 0, 1, 1]);
  clock.now += 500;
  expect([1, 2].map(throttled)).toEqual([0, 1]);
  clock.now += 60_000;
  // However long nobody calls, no more than the burst comes together.
  expect([1, 2, 3, 4].map(throttled)).toEqual([0, 0, 0, 1]);
});
