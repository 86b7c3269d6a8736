import type { Check } from '../../domain/check.ts';
import type { CopingLimits } from '../../domain/checks/coping.ts';
import type { HoldStep } from '../../domain/plan.ts';
import type { ServiceKey } from '../../domain/snapshot.ts';
import { needsCapacity } from '../../domain/thresholds.ts';
import { minutes, seconds } from '../../domain/time.ts';
import { tasks } from './lasting.ts';

type Load = Pick<CopingLimits, 'cpuPercent' | 'p95Seconds' | 'errorPercent' | 'badMinutes'>;

/**
 * The watch fails on what the runbook calls a reason to scale: if that holds again with all tasks running, the change was
 * not enough, and the responder should hear it now.
 */
const whileWatched: Load = {
  cpuPercent: needsCapacity.cpuPercent,
  p95Seconds: needsCapacity.p95Seconds,
  errorPercent: 1,
  badMinutes: needsCapacity.forMs / minutes(1),
};

/** Stricter and quicker on the way in, while there is still something left to keep. */
const whileTakingAway: Load = { cpuPercent: 65, p95Seconds: 0.8, errorPercent: 1, badMinutes: 2 };

interface Watched {
  readonly id: string;
  readonly service: ServiceKey;
  readonly desiredCount: number;
  /** What auto-scaling may take it down to without anybody's wish being undone. */
  readonly leastCount: number;
}

export const soakMs = (direction: 'out' | 'in'): number => (direction === 'out' ? seconds(60) : minutes(5));

/** Between two stages: long enough for the load to show in CloudWatch's one-minute data before more is taken away. */
export function soak(direction: 'out' | 'in', watched: Watched, forMs = soakMs(direction)): HoldStep {
  return {
    kind: 'hold',
    id: watched.id,
    title: `Rest at ${tasks(watched.desiredCount)} for ${Math.round((10 * forMs) / minutes(1)) / 10} min, watching the load`,
    forMs,
    everyMs: seconds(30),
    stopIf: copingWith(watched, direction === 'out' ? whileWatched : whileTakingAway),
  };
}

/** The runbook's "monitor for 30 minutes after scaling". */
export const watch = (watched: Watched): HoldStep => ({
  kind: 'hold',
  id: watched.id,
  title: `Watch the load on ${tasks(watched.desiredCount)} for 30 min`,
  forMs: minutes(30),
  everyMs: seconds(60),
  stopIf: copingWith(watched, whileWatched),
});

const copingWith = ({ service, leastCount }: Watched, load: Load): readonly Check[] => [
  { check: 'service-coping', service, limits: { ...load, runningCount: leastCount } },
];
