import { DENYING_POLICIES } from '../world/permissions.ts';
import type { ApiEffect, Effect, Fault, FaultMatch, FaultOccasions, TransportEffect, WorldEffect } from './fault.ts';
import { isOffset, type Offset, offsetMs } from './offset.ts';
import {
  flag,
  GrammarError,
  listOf,
  number,
  oneOf,
  optional,
  plainObject,
  type Reader,
  range,
  record,
  text,
} from './reader.ts';

type Readers<E extends Effect> = { readonly [K in E['kind']]: Reader<Extract<E, { readonly kind: K }>> };

const ONE_HOUR_MS = 3_600_000;
const count = number({ min: 0, max: 10_000, whole: true });
const seconds = number({ min: 0, max: 86_400, above: true });
const minutes = number({ min: 0, max: 1_440, above: true });

const TRANSPORT: Readers<TransportEffect> = {
  delay: record({
    kind: oneOf('delay'),
    ms: number({ min: 0, max: ONE_HOUR_MS }),
    jitterMs: optional(number({ min: 0, max: ONE_HOUR_MS })),
  }),
  hang: record({ kind: oneOf('hang'), applied: flag }),
  reset: record({ kind: oneOf('reset'), applied: flag }),
  'truncated-body': record({ kind: oneOf('truncated-body') }),
  trickle: record({ kind: oneOf('trickle'), msPerByte: number({ min: 0, max: 60_000 }) }),
  'bad-gateway': record({ kind: oneOf('bad-gateway'), applied: flag }),
  'captive-portal': record({ kind: oneOf('captive-portal') }),
  'empty-answer': record({ kind: oneOf('empty-answer'), applied: flag }),
  'swapped-answer': record({ kind: oneOf('swapped-answer') }),
};

const API: Readers<ApiEffect> = {
  throttle: record({ kind: oneOf('throttle') }),
  'rate-limit': record({
    kind: oneOf('rate-limit'),
    perSecond: number({ min: 0, max: 10_000, above: true }),
    burst: number({ min: 1, max: 10_000, whole: true }),
  }),
  'access-denied': record({
    kind: oneOf('access-denied'),
    by: optional(oneOf(...DENYING_POLICIES)),
  }),
  'expired-token': record({ kind: oneOf('expired-token') }),
  'server-error': record({ kind: oneOf('server-error'), status: oneOf(500, 503), applied: flag }),
  'stale-read': record({ kind: oneOf('stale-read'), bySeconds: number({ min: 0, max: 3_600, above: true }) }),
  'small-pages': record({ kind: oneOf('small-pages') }),
  'other-account': record({
    kind: oneOf('other-account'),
    accountId: text({ pattern: /^\d{12}$/, of: 'an account id of 12 digits' }),
  }),
};

const WORLD: Readers<WorldEffect> = {
  'capacity-unavailable': record({ kind: oneOf('capacity-unavailable') }),
  'tasks-exit': record({
    kind: oneOf('tasks-exit'),
    exitCode: number({ min: 0, max: 255, whole: true }),
    afterSeconds: seconds,
  }),
  'tasks-run-out-of-memory': record({ kind: oneOf('tasks-run-out-of-memory'), afterSeconds: seconds }),
  'tasks-fail-health-checks': record({ kind: oneOf('tasks-fail-health-checks') }),
  'tasks-cannot-pull-image': record({ kind: oneOf('tasks-cannot-pull-image') }),
  'slow-start': record({ kind: oneOf('slow-start'), factor: number({ min: 1, max: 1000 }) }),
  'zone-loss': record({ kind: oneOf('zone-loss'), availabilityZone: text() }),
  'metric-gap': record({ kind: oneOf('metric-gap'), namespace: optional(text()) }),
  surge: record({
    kind: oneOf('surge'),
    extraPerMinute: number({ min: 0, max: 10_000_000, above: true }),
    rampMinutes: minutes,
    holdMinutes: minutes,
  }),
  'second-operator': record({
    kind: oneOf('second-operator'),
    everyMinutes: range(minutes),
    desiredCount: optional(range(count)),
    minCapacity: optional(range(count)),
    maxCapacity: optional(range(count)),
    principal: optional(text({ pattern: /^arn:aws:[\w+=,.@:/-]+$/, of: 'the ARN of a principal' })),
  }),
};

const EFFECTS = { ...TRANSPORT, ...API, ...WORLD } satisfies Readers<Effect>;

export const isWorldEffect = (effect: Effect): effect is WorldEffect => Object.hasOwn(WORLD, effect.kind);

const effect: Reader<Effect> = (value, path) => {
  const { kind } = plainObject(value, path);
  if (typeof kind === 'string' && Object.hasOwn(EFFECTS, kind)) {
    // Just looked up among its own keys.
    return EFFECTS[kind as Effect['kind']](value, path);
  }
  throw new GrammarError(`${path}.kind must be one of: ${Object.keys(EFFECTS).join(', ')}.`);
};

export const offset: Reader<Offset> = (value, path) => {
  const written = text({ max: 40 })(value, path);
  if (isOffset(written)) return written;
  throw new GrammarError(`${path} must be a time from then on such as +90s, +12m or +1h30m.`);
};

const pattern = text({ pattern: /^[\w.*:/+=@-]{1,300}$/, max: 300, of: 'a name, or a pattern with *' });

const match: Reader<FaultMatch> = record({
  service: optional(pattern),
  operation: optional((value, path) =>
    Array.isArray(value) ? listOf(pattern, { max: 100 })(value, path) : pattern(value, path),
  ),
  resource: optional(pattern),
});

const when: Reader<FaultOccasions> = record({
  probability: optional(number({ min: 0, max: 1, above: true })),
  times: optional(number({ min: 1, max: 1_000_000, whole: true })),
  from: optional(offset),
  until: optional(offset),
});

const shape: Reader<Fault> = record({
  id: optional(text({ pattern: /^[\w.-]{1,60}$/, of: 'up to 60 letters, digits, dots and dashes' })),
  match: optional(match),
  when: optional(when),
  effect,
});

/**
 * Reads a fault from plain JSON.
 * @throws GrammarError that says what is wrong with it
 */
export const faultReader: Reader<Fault> = (value, path) => {
  const fault = shape(value, path);
  const at = (member: string): string => (path === '' ? member : `${path}.${member}`);
  const { from, until } = fault.when ?? {};
  if (from !== undefined && until !== undefined && offsetMs(until) <= offsetMs(from)) {
    throw new GrammarError(`${at('when.until')} must be later than ${at('when.from')}.`);
  }
  if (isWorldEffect(fault.effect)) insistOnWorldFault(fault, fault.effect, at);
  return fault;
};

/** What happens in the world happens for a time, not call by call. */
function insistOnWorldFault(fault: Fault, { kind, ...of }: WorldEffect, at: (member: string) => string): void {
  const { probability, times } = fault.when ?? {};
  if (probability !== undefined || times !== undefined) {
    throw new GrammarError(
      `${at('when')} of ${kind} can only have from and until: it strikes the world, which has no calls to count.`,
    );
  }
  if (fault.match?.service !== undefined || fault.match?.operation !== undefined) {
    throw new GrammarError(`${at('match')} of ${kind} can only have a resource: it strikes the world, not calls.`);
  }
  const changes = ['desiredCount', 'minCapacity', 'maxCapacity'].some(change => change in of);
  if (kind === 'second-operator' && !changes) {
    throw new GrammarError(`${at('effect')} must have desiredCount, minCapacity or maxCapacity.`);
  }
}
