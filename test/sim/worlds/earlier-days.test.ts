import { expect, it } from 'vitest';
import { createSimulator } from '../../../src/sim/simulator.ts';
import { DAY, HOUR } from '../../../src/sim/world/clock.ts';
import { ecsMetric } from '../../../src/sim/world/metric-series.ts';

const start = Date.UTC(2026, 10, 24, 12);
const cpu = ecsMetric({ clusterName: 'waooaw-production', name: 'waooaw-backend' }, 'CPUUtilization');

const hourlyCpu = (earlierDays: number) => {
  const { world } = createSimulator({ seed: 1, start, durations: 1, earlierDays });
  const window = {
    id: cpu,
    from: start - 10 * DAY,
    to: start,
    periodMs: HOUR,
    statistic: { kind: 'Average' } as const,
  };
  return world.metrics.read(window);
};

it('a world remembers the days before it began: days, nights and a quieter Sunday', () => {
  const hours = hourlyCpu(7);
  // The hour before it begins is left out, so that no alarm sees it.
  expect(hours.length).toBeGreaterThanOrEqual(7 * 24 + 3);
  const at = (day: number, hour: number): number =>
    hours.find(each => each.at === Date.UTC(2026, 10, day, hour))?.value ?? Number.NaN;
  expect(at(20, 15)).toBeGreaterThan(2 * at(20, 3));
  expect(at(22, 15)).toBeLessThan(0.8 * at(20, 15));
});

it('and nothing else of it changes', () => {
  const alarmsOf = (earlierDays: number) =>
    createSimulator({ seed: 1, start, durations: 1, earlierDays })
      .world.alarms.all()
      .map(({ name, state }) => [name, state]);
  expect(alarmsOf(7)).toEqual(alarmsOf(0));
  expect(hourlyCpu(0)).toEqual(hourlyCpu(7).slice(-hourlyCpu(0).length));
});
