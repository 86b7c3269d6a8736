import { describe, expect, it } from 'vitest';
import { type Check, evaluate, partsNeeded, servicesNeeded } from '../../src/domain/check.ts';
import { backend, denied, now, serviceAt } from '../support/snapshots.ts';

const floorIs = (value: number | null): Check => ({
  check: 'facts',
  expect: [{ fact: { service: backend, attribute: 'minCapacity' }, value }],
});
const stableAt = (desiredCount: number): Check => ({ check: 'service-stable', service: backend, desiredCount });
const noDeployment: Check = { check: 'no-deployment', service: backend };
const coping: Check = {
  check: 'service-coping',
  service: backend,
  limits: { cpuPercent: 70, p95Seconds: 1, errorPercent: 1, runningCount: 2, badMinutes: 3 },
};
const all = (...of: Check[]): Check => ({ check: 'all', of });

const verdict = (check: Check, snapshot = serviceAt(2)) => evaluate(check, snapshot, now);

describe('facts', () => {
  it('pass when AWS holds exactly these values', () => {
    expect(verdict(floorIs(2))).toEqual({ verdict: 'passed', says: 'MinCapacity is 2' });
    expect(verdict(floorIs(null), serviceAt(2, null)).verdict).toBe('passed');
  });

  it('are waited for while AWS holds others, or cannot be read', () => {
    expect(verdict(floorIs(6))).toEqual({ verdict: 'waiting', says: 'MinCapacity is 2, not 6' });
    expect(verdict(floorIs(2), serviceAt(2, undefined, { scaling: { state: 'missing', because: denied } }))).toEqual({
      verdict: 'waiting',
      says: 'MinCapacity cannot be read',
    });
  });
});

describe('all of several', () => {
  it('pass when each does, and say what each says', () => {
    expect(verdict(all(floorIs(2), stableAt(2)))).toEqual({
      verdict: 'passed',
      says: 'MinCapacity is 2; running 2/2, all targets healthy',
    });
  });

  it('wait for the ones that wait, and name only those', () => {
    expect(verdict(all(floorIs(2), stableAt(6)))).toEqual({
      verdict: 'waiting',
      says: 'desiredCount is 2, not 6 yet',
    });
  });

  it('fail with the first failure, though others could still come true', () => {
    const takenBack: Check = { ...coping, limits: { ...coping.limits, runningCount: 4 } };
    expect(verdict(all(stableAt(6), takenBack)).verdict).toBe('failed');
  });
});

it.each([
  ['facts', floorIs(2), ['scaling']],
  ['service-stable', stableAt(2), ['counts', 'targets', 'stoppedTasks']],
  ['no-deployment', noDeployment, ['counts']],
  ['service-coping', coping, ['counts', 'metrics', 'stoppedTasks']],
  ['all', all(floorIs(2), stableAt(2), noDeployment), ['scaling', 'counts', 'targets', 'stoppedTasks']],
])('%s names what has to be read for it', (_, check, parts) => {
  expect(partsNeeded(check)).toEqual(parts);
  expect(servicesNeeded(check)).toEqual([backend]);
});

it('the other two checks are answered too', () => {
  expect(verdict(noDeployment).verdict).toBe('passed');
  expect(verdict(coping).verdict).toBe('passed');
});
