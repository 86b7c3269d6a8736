import { describe, expect, it } from 'vitest';
import { HOUR, MINUTE } from '../../../src/sim/world/clock.ts';
import { cpuPercent, errorPart, fullUse, memoryPercent, p95Seconds } from '../../../src/sim/world/load-model.ts';
import { parseStatistic } from '../../../src/sim/world/statistics.ts';
import { NOON, openQuietWorld, type QuietWorld } from './quiet-world.ts';

const FULL = fullUse({ requestsPerMinute: 500, cpuPercent: 30 });

describe('the load of one task', () => {
  // aws-facts 3.9
  it('is the runbook: 500 requests a minute are 30 % CPU', () => {
    expect(cpuPercent(500 / FULL)).toBeCloseTo(30);
  });

  it('ends at 100 %: Fargate cannot burst', () => {
    expect(cpuPercent(1.7)).toBe(100);
  });

  // aws-facts 3.9
  it('passes a second at the 95th percentile from about 82 %', () => {
    expect(p95Seconds(0.81)).toBeLessThan(1);
    expect(p95Seconds(0.83)).toBeGreaterThan(1);
    expect(p95Seconds(3)).toBeLessThanOrEqual(10);
  });

  // aws-facts 3.9
  it('makes errors only when it is nearly full', () => {
    expect(errorPart(0.9)).toBe(0);
    expect(errorPart(1.3)).toBeCloseTo(0.2);
    expect(errorPart(9)).toBeCloseTo(0.2);
  });

  // aws-facts 3.9
  it('needs a third of the memory at rest, and all of it once leaked', () => {
    expect(memoryPercent(0.3, 0)).toBeCloseTo(42.5);
    expect(memoryPercent(0.3, 1)).toBe(100);
  });
});

const values = ({ world }: QuietWorld, metricName: string, statistic: string, from: number): readonly number[] => {
  // Of those that a load balancer has twice, the one with both dimensions.
  const series = world.metrics.all().findLast(({ id }) => id.metricName === metricName && !isAgents(id.dimensions));
  const parsed = parseStatistic(statistic);
  if (series === undefined || parsed === undefined) return [];
  const window = { id: series.id, from, to: world.clock.now, periodMs: MINUTE, statistic: parsed };
  return world.metrics.read(window).map(({ value }) => value);
};

const isAgents = (dimensions: readonly { value: string }[]): boolean =>
  dimensions.some(({ value }) => value === 'waooaw-agent');

const mean = (numbers: readonly number[]): number => numbers.reduce((sum, n) => sum + n, 0) / numbers.length;

describe('the opening world', () => {
  // aws-facts 3.9
  it('is at about 30 % CPU and 1,000 requests a minute over a day, and never far from it', () => {
    const quiet = openQuietWorld();
    quiet.pass(24 * HOUR);
    const cpu = values(quiet, 'CPUUtilization', 'Average', NOON);
    expect(mean(cpu)).toBeGreaterThan(25);
    expect(mean(cpu)).toBeLessThan(32);
    expect(Math.max(...cpu)).toBeLessThan(40);
    expect(Math.min(...cpu)).toBeGreaterThan(15);
    const requests = values(quiet, 'RequestCount', 'Sum', NOON);
    expect(mean(requests)).toBeGreaterThan(850);
    expect(mean(requests)).toBeLessThan(1000);
    expect(mean(values(quiet, 'RequestCountPerTarget', 'Sum', NOON))).toBeCloseTo(mean(requests) / 2, 0);
    expect(mean(values(quiet, 'TargetResponseTime', 'p95', NOON))).toBeLessThan(0.4);
    expect(values(quiet, 'HTTPCode_Target_5XX_Count', 'Sum', NOON)).toEqual([]);
  });

  // aws-facts 3.9: per-task spread +-8 %.
  it('spreads no load evenly: the busiest task is always some percent above the average', () => {
    const quiet = openQuietWorld();
    quiet.world.ecs.setDesiredCount(quiet.backend, 10);
    quiet.world.addSurge(quiet.backend, { from: NOON, rampMs: MINUTE, holdMs: HOUR, extraPerMinute: 8000 });
    quiet.pass(15 * MINUTE);
    const from = NOON + 10 * MINUTE;
    const averages = values(quiet, 'CPUUtilization', 'Average', from);
    const spreads = values(quiet, 'CPUUtilization', 'Maximum', from).map(
      (most, index) => most / (averages[index] ?? 0),
    );
    expect(averages.length).toBeGreaterThan(1);
    for (const spread of spreads) {
      expect(spread).toBeGreaterThan(1.01);
      // Up to 16 % between two tasks, and beside them the noise of the traffic.
      expect(spread).toBeLessThan(1.3);
    }
  });

  it('has three hours of history at least, without a gap', () => {
    const quiet = openQuietWorld();
    const history = values(quiet, 'CPUUtilization', 'Average', NOON - 3 * HOUR);
    // The newest two or three minutes are not delivered yet.
    expect(history.length).toBeGreaterThanOrEqual(177);
  });

  // aws-facts 3.9
  it('delivers a minute one to two minutes after it is over', () => {
    const quiet = openQuietWorld();
    for (let second = 0; second < 600; second += 1) {
      quiet.pass(1000);
      const ageMs = quiet.world.clock.now - quiet.world.metrics.visibleBefore;
      expect(ageMs).toBeGreaterThanOrEqual(MINUTE);
      expect(ageMs).toBeLessThanOrEqual(3 * MINUTE);
    }
  });
});

describe('overload', () => {
  it('shows in CPU, latency and errors', () => {
    const quiet = openQuietWorld();
    const [target] = quiet.world.autoScaling.targets.values();
    if (target !== undefined) quiet.world.autoScaling.deregister(target);
    const surge = { from: NOON, rampMs: MINUTE, holdMs: HOUR, extraPerMinute: 5000 };
    quiet.world.addSurge(quiet.backend, surge);
    quiet.pass(20 * MINUTE);
    const from = NOON + 5 * MINUTE;
    expect(Math.min(...values(quiet, 'CPUUtilization', 'Average', from))).toBeGreaterThan(99);
    expect(Math.min(...values(quiet, 'TargetResponseTime', 'p95', from))).toBeGreaterThan(1);
    expect(Math.min(...values(quiet, 'HTTPCode_Target_5XX_Count', 'Sum', from))).toBeGreaterThan(500);
  });

  // aws-facts 3.9
  it('without any healthy target shows as 503 of the load balancer', () => {
    const quiet = openQuietWorld();
    quiet.world.ecs.setDesiredCount(quiet.backend, 0);
    quiet.pass(10 * MINUTE);
    expect(values(quiet, 'HTTPCode_ELB_503_Count', 'Sum', NOON).at(-1)).toBeGreaterThan(600);
    expect(values(quiet, 'HealthyHostCount', 'Maximum', NOON).at(-1)).toBe(0);
    // No task, no CPU datapoint: missing is not zero.
    expect(values(quiet, 'CPUUtilization', 'Average', NOON + 3 * MINUTE)).toEqual([]);
  });
});
