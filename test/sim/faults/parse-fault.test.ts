import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Effect, Fault } from '../../../src/sim/faults/fault.ts';
import { faultReader } from '../../../src/sim/faults/parse-fault.ts';
import { GrammarError } from '../../../src/sim/faults/reader.ts';

const parse = (value: unknown): Fault => faultReader(value, '');

const complaint = (value: unknown): string => {
  try {
    parse(value);
  } catch (error) {
    if (error instanceof GrammarError) return error.message;
    throw error;
  }
  throw new Error('it should have been refused');
};

/** One of each kind; a new kind of effect is missed here by the compiler. */
const effects: { readonly [K in Effect['kind']]: Extract<Effect, { readonly kind: K }> } = {
  delay: { kind: 'delay', ms: 20, jitterMs: 5 },
  hang: { kind: 'hang', applied: true },
  reset: { kind: 'reset', applied: false },
  'truncated-body': { kind: 'truncated-body' },
  trickle: { kind: 'trickle', msPerByte: 3 },
  'bad-gateway': { kind: 'bad-gateway', applied: false },
  'captive-portal': { kind: 'captive-portal' },
  'empty-answer': { kind: 'empty-answer', applied: true },
  'swapped-answer': { kind: 'swapped-answer' },
  throttle: { kind: 'throttle' },
  'rate-limit': { kind: 'rate-limit', perSecond: 0.5, burst: 3 },
  'access-denied': { kind: 'access-denied', by: 'service control policy' },
  'expired-token': { kind: 'expired-token' },
  'server-error': { kind: 'server-error', status: 503, applied: true },
  'stale-read': { kind: 'stale-read', bySeconds: 2 },
  'small-pages': { kind: 'small-pages' },
  'other-account': { kind: 'other-account', accountId: '210987654321' },
  'capacity-unavailable': { kind: 'capacity-unavailable' },
  'tasks-exit': { kind: 'tasks-exit', exitCode: 1, afterSeconds: 30 },
  'tasks-run-out-of-memory': { kind: 'tasks-run-out-of-memory', afterSeconds: 300 },
  'tasks-fail-health-checks': { kind: 'tasks-fail-health-checks' },
  'tasks-cannot-pull-image': { kind: 'tasks-cannot-pull-image' },
  'slow-start': { kind: 'slow-start', factor: 4 },
  'zone-loss': { kind: 'zone-loss', availabilityZone: 'us-east-1a' },
  'metric-gap': { kind: 'metric-gap', namespace: 'AWS/ECS' },
  surge: { kind: 'surge', extraPerMinute: 4000, rampMinutes: 2, holdMinutes: 20 },
  'second-operator': { kind: 'second-operator', everyMinutes: [2, 9], desiredCount: [2, 6] },
};

describe('a fault', () => {
  it.each(Object.values(effects))('$kind is plain data: it survives JSON', effect => {
    const fault: Fault = {
      id: 'one',
      match: { resource: 'waooaw-backend' },
      when: { from: '+1m', until: '+1h' },
      effect,
    };
    expect(parse(JSON.parse(JSON.stringify(fault)))).toEqual(fault);
    // Without the rest it strikes always and everything.
    expect(parse({ effect })).toEqual({ effect });
  });

  it('names operations one by one or in a list', () => {
    const match = { service: 'ecs', operation: ['ecs:Update*', 'DeleteService'], resource: 'service/*/waooaw-agent' };
    const fault = { match, when: { probability: 0.5, times: 3 }, effect: effects.throttle };
    expect(parse(fault)).toEqual(fault);
  });
});

describe('what is wrong is said in a sentence', () => {
  const { throttle, delay, surge } = effects;
  it.each<[unknown, string]>([
    [null, 'It must be an object, and is null.'],
    ['throttle', 'It must be an object, and is "throttle".'],
    [{}, 'effect must be an object, and is missing.'],
    [{ effect: { kind: 'throtle' } }, 'effect.kind must be one of: delay, hang, reset,'],
    [{ effect: { kind: 'toString' } }, 'effect.kind must be one of:'],
    [{ effect: { kind: 'delay' } }, 'effect.ms must be a number from 0 up to 3600000, and is missing.'],
    [{ effect: { ...delay, ms: '20' } }, 'effect.ms must be a number from 0 up to 3600000, and is "20".'],
    [{ effect: { ...delay, ms: Number.NaN } }, 'effect.ms must be a number from 0 up to 3600000, and is null.'],
    [{ effect: { ...delay, jitterMs: null } }, 'effect.jitterMs must be a number from 0 up to 3600000, and is null.'],
    [{ effect: { kind: 'hang' } }, 'effect.applied must be true or false, and is missing.'],
    [{ effect: { ...throttle, rate: 1 } }, 'effect.rate is not known; there are: kind.'],
    [{ effect: throttle, whn: {} }, 'whn is not known; there are: id, match, when, effect.'],
    [{ effect: throttle, when: { probability: 0 } }, 'when.probability must be a number above 0 up to 1, and is 0.'],
    [{ effect: throttle, when: { times: 1.5 } }, 'when.times must be a whole number from 1 up to 1000000, and is 1.5.'],
    [{ effect: throttle, when: { from: '5m' } }, 'when.from must be a time from then on such as +90s, +12m or +1h30m.'],
    [{ effect: throttle, when: { from: '+' } }, 'when.from must be a time from then on'],
    [{ effect: throttle, when: { from: '+2m', until: '+120s' } }, 'when.until must be later than when.from.'],
    [
      { effect: throttle, match: { operation: [] } },
      'match.operation must be a list of 1 to 100 items, and is a list.',
    ],
    [
      { effect: throttle, match: { operation: [7] } },
      'match.operation[0] must be a name, or a pattern with *, and is 7.',
    ],
    [{ effect: throttle, id: 'a b' }, 'id must be up to 60 letters, digits, dots and dashes, and is "a b".'],
    [{ effect: { ...effects['server-error'], status: 404 } }, 'effect.status must be 500 or 503, and is 404.'],
    [
      { effect: { ...effects['other-account'], accountId: '123' } },
      'effect.accountId must be an account id of 12 digits',
    ],
    [
      { effect: surge, when: { probability: 0.5 } },
      'when of surge can only have from and until: it strikes the world, which has no calls to count.',
    ],
    [
      { effect: surge, match: { service: 'ecs' } },
      'match of surge can only have a resource: it strikes the world, not calls.',
    ],
    [
      { effect: { kind: 'second-operator', everyMinutes: [1, 2] } },
      'effect must have desiredCount, minCapacity or maxCapacity.',
    ],
    [
      { effect: { ...effects['second-operator'], everyMinutes: [9, 2] } },
      'effect.everyMinutes must begin with the least, and 9 is more than 2.',
    ],
  ])('%j', (wrong, sentence) => {
    expect(complaint(wrong)).toContain(sentence);
  });

  it('is short, however long the thing is', () => {
    expect(complaint({ ['x'.repeat(100_000)]: 1, effect: effects.throttle }).length).toBeLessThan(200);
    expect(complaint({ effect: { ...effects.delay, ms: 'x'.repeat(100_000) } }).length).toBeLessThan(200);
  });
});

describe('whatever somebody sends', () => {
  it('is a fault that survives JSON, or a sentence', () => {
    // Near misses: real faults with parts replaced by anything.
    const nearly = fc.record(
      {
        id: fc.oneof(fc.constant('a'), fc.jsonValue()),
        match: fc.oneof(fc.constant({ service: 'ecs' }), fc.jsonValue()),
        when: fc.oneof(fc.constant({ times: 1 }), fc.jsonValue()),
        effect: fc.oneof(fc.constantFrom(...Object.values(effects)), fc.jsonValue()),
      },
      { requiredKeys: [] },
    );
    let read = 0;
    fc.assert(
      fc.property(fc.oneof(nearly, fc.jsonValue()), value => {
        try {
          const fault = parse(value);
          read += 1;
          expect(parse(JSON.parse(JSON.stringify(fault)))).toEqual(fault);
        } catch (error) {
          expect(error).toBeInstanceOf(GrammarError);
        }
      }),
      { numRuns: 2000 },
    );
    expect(read).toBeGreaterThan(20);
  });

  it.each([
    '{"__proto__":{"polluted":true},"effect":{"kind":"throttle"}}',
    '{"effect":{"kind":"throttle","__proto__":{"polluted":true}}}',
    '{"effect":{"kind":"__proto__"}}',
    '{"effect":{"kind":"constructor"}}',
    '{"constructor":{"prototype":{"polluted":true}},"effect":{"kind":"throttle"}}',
  ])('nothing reaches the prototype of objects: %s', text => {
    complaint(JSON.parse(text));
    expect({}).not.toHaveProperty('polluted');
  });
});
