import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canScaleIn, canScaleOut, clampedBy, forecastScaleIn, suspendedFlags } from '../../src/domain/autoscaling.ts';
import { fresh } from '../../src/domain/observed.ts';
import type { ServiceSnapshot } from '../../src/domain/snapshot.ts';
import { minutes } from '../../src/domain/time.ts';
import { alarm, denied, now, policy, scaling, service, target } from '../support/snapshots.ts';

const nothingSuspended = target().suspended;

const scaledBy = (overrides: Parameters<typeof scaling>[0], rest: Partial<ServiceSnapshot> = {}): ServiceSnapshot =>
  service({ scaling: fresh(scaling(overrides), now), ...rest });

describe('the clamp', () => {
  it('moves a count inside the bounds, and leaves one alone that is inside', () => {
    fc.assert(
      fc.property(fc.nat(50), fc.nat(50), fc.nat(60), (a, b, count) => {
        const bounds = { minCapacity: Math.min(a, b), maxCapacity: Math.max(a, b) };
        const clamped = clampedBy(bounds, count);
        expect(clamped).toBeGreaterThanOrEqual(bounds.minCapacity);
        expect(clamped).toBeLessThanOrEqual(bounds.maxCapacity);
        if (count >= bounds.minCapacity && count <= bounds.maxCapacity) expect(clamped).toBe(count);
      }),
    );
  });
});

describe('auto-scaling can take tasks away', () => {
  it.each([
    ['with a target and a policy', {}, true],
    ['not without a target', { target: null, policies: [] }, false],
    ['not without a policy', { policies: [] }, false],
    ['not when every policy only scales out', { policies: [policy('cpu', { scaleInDisabled: true })] }, false],
    ['not by predictive scaling, which only adds', { policies: [policy('p', { type: 'PredictiveScaling' })] }, false],
    ['by steps, as far as anybody knows', { policies: [policy('s', { type: 'StepScaling' })] }, true],
    [
      'not while scale-in is suspended',
      { target: target({ suspended: { ...nothingSuspended, dynamicScalingIn: true } }) },
      false,
    ],
  ])('%s', (_, given, expected) => {
    expect(canScaleIn(scaling(given))).toBe(expected);
  });
});

describe('auto-scaling can add tasks', () => {
  it.each([
    ['with a target and a policy', {}, true],
    ['not without a target', { target: null }, false],
    ['not without a policy', { policies: [] }, false],
    [
      'not while scale-out is suspended',
      { target: target({ suspended: { ...nothingSuspended, dynamicScalingOut: true } }) },
      false,
    ],
    [
      'while only scale-in is suspended',
      { target: target({ suspended: { ...nothingSuspended, dynamicScalingIn: true } }) },
      true,
    ],
  ])('%s', (_, given, expected) => {
    expect(canScaleOut(scaling(given))).toBe(expected);
  });
});

it('suspended flags are named one by one', () => {
  expect(suspendedFlags(target().suspended)).toEqual([]);
  expect(suspendedFlags({ dynamicScalingIn: true, dynamicScalingOut: true, scheduledScaling: true })).toEqual([
    'scale-in',
    'scale-out',
    'scheduled',
  ]);
});

describe('who takes a count back, and when', () => {
  const low = (state: 'OK' | 'ALARM' | 'INSUFFICIENT_DATA', name = 'cpu-scaling') => alarm(name, 'low', state);

  it('nobody takes the floor itself, or what auto-scaling cannot touch', () => {
    expect(forecastScaleIn(service(), 2, now)).toBeUndefined();
    expect(forecastScaleIn(scaledBy({ target: null, policies: [] }), 6, now)).toBeUndefined();
    expect(forecastScaleIn(service({ scaling: { state: 'missing', because: denied } }), 6, now)).toBeUndefined();
  });

  it('a low alarm needs its fifteen minutes first', () => {
    expect(forecastScaleIn(service(), 6, now)).toMatchObject({ policies: ['cpu-scaling'], withinMs: minutes(17) });
  });

  it('one that is in ALARM already acts at its next evaluation', () => {
    const given = service({ alarms: fresh([low('ALARM')], now) });
    expect(forecastScaleIn(given, 6, now)).toMatchObject({
      withinMs: minutes(2),
      because: 'the low alarm is in ALARM already',
    });
  });

  it('but not before the cooldown of the last activity is over', () => {
    const activities = fresh(
      [
        {
          id: 'a',
          startedAt: now - minutes(1),
          endedAt: null,
          status: 'Successful',
          description: 'Setting desired count to 6.',
          cause: 'minimum capacity was set to 6',
          message: '',
          notScaledReasons: [],
        },
      ],
      now,
    );
    const given = service({ alarms: fresh([low('ALARM')], now), activities });
    expect(forecastScaleIn(given, 6, now)?.withinMs).toBe(minutes(4 + 2));
  });

  it('all policies have to agree: one quiet alarm makes the others wait', () => {
    const policies = [policy('cpu-scaling'), policy('request-scaling')];
    const agreed = (second: 'OK' | 'ALARM') =>
      scaledBy({ policies }, { alarms: fresh([low('ALARM'), low(second, 'request-scaling')], now) });
    expect(forecastScaleIn(agreed('OK'), 6, now)?.withinMs).toBe(minutes(17));
    expect(forecastScaleIn(agreed('ALARM'), 6, now)).toMatchObject({
      policies: ['cpu-scaling', 'request-scaling'],
      withinMs: minutes(2),
    });
  });

  it('a policy that never scales in has no say', () => {
    const policies = [policy('cpu-scaling'), policy('request-scaling', { scaleInDisabled: true })];
    const given = scaledBy({ policies }, { alarms: fresh([low('ALARM')], now) });
    expect(forecastScaleIn(given, 6, now)).toMatchObject({ policies: ['cpu-scaling'], withinMs: minutes(2) });
  });

  it('a step scaling policy waits for nobody, and its steps are not known: the time cannot be told', () => {
    const policies = [policy('cpu-scaling'), policy('night-steps', { type: 'StepScaling' })];
    const given = scaledBy({ policies }, { alarms: fresh([low('ALARM'), low('OK', 'night-steps')], now) });
    expect(forecastScaleIn(given, 6, now)).toEqual({
      policies: ['cpu-scaling', 'night-steps'],
      withinMs: null,
      because: 'night-steps scales by its own steps, which headroom does not read',
    });
  });

  it('predictive scaling has no say in scaling in', () => {
    const policies = [policy('cpu-scaling'), policy('forecast', { type: 'PredictiveScaling', alarmNames: [] })];
    const given = scaledBy({ policies }, { alarms: fresh([low('ALARM')], now) });
    expect(forecastScaleIn(given, 6, now)).toMatchObject({ policies: ['cpu-scaling'], withinMs: minutes(2) });
  });

  it.each([
    ['a low alarm that is gone', service({ alarms: fresh([], now) }), 'has no data yet'],
    ['an alarm without data', service({ alarms: fresh([low('INSUFFICIENT_DATA')], now) }), 'has no data yet'],
    ['alarms that cannot be read', service({ alarms: { state: 'missing', because: denied } }), 'cannot be read'],
  ])('%s makes the time unknown, never "never"', (_, given, because) => {
    const forecast = forecastScaleIn(given, 6, now);
    expect(forecast?.withinMs).toBeNull();
    expect(forecast?.because).toContain(because);
  });
});
