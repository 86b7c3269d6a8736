import { lastKnown } from '../observed.ts';
import type { ServiceSnapshot, StoppedTask } from '../snapshot.ts';
import type { Instant } from '../time.ts';

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

/** Why no task will run from now on, in the words of AWS; undefined while there is hope. */
export function hopelessSince(service: ServiceSnapshot, since: Instant): string | undefined {
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
