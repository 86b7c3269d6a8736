import fc from 'fast-check';
import { expect, it } from 'vitest';
import { predictedCpuPercent } from '../../src/domain/capacity.ts';

it('three times the tasks carry a third of the load each', () => {
  expect(predictedCpuPercent({ cpuPercent: 78, runningCount: 2, desiredCount: 6 })).toBeCloseTo(26);
  expect(predictedCpuPercent({ cpuPercent: 30, runningCount: 6, desiredCount: 4 })).toBeCloseTo(45);
});

it('a task is never more than fully busy, and none at all are', () => {
  expect(predictedCpuPercent({ cpuPercent: 60, runningCount: 8, desiredCount: 2 })).toBe(100);
  expect(predictedCpuPercent({ cpuPercent: 10, runningCount: 2, desiredCount: 0 })).toBe(100);
});

it('more tasks never make a task busier', () => {
  const load = fc.record({
    cpuPercent: fc.double({ min: 0, max: 100, noNaN: true }),
    runningCount: fc.nat(100),
    desiredCount: fc.nat(100),
  });
  fc.assert(
    fc.property(load, given => {
      const { desiredCount } = given;
      expect(predictedCpuPercent({ ...given, desiredCount: desiredCount + 1 })).toBeLessThanOrEqual(
        predictedCpuPercent(given),
      );
    }),
  );
});
