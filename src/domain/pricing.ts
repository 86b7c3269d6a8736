import type { TaskSize } from './snapshot.ts';

/** A change of running cost. An estimate from list prices, for scale of thought; never a bill. */
export interface CostDelta {
  readonly perHourUsd: number;
  readonly perMonthUsd: number;
  /** What it was reckoned from. */
  readonly basis: string;
}

// Fargate on demand, Linux/x86, us-east-1, per second with a one-minute minimum (list prices of 2026).
const perVcpuHourUsd = 0.04048;
const perGbHourUsd = 0.004445;
export const hoursPerMonth = 730;

export const taskHourUsd = (task: TaskSize): number =>
  (task.cpuUnits / 1024) * perVcpuHourUsd + (task.memoryMiB / 1024) * perGbHourUsd;

export function costOfTasks(task: TaskSize, difference: number): CostDelta {
  const perHourUsd = taskHourUsd(task) * difference;
  return {
    perHourUsd,
    perMonthUsd: perHourUsd * hoursPerMonth,
    basis: `Fargate list price of us-east-1, ${task.cpuUnits / 1024} vCPU and ${task.memoryMiB / 1024} GB a task`,
  };
}

// CloudWatch, a standard-resolution metric alarm (list price of 2026).
const perAlarmMonthUsd = 0.1;

export const costOfAlarms = (count: number): CostDelta => ({
  perHourUsd: (count * perAlarmMonthUsd) / hoursPerMonth,
  perMonthUsd: count * perAlarmMonthUsd,
  basis: `CloudWatch list price, $${perAlarmMonthUsd.toFixed(2)} a month for each of ${count} new alarms`,
});
