import { membersOf } from '../../domain/canonical-json.ts';
import { alarmText } from '../../domain/configurations/alarm.ts';
import type { WantedAlarm } from './wanted.ts';

/**
 * The alarm as it will be. PutMetricAlarm replaces all of it: of one that is there its words and whom it tells are kept, and
 * the topic is added; what it watches and when it rings is ours.
 */
export function mergedAlarm(
  wanted: WantedAlarm,
  { held, topicArn }: { held: string | null; topicArn: string },
): string {
  const before = held === null ? {} : membersOf(held);
  const { AlarmDescription } = before;
  return alarmText({
    AlarmName: wanted.name,
    ...wanted.rule,
    AlarmDescription: typeof AlarmDescription === 'string' ? AlarmDescription : wanted.says,
    ActionsEnabled: true,
    AlarmActions: withTopic(before['AlarmActions'], topicArn),
    OKActions: withTopic(before['OKActions'], topicArn),
    InsufficientDataActions: texts(before['InsufficientDataActions']),
  });
}

const texts = (value: unknown): string[] => (Array.isArray(value) ? value.map(String) : []);

const withTopic = (actions: unknown, topicArn: string): string[] => [...new Set([...texts(actions), topicArn])];

/** How many actions the fuller of its two states would have. */
export function actionsOf(alarm: string): number {
  const { AlarmActions, OKActions } = membersOf(alarm);
  return Math.max(texts(AlarmActions).length, texts(OKActions).length);
}
