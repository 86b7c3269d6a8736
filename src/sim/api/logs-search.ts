import { type FilteredLogEvent, FilterLogEventsCommand } from '@aws-sdk/client-cloudwatch-logs';
import { on, type SimOperation } from '../wire/operation.ts';
import { HOUR, type SimTime } from '../world/clock.ts';
import type { LogEvent } from '../world/log-group.ts';
import type { World } from '../world/world.ts';
import { filterPattern } from './logs-filter-pattern.ts';
import { invalidParameter, invalidToken, limitOf, namedLogGroup } from './logs-groups.ts';

const MOST_EVENTS = 10_000;

/**
 * AWS: "The results can be empty or incomplete while there is more: a nextToken says so." One call searches so much, and
 * a caller who stops at the first empty page misses what comes after it.
 */
const SEARCHED_AT_ONCE_MS = HOUR;

export const filterLogEventsOperation = (world: World): SimOperation =>
  on(FilterLogEventsCommand, input => {
    const { startTime = 0, endTime, logStreamNames, logStreamNamePrefix } = input;
    const group = namedLogGroup(world, input);
    if (logStreamNames !== undefined && logStreamNamePrefix !== undefined) {
      throw invalidParameter('logStreamNames and logStreamNamePrefix are mutually exclusive parameters.');
    }
    const { now } = world.clock;
    const limit = limitOf(input.limit, MOST_EVENTS);
    const isAskedFor = filterPattern(input.filterPattern);
    const begin: Place = { from: Math.max(startTime, group.oldestAt(now)), after: '' };
    const { from, after } = input.nextToken === undefined ? begin : placeIn(input.nextToken);
    // AWS: events later than endTime are left out; one at that very millisecond is not.
    const end = Math.min(now, endTime ?? now) + 1;
    const to = Math.min(from + SEARCHED_AT_ONCE_MS, end);
    const found = group.read({ from, to, now }).filter(({ id, stream, message }) => {
      const isOfStream = logStreamNames?.includes(stream) ?? stream.startsWith(logStreamNamePrefix ?? '');
      return id > after && isOfStream && isAskedFor(message);
    });
    const page = found.slice(0, limit);
    const last = page.at(-1);
    const goesOnHere = found.length > limit && last !== undefined ? { from, after: last.id } : undefined;
    const next = goesOnHere ?? (to < end ? { from: to, after: '' } : undefined);
    return { events: page.map(describe), searchedLogStreams: [], nextToken: next && tokenFor(next) };
  });

const describe = ({ id, stream, at, ingestedAt, message }: LogEvent): FilteredLogEvent => ({
  eventId: id,
  logStreamName: stream,
  timestamp: at,
  ingestionTime: ingestedAt,
  message,
});

/** How far a search has come: it has looked at everything before `from`, and in what follows at all up to `after`. */
interface Place {
  readonly from: SimTime;
  readonly after: string;
}

const tokenFor = ({ from, after }: Place): string => btoa(`FilterLogEvents ${from} ${after}`);

const placeIn = (token: string): Place => {
  const isBase64 = /^[\w+/]+=*$/.test(token) && token.length % 4 === 0;
  const [, from, after] = /^FilterLogEvents (\d+) (\d*)$/.exec(isBase64 ? atob(token) : '') ?? [];
  if (from === undefined || after === undefined) throw invalidToken();
  return { from: Number(from), after };
};
