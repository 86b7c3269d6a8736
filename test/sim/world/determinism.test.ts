import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { HOUR, MINUTE } from '../../../src/sim/world/clock.ts';
import { machinePaceMs } from '../../support/machine-pace.ts';
import { NOON, openQuietWorld, type QuietWorld } from './quiet-world.ts';

const hash = ({ world }: QuietWorld): string => createHash('sha256').update(world.state()).digest('hex');

/** Everything at once, so that as much as possible could go astray. */
const disturb = ({ world, backend, agent }: QuietWorld): void => {
  world.addSurge(backend, { from: NOON + 2 * MINUTE, rampMs: MINUTE, holdMs: 8 * MINUTE, extraPerMinute: 4000 });
  world.ecs.afflict(agent, { kind: 'exits', exitCode: 1, afterMs: 40_000 });
  world.setDesiredCountByAnotherOperator(backend, 5);
};

const HALF_AN_HOUR = 30 * MINUTE;

const inOneLeap = (seed: number): QuietWorld => {
  const quiet = openQuietWorld({ seed });
  disturb(quiet);
  quiet.pass(HALF_AN_HOUR);
  return quiet;
};

describe('the same seed', () => {
  it('gives the same world, to the byte', () => {
    expect(hash(inOneLeap(7))).toBe(hash(inOneLeap(7)));
  });

  it('and another seed another one', () => {
    expect(hash(inOneLeap(7))).not.toBe(hash(inOneLeap(8)));
  });

  it('in chunks of any size is the same as in one leap', () => {
    const leap = hash(inOneLeap(7));
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 4 * MINUTE }), { minLength: 1, maxLength: 40 }), chunks => {
        const quiet = openQuietWorld({ seed: 7 });
        disturb(quiet);
        const end = quiet.world.clock.now + HALF_AN_HOUR;
        for (const chunk of chunks) quiet.world.clock.runUntil(Math.min(end, quiet.world.clock.now + chunk));
        quiet.world.clock.runUntil(end);
        expect(hash(quiet)).toBe(leap);
      }),
      { numRuns: 25 },
    );
  });
});

describe('a week', () => {
  it('takes well under a second, and stays within its memory', () => {
    const { world, pass } = openQuietWorld();
    const pace = machinePaceMs();
    const before = performance.now();
    pass(7 * 24 * HOUR);
    const tookMs = performance.now() - before;
    console.log(`seven simulated days took ${tookMs.toFixed(0)} ms, at a pace of ${pace.toFixed(0)} ms`);
    // About twelve times the pace. Generous: other tests run beside this one.
    expect(tookMs).toBeLessThan(100 * pace);
    expect(tookMs).toBeLessThan(5000);
    expect(world.clock.pending().length).toBeLessThan(100);
  });

  it('is quiet: nobody scales, and the services stay as they are', () => {
    const { world, backend, agent, pass } = openQuietWorld();
    const tasks = [...backend.tasks, ...agent.tasks].map(({ id }) => id);
    pass(7 * 24 * HOUR);
    expect([...backend.tasks, ...agent.tasks].map(({ id }) => id)).toEqual(tasks);
    expect(world.autoScaling.activities.all().every(({ notScaledReason }) => notScaledReason !== undefined)).toBe(true);
    expect(world.alarms.all().filter(({ name, state }) => name.includes('AlarmHigh') && state !== 'OK')).toEqual([]);
  });
});
