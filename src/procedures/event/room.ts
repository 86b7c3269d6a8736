import { fitAt, mostTasks } from '../../domain/limits/limit.ts';
import { sharedLimits } from '../../domain/limits/limits.ts';
import type { ServiceSnapshot, Snapshot } from '../../domain/snapshot.ts';

/** Auto-scaling asks for tasks up to the ceiling, whether there is room for them or not. */
export const outOfReach = (snapshot: Snapshot, service: ServiceSnapshot, ceiling: number): readonly string[] =>
  sharedLimits(snapshot, service).flatMap(reading => {
    if (!reading.known || fitAt(reading.limit, ceiling) !== 'full') return [];
    const { label, consequence, wayOut } = reading.limit;
    return [
      `The ceiling of ${ceiling} is out of reach. ${label}: there is room for ${mostTasks(reading.limit)} of these tasks, and beyond that ${consequence}; ${wayOut} before the event.`,
    ];
  });

/** Runbook, "Scale Redis: when to scale". */
const tight = { memoryPercent: 75, cpuPercent: 70 };

/** The caches that have little room already, with no event yet. */
export function tightCaches({ account, configured }: Snapshot): readonly string[] {
  const caches = account.caches.state === 'fresh' ? account.caches.value : [];
  return caches
    .filter(({ id }) => configured.cache === null || id === configured.cache)
    .flatMap(({ id, memoryPercent, cpuPercent, evictions }) => {
      const says = [
        ...(isAbove(memoryPercent, tight.memoryPercent) ? [`its memory is ${Math.round(memoryPercent)} % full`] : []),
        ...(isAbove(cpuPercent, tight.cpuPercent) ? [`its CPU is at ${Math.round(cpuPercent)} %`] : []),
        ...(isAbove(evictions, 0) ? ['it drops keys for want of memory'] : []),
      ];
      return says.length === 0
        ? []
        : [
            `The cache ${id} has little room before the event has begun: ${says.join(', ')}. Resize it a day before, not in the last hour.`,
          ];
    });
}

const isAbove = (reading: number | null, limit: number): reading is number => reading !== null && reading > limit;
