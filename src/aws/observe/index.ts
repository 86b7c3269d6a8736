import type { ServicePart } from '../../domain/snapshot.ts';
import { activities } from './activities.ts';
import { alarms } from './alarms.ts';
import { counts } from './counts.ts';
import { loadBalancers } from './load-balancers.ts';
import { metrics } from './metrics.ts';
import { network } from './network.ts';
import type { Observation } from './observation.ts';
import { scaling } from './scaling.ts';
import { scheduledActions } from './scheduled-actions.ts';
import { stoppedTasks } from './stopped-tasks.ts';
import { targets } from './targets.ts';
import { task } from './task.ts';
import { utilization } from './utilization.ts';
import { zones } from './zones.ts';

/** How each part of a service is read: a part without a way to read it does not compile. */
export const observations: { readonly [Part in ServicePart]: Observation<Part> } = {
  counts,
  scaling,
  activities,
  alarms,
  targets,
  task,
  stoppedTasks,
  metrics,
  scheduledActions,
  zones,
  network,
  loadBalancers,
  utilization,
};

interface Cadence {
  readonly part: ServicePart;
  readonly everyMs: number;
  readonly shownIn: 'rows' | 'panel';
  readonly elsewhereEveryMs?: number;
}

/** The parts that are read again and again, and how; what is read only on demand is not among them. */
export const cadences: readonly Cadence[] = Object.values(observations).flatMap(
  ({ part, cadenceMs, shownIn = 'rows' as const, elsewhereEveryMs }): readonly Cadence[] =>
    cadenceMs === null ? [] : [{ part, everyMs: cadenceMs, shownIn, ...(elsewhereEveryMs && { elsewhereEveryMs }) }],
);
