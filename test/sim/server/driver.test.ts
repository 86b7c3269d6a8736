import { afterEach, expect, it } from 'vitest';
import { RealTimeDriver, StepDriver } from '../../../src/sim/server/driver.ts';

const START = 1_000_000;

/** A world that only notes how far it was moved. */
function notingWorld() {
  const leaps: number[] = [];
  return {
    now: START,
    leaps,
    runUntil(until: number) {
      leaps.push(until - this.now);
      this.now = Math.max(this.now, until);
    },
  };
}

const running: RealTimeDriver[] = [];
afterEach(() => {
  for (const driver of running.splice(0)) driver.stop();
});

/** A driver whose wall clock stands still between the lines of a test; its tick then moves nothing. */
function driven({ speed, maxLeapMs }: { speed: number; maxLeapMs?: number }) {
  const world = notingWorld();
  const wall = { now: 5_000 };
  const driver = new RealTimeDriver({
    world,
    speed,
    wallNow: () => wall.now,
    ...(maxLeapMs === undefined ? {} : { maxLeapMs }),
  });
  running.push(driver);
  const pass = (ms: number) => {
    wall.now += ms;
    driver.sync();
    return world.now - START;
  };
  return { world, wall, driver, pass };
}

it('a step driver moves only by hand, and says that its time stands still', () => {
  const world = notingWorld();
  const driver = new StepDriver(world);
  driver.sync();
  expect(world.leaps).toEqual([]);
  driver.advance(90_000);
  expect(driver.now).toBe(START + 90_000);
  expect(driver.speed).toBe(0);
});

it('real time passes speed times as fast', () => {
  const { pass, driver } = driven({ speed: 60 });
  expect(pass(1_000)).toBe(60_000);
  expect(pass(500)).toBe(90_000);
  expect(driver.now).toBe(START + 90_000);
  expect(driver.speed).toBe(60);
});

it('a slow world loses no fraction of a millisecond', () => {
  const { pass, world } = driven({ speed: 0.25 });
  for (let i = 0; i < 10; i++) pass(1);
  expect(world.now - START).toBe(2);
  expect(pass(2)).toBe(3);
});

it('moves by itself, without any request', async () => {
  const world = notingWorld();
  const moved = new Promise<void>(resolve => {
    const { runUntil } = world;
    world.runUntil = until => {
      runUntil.call(world, until);
      if (world.now > START) resolve();
    };
  });
  const driver = new RealTimeDriver({ world, speed: 10 });
  running.push(driver);
  // The tick is unref'd: something else must keep the process alive meanwhile, here the test runner's own time-out.
  await moved;
  expect(driver.now).toBeGreaterThan(START);
});

it('time that passes while paused never comes back', () => {
  const { pass, wall, driver } = driven({ speed: 10 });
  wall.now += 100;
  driver.pause();
  expect(driver.now).toBe(START + 1_000);
  expect(driver.speed).toBe(0);
  expect(pass(3_600_000)).toBe(1_000);
  wall.now += 5_000;
  driver.resume();
  expect(driver.speed).toBe(10);
  expect(pass(100)).toBe(2_000);
});

it('after the machine slept the world goes on almost where it was', () => {
  const { pass } = driven({ speed: 10 });
  expect(pass(8 * 3_600_000)).toBe(600_000);
  expect(pass(1_000)).toBe(610_000);
});

it('a short stall is caught up in full', () => {
  const { pass } = driven({ speed: 60 });
  expect(pass(9_000)).toBe(540_000);
});

it('a world that others read by the wall clock catches up however long it took', () => {
  const { pass } = driven({ speed: 1, maxLeapMs: Number.POSITIVE_INFINITY });
  expect(pass(8 * 3_600_000)).toBe(8 * 3_600_000);
});

it('a wall clock that was set back does not hold the world up', () => {
  const { pass } = driven({ speed: 1 });
  pass(1_000);
  expect(pass(-3_600_000)).toBe(1_000);
  expect(pass(500)).toBe(1_500);
});

it('goes on from where somebody else moved the world', () => {
  const { pass, world } = driven({ speed: 1 });
  world.runUntil(START + 600_000);
  expect(pass(1_000)).toBe(601_000);
});

it.each([0, -1, Number.NaN])('a speed of %s is refused', speed => {
  expect(() => new RealTimeDriver({ world: notingWorld(), speed })).toThrow(RangeError);
});
