import { DescribeEventsCommand, type DescribeEventsCommandInput, type Event } from '@aws-sdk/client-rds';
import { on, type SimOperation } from '../wire/operation.ts';
import { DAY, MINUTE, type SimTime } from '../world/clock.ts';
import type { DbEvent } from '../world/rds/db-events.ts';
import type { World } from '../world/world.ts';
import { invalidCombination, rdsPage } from './rds-requests.ts';
import { dateOf } from './time.ts';

/** AWS: the last hour, unless the caller says otherwise. */
const DEFAULT_MINUTES = 60;
const KEPT_MS = 14 * DAY;

export const rdsEventOperations = (world: World): readonly SimOperation[] => [
  on(DescribeEventsCommand, input => {
    const { SourceIdentifier, SourceType, EventCategories, MaxRecords, Marker } = input;
    if (SourceIdentifier !== undefined && SourceType === undefined) {
      throw invalidCombination('SourceType must be supplied when a SourceIdentifier is supplied.');
    }
    const { from, to } = window(input, world.clock.now);
    const events = world.rds.events
      .all()
      .filter(({ at }) => at >= from && at <= to)
      .filter(() => SourceType === undefined || SourceType === 'db-instance')
      .filter(event => SourceIdentifier === undefined || event.sourceIdentifier === SourceIdentifier.toLowerCase())
      .filter(event => EventCategories === undefined || event.categories.some(one => EventCategories.includes(one)));
    const page = rdsPage(events, 'DescribeEvents', { MaxRecords, Marker });
    return { Events: page.items.map(describe), Marker: page.nextToken };
  }),
];

/** `Duration` in minutes counts from the start or, without one, back from the end. */
const window = (
  { StartTime, EndTime, Duration }: DescribeEventsCommandInput,
  now: SimTime,
): { from: SimTime; to: SimTime } => {
  const lengthMs = (Duration ?? DEFAULT_MINUTES) * MINUTE;
  const asked = StartTime?.getTime();
  const end = EndTime?.getTime() ?? (asked === undefined || Duration === undefined ? now : asked + lengthMs);
  const from = asked ?? end - lengthMs;
  if (from > end) throw invalidCombination('The end date is before the start date.');
  if (now - from > KEPT_MS + MINUTE) throw invalidCombination('The start date must be within the last 14 days.');
  return { from, to: end };
};

/** AWS: the RDS-EVENT id is in none of these fields; only EventBridge and SNS have it. */
const describe = ({ sourceIdentifier, sourceArn, at, message, categories }: DbEvent): Event => ({
  SourceIdentifier: sourceIdentifier,
  SourceType: 'db-instance',
  Message: message,
  EventCategories: [...categories],
  Date: dateOf(at),
  SourceArn: sourceArn,
});
