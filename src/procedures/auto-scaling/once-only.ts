import { membersOf } from '../../domain/canonical-json.ts';
import type { NamedConfiguration } from '../../domain/held-scaling.ts';
import type { Instant } from '../../domain/time.ts';
import { parseZonedTime } from '../../domain/zoned-time.ts';

/** Whether the action runs only once, at a time of its own. */
export const runsOnce = ({ configuration }: NamedConfiguration): boolean => scheduleOf(configuration).startsWith('at(');

/** Whether the one moment at which the action runs is over, or its end: AWS takes such an action no more. */
export function isOver({ configuration }: NamedConfiguration, now: Instant): boolean {
  const { Timezone, EndTime } = membersOf(configuration);
  if (typeof EndTime === 'string' && Date.parse(EndTime) <= now) return true;
  const [, day, time] = /^at\((\d{4}-\d{2}-\d{2})T(\d{2}:\d{2})/.exec(scheduleOf(configuration)) ?? [];
  const at = parseZonedTime(`${day} ${time} ${typeof Timezone === 'string' ? Timezone : 'UTC'}`);
  return at.ok && at.at <= now;
}

function scheduleOf(configuration: string): string {
  const { Schedule } = membersOf(configuration);
  return typeof Schedule === 'string' ? Schedule : '';
}
