import { lastKnown } from '../observed.ts';
import { unread } from '../observed-words.ts';
import type { Part, ServiceKey, ServiceSnapshot, Snapshot } from '../snapshot.ts';
import type { Instant } from '../time.ts';
import { costPerHour, type RunningCost, taskPrice } from './service-capacity.ts';
import { type Judgement, judge, type SizingVerdict, type Suggestion, suggestionFor } from './sizing.ts';
import { type UseOverDays, usageOver } from './use-over-days.ts';

/** The runbook's "Right-Sizing", for every service: what it used of what it reserves, and what to do about it. */
export interface RightsizingReport {
  readonly at: Instant;
  readonly days: number;
  readonly services: readonly ServiceSizing[];
  /** Of everything that is there and priced. */
  readonly cost: RunningCost;
  /** What all suggestions that save come to. */
  readonly savesPerMonthUsd: number;
}

export interface ServiceSizing {
  readonly service: ServiceKey;
  readonly name: string;
  readonly verdict: SizingVerdict;
  /** A sentence. */
  readonly because: string;
  readonly use: UseOverDays | null;
  readonly tasks: number | null;
  readonly cost: RunningCost | null;
  readonly suggestion: Suggestion | null;
}

export const rightsizingDays = { least: 1, most: 14, usual: 7 } as const;

/** What the report is made from: parts of all services. */
export const partsOfRightsizingReport: readonly Part[] = ['counts', 'task', 'targets', 'utilization'];

export function rightsizingReport(
  snapshot: Snapshot,
  now: Instant,
  days: number = rightsizingDays.usual,
): RightsizingReport {
  const services = snapshot.services.map(service => sizingOf(service, days));
  return {
    at: now,
    days,
    services,
    cost: costPerHour(services.reduce((sum, { cost }) => sum + (cost?.perHourUsd ?? 0), 0)),
    savesPerMonthUsd: services.reduce((sum, { suggestion }) => sum + Math.max(0, suggestion?.savesPerMonthUsd ?? 0), 0),
  };
}

function sizingOf(service: ServiceSnapshot, days: number): ServiceSizing {
  const counts = lastKnown(service.counts);
  const task = lastKnown(service.task);
  const price = taskPrice(service);
  const use = service.utilization.state === 'fresh' ? usageOver(service.utilization.value, days) : null;
  const { verdict, because } = judged(service, use);
  const suggestion =
    counts === undefined || !use?.cpu || !use.memory
      ? undefined
      : suggestionFor(verdict, {
          cpu: use.cpu,
          memory: use.memory,
          tasks: counts.desiredCount,
          task,
          isPriced: price !== null,
        });
  return {
    service: service.key,
    name: service.service,
    verdict,
    because,
    use,
    tasks: counts?.desiredCount ?? null,
    cost: price === null || counts === undefined ? null : costPerHour(price * counts.desiredCount),
    suggestion: suggestion ?? null,
  };
}

/** What could not be read is told apart from what CloudWatch does not have; neither is a verdict. */
function judged({ counts, utilization, service }: ServiceSnapshot, use: UseOverDays | null): Judgement {
  const lacking = [
    ...unread(counts, `The counts of ${service}`),
    ...unread(utilization, `The use of ${service} over the last days`),
  ];
  if (use === null || lacking.length > 0) return { verdict: 'NO DATA', because: lacking.join(' ') };
  if (lastKnown(counts)?.desiredCount === 0)
    return { verdict: 'NO DATA', because: 'It is set to 0 tasks: there is nothing to size.' };
  return judge(use);
}
