import { lastKnown } from '../observed.ts';
import { findService, type ServiceKey, type ServiceSnapshot, type Snapshot } from '../snapshot.ts';
import type { Instant } from '../time.ts';
import { failedDeployment } from './deployment.ts';
import { hopelessSince } from './hopeless.ts';
import { type CheckVerdict, failed, passed, waiting } from './verdict.ts';

export interface StableCount {
  readonly desiredCount: number;
  /** Auto-scaling may add tasks of its own meanwhile: so many are enough, and more are no reason to wait. */
  readonly orMore?: boolean;
}

/**
 * Done means: running = desired, none pending, one deployment, every target healthy. It fails, long before a time-out,
 * when ECS says that it cannot place tasks or when three tasks died for the same reason.
 */
export function stableVerdict(
  check: { readonly service: ServiceKey } & StableCount,
  snapshot: Snapshot,
  since: Instant,
): CheckVerdict {
  const service = findService(snapshot, check.service);
  if (service?.counts.state !== 'fresh') return waiting('the service cannot be read right now');
  const counts = service.counts.value;

  if (counts.status !== 'ACTIVE') return failed(`the service is ${counts.status}: it is being deleted`);
  if (failedDeployment(counts)) return failed('its deployment failed, and ECS starts no tasks for a failed deployment');
  const hopeless = hopelessSince(service, since);
  if (hopeless !== undefined) return failed(`running ${counts.runningCount}/${check.desiredCount}: ${hopeless}`);

  const isThere = (count: number): boolean =>
    check.orMore ? count >= check.desiredCount : count === check.desiredCount;
  if (!isThere(counts.desiredCount)) {
    return waiting(`desiredCount is ${counts.desiredCount}, not ${check.desiredCount} yet`);
  }
  const running = `running ${counts.runningCount}/${counts.desiredCount}`;
  if (!isThere(counts.runningCount) || (counts.pendingCount > 0 && !check.orMore))
    return waiting(`${running}${counts.pendingCount > 0 ? `, ${counts.pendingCount} pending` : ''}`);
  if (counts.deployments.length > 1) return waiting(`${running}, a deployment is under way`);
  return targetsVerdict(service, check.desiredCount, running);
}

function targetsVerdict(service: ServiceSnapshot, desiredCount: number, running: string): CheckVerdict {
  if (lastKnown(service.counts)?.targetGroupArns.length === 0) return passed(running);
  if (service.targets.state !== 'fresh') return waiting(`${running}, target health cannot be read right now`);
  for (const group of service.targets.value) {
    if (group.unhealthy > 0) {
      const why = group.unhealthyReasons.length > 0 ? `: ${group.unhealthyReasons.join('; ')}` : '';
      return waiting(`${running}, ${group.unhealthy} targets unhealthy in ${group.name}${why}`);
    }
    if (group.healthy < desiredCount)
      return waiting(`${running}, healthy ${group.healthy}/${desiredCount} in ${group.name}`);
  }
  return passed(`${running}, all targets healthy`);
}
