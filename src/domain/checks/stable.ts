import { lastKnown } from '../observed.ts';
import { findService, type ServiceKey, type ServiceSnapshot, type Snapshot, type StoppedTask } from '../snapshot.ts';
import type { Instant } from '../time.ts';
import { type CheckVerdict, failed, passed, waiting } from './verdict.ts';

/** This many tasks that die alike end the wait: the next one will die the same way. */
const sameDeaths = 3;

/** Events after which no task will start until somebody acts. */
const hopelessEvents: readonly RegExp[] = [
  /was unable to place a task/,
  /is unable to consistently start tasks successfully/,
  /tasks provisioning capacity limit was exceeded/,
];

/** A stop that a scale-in or a rollout asked for says nothing about the task's health. */
const wasAskedFor = ({ stoppedReason }: StoppedTask): boolean => /^Scaling activity initiated by/.test(stoppedReason);

/**
 * Done means: running = desired, none pending, one deployment, every target healthy. It fails, long before a time-out,
 * when ECS says that it cannot place tasks or when three tasks died for the same reason.
 */
export function stableVerdict(
  check: { readonly service: ServiceKey; readonly desiredCount: number },
  snapshot: Snapshot,
  since: Instant,
): CheckVerdict {
  const service = findService(snapshot, check.service);
  if (service?.counts.state !== 'fresh') return waiting('the service cannot be read right now');
  const counts = service.counts.value;

  if (counts.status !== 'ACTIVE') return failed(`the service is ${counts.status}: it is being deleted`);
  const hopeless = hopelessSince(service, since);
  if (hopeless !== undefined) return failed(`running ${counts.runningCount}/${check.desiredCount}: ${hopeless}`);

  if (counts.desiredCount !== check.desiredCount) {
    return waiting(`desiredCount is ${counts.desiredCount}, not ${check.desiredCount} yet`);
  }
  if (counts.runningCount !== check.desiredCount || counts.pendingCount > 0) {
    const pending = counts.pendingCount > 0 ? `, ${counts.pendingCount} pending` : '';
    return waiting(`running ${counts.runningCount}/${check.desiredCount}${pending}`);
  }
  if (counts.deployments.length > 1)
    return waiting(`running ${counts.runningCount}/${check.desiredCount}, a deployment is under way`);
  return targetsVerdict(service, check.desiredCount);
}

function targetsVerdict(service: ServiceSnapshot, desiredCount: number): CheckVerdict {
  const running = `running ${desiredCount}/${desiredCount}`;
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

function hopelessSince(service: ServiceSnapshot, since: Instant): string | undefined {
  const events = lastKnown(service.counts)?.events ?? [];
  const event = events.find(({ at, message }) => at >= since && hopelessEvents.some(pattern => pattern.test(message)));
  if (event) return event.message;

  const deaths = new Map<string, number>();
  for (const task of lastKnown(service.stoppedTasks) ?? []) {
    if (task.stoppedAt < since || wasAskedFor(task)) continue;
    const exit = task.exitCodes.find(code => code !== 0);
    const reason = `${task.stoppedReason || task.stopCode || 'no reason given'}${exit === undefined ? '' : ` (exit code ${exit})`}`;
    const count = (deaths.get(reason) ?? 0) + 1;
    if (count >= sameDeaths) return `${count} tasks died the same way: ${reason}`;
    deaths.set(reason, count);
  }
  return undefined;
}
