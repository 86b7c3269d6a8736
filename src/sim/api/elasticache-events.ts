import { DescribeEventsCommand, type DescribeEventsCommandInput } from '@aws-sdk/client-elasticache';
import { on, type SimOperation } from '../wire/operation.ts';
import { DAY, MINUTE, type SimTime } from '../world/clock.ts';
import type { World } from '../world/world.ts';
import { cachePage, invalidCombination, invalidValue } from './elasticache-requests.ts';
import { dateOf } from './time.ts';

/** AWS: the last hour, unless asked otherwise; never more than 14 days. */
const DEFAULT_MINUTES = 60;
const MOST_MINUTES = (14 * DAY) / MINUTE;

const SOURCE_TYPES = [
  'cache-cluster',
  'cache-parameter-group',
  'cache-security-group',
  'cache-subnet-group',
  'replication-group',
  'serverless-cache',
  'serverless-cache-snapshot',
  'user',
  'user-group',
];

export const cacheEventOperations = (world: World): readonly SimOperation[] => [
  on(DescribeEventsCommand, input => {
    const { SourceIdentifier, SourceType, MaxRecords, Marker } = input;
    if (SourceType !== undefined && !SOURCE_TYPES.includes(SourceType)) {
      throw invalidValue(`The parameter SourceType is not valid: ${SourceType}`);
    }
    const { from, to } = windowOf(input, world.clock.now);
    const events = world.elastiCache.events
      .all()
      .filter(({ at }) => at >= from && at <= to)
      .filter(({ sourceType }) => SourceType === undefined || sourceType === SourceType)
      .filter(({ sourceIdentifier }) => SourceIdentifier === undefined || sourceIdentifier === SourceIdentifier)
      .toReversed();
    const page = cachePage(events, 'DescribeEvents', { MaxRecords, Marker });
    return {
      Events: page.items.map(({ sourceIdentifier, sourceType, message, at }) => ({
        SourceIdentifier: sourceIdentifier,
        SourceType: sourceType,
        Message: message,
        Date: dateOf(at),
      })),
      Marker: page.nextToken,
    };
  }),
];

const windowOf = (
  { StartTime, EndTime, Duration }: DescribeEventsCommandInput,
  now: SimTime,
): { readonly from: SimTime; readonly to: SimTime } => {
  if (Duration !== undefined && StartTime !== undefined && EndTime !== undefined) {
    throw invalidCombination('Duration cannot be combined with both StartTime and EndTime.');
  }
  const minutes = Duration ?? DEFAULT_MINUTES;
  if (minutes < 0 || minutes > MOST_MINUTES) throw invalidValue(`Duration must be between 0 and ${MOST_MINUTES}.`);
  if (StartTime !== undefined) {
    const from = StartTime.getTime();
    return { from, to: EndTime?.getTime() ?? (Duration === undefined ? now : from + minutes * MINUTE) };
  }
  const to = EndTime?.getTime() ?? now;
  return { from: to - minutes * MINUTE, to };
};
