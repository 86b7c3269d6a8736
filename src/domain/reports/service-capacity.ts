import { lastKnown } from '../observed.ts';
import { unread } from '../observed-words.ts';
import { hoursPerMonth, taskHourUsd } from '../pricing.ts';
import type { ServiceKey, ServiceSnapshot } from '../snapshot.ts';

/** What a service has and costs: the runbook's "Current Capacity", from the task definition that it really runs. */
export interface ServiceCapacity {
  readonly service: ServiceKey;
  readonly name: string;
  /** Null where it is not known, as everything here. */
  readonly runningCount: number | null;
  readonly desiredCount: number | null;
  readonly vcpusPerTask: number | null;
  readonly memoryGbPerTask: number | null;
  readonly cost: RunningCost | null;
  /** Why something is not known, as sentences. */
  readonly unknown: readonly string[];
}

/** Of all tasks that run; list prices, for scale of thought. */
export interface RunningCost {
  readonly perHourUsd: number;
  readonly perMonthUsd: number;
}

export const costPerHour = (perHourUsd: number): RunningCost => ({
  perHourUsd,
  perMonthUsd: perHourUsd * hoursPerMonth,
});

/** Dollars an hour of one task; null where it is not known, and on EC2, where instances are paid for and not tasks. */
export function taskPrice({ counts, task }: ServiceSnapshot): number | null {
  const size = lastKnown(task);
  const runsOnFargate = lastKnown(counts)?.capacityProviders.includes('FARGATE') === true;
  return size === undefined || !runsOnFargate ? null : taskHourUsd(size);
}

export function serviceCapacity(service: ServiceSnapshot): ServiceCapacity {
  const counts = lastKnown(service.counts);
  const size = lastKnown(service.task);
  const price = taskPrice(service);
  return {
    service: service.key,
    name: service.service,
    runningCount: counts?.runningCount ?? null,
    desiredCount: counts?.desiredCount ?? null,
    vcpusPerTask: size === undefined ? null : size.cpuUnits / 1024,
    memoryGbPerTask: size === undefined ? null : size.memoryMiB / 1024,
    cost: price === null || counts === undefined ? null : costPerHour(price * counts.runningCount),
    unknown: [
      ...unread(service.counts, `The counts of ${service.service}`),
      ...unread(service.task, `The task definition of ${service.service}`),
    ],
  };
}

/** All of them together; null as soon as one is not known, because a part of a sum is not the sum. */
export interface CapacityTotal {
  readonly tasks: number | null;
  readonly vcpus: number | null;
  readonly memoryGb: number | null;
  readonly cost: RunningCost | null;
}

export function totalCapacity(services: readonly ServiceCapacity[]): CapacityTotal {
  const total = (of: (service: ServiceCapacity) => number | null): number | null =>
    services.reduce<number | null>((sum, service) => {
      const value = of(service);
      return sum === null || value === null ? null : sum + value;
    }, 0);
  const perHourUsd = total(({ cost }) => cost?.perHourUsd ?? null);
  return {
    tasks: total(({ runningCount }) => runningCount),
    vcpus: total(({ runningCount, vcpusPerTask }) => product(runningCount, vcpusPerTask)),
    memoryGb: total(({ runningCount, memoryGbPerTask }) => product(runningCount, memoryGbPerTask)),
    cost: perHourUsd === null ? null : costPerHour(perHourUsd),
  };
}

const product = (a: number | null, b: number | null): number | null => (a === null || b === null ? null : a * b);
