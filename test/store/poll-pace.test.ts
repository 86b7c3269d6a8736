import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Fault } from '../../src/domain/fault.ts';
import { fresh, missing } from '../../src/domain/observed.ts';
import type { ServiceKey } from '../../src/domain/snapshot.ts';
import { emptyPatch, type ServicePatch } from '../../src/domain/snapshot-patch.ts';
import { pollEnds } from '../../src/store/poll-ends.ts';
import { nextPaceMs, type PollEnd } from '../../src/store/poll-pace.ts';
import { backend, counts, now } from '../support/snapshots.ts';

const paces = (cadenceMs: number, ends: readonly PollEnd[]): readonly number[] => {
  let everyMs = cadenceMs;
  return ends.map(end => {
    everyMs = nextPaceMs({ everyMs, cadenceMs, end });
    return everyMs / 1000;
  });
};

const times = <Item>(count: number, item: Item): readonly Item[] => Array.from({ length: count }, () => item);

describe('the pace of a part', () => {
  it('T1: doubles with every throttle up to a minute, and comes back by halves', () => {
    expect(paces(5_000, [...times(6, 'throttled' as const), ...times(5, 'answered' as const)])).toEqual([
      10, 20, 40, 60, 60, 60, 30, 15, 7.5, 5, 5,
    ]);
  });

  it('stays where reads fail for another reason', () => {
    expect(paces(5_000, ['throttled', 'failed', 'failed', 'answered'])).toEqual([10, 10, 10, 5]);
  });

  it('of what is worth reading every five minutes is never faster than that', () => {
    expect(paces(300_000, ['throttled', 'answered'])).toEqual([300, 300]);
  });

  it('T1: is never faster during a storm, and within its bounds whatever happens', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 500, max: 300_000 }),
        fc.array(fc.constantFrom<PollEnd>('throttled', 'answered', 'failed'), { maxLength: 50 }),
        (cadenceMs, ends) => {
          let everyMs = cadenceMs;
          for (const end of ends) {
            const next = nextPaceMs({ everyMs, cadenceMs, end });
            expect(next).toBeGreaterThanOrEqual(cadenceMs);
            expect(next).toBeLessThanOrEqual(Math.max(60_000, cadenceMs));
            if (end !== 'answered') expect(next).toBeGreaterThanOrEqual(everyMs);
            everyMs = next;
          }
        },
      ),
    );
  });
});

describe('how a sweep ended', () => {
  const throttle: Fault = { kind: 'throttled', because: 'too many', nextStep: 'Wait.' };

  it('is told part by part; one throttled request counts for all services', () => {
    const services = new Map<ServiceKey, ServicePatch>([
      [backend, { counts: fresh(counts(), now), scaling: missing({ ...throttle, kind: 'timeout' }) }],
      ['other/service', { counts: missing(throttle) }],
    ]);
    expect(pollEnds({ ...emptyPatch, services })).toEqual(
      new Map([
        ['counts', 'throttled'],
        ['scaling', 'failed'],
      ]),
    );
  });

  it('is an answer where one service was read, although another is gone', () => {
    const services = new Map<ServiceKey, ServicePatch>([
      [backend, { counts: fresh(counts(), now) }],
      ['gone/service', { counts: missing({ ...throttle, kind: 'not-found' as const }) }],
    ]);
    expect(pollEnds({ ...emptyPatch, services }).get('counts')).toBe('answered');
  });
});
