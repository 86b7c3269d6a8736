import { GetLogEventsCommand } from '@aws-sdk/client-cloudwatch-logs';
import { on, type SimOperation } from '../wire/operation.ts';
import type { LogEvent } from '../world/log-group.ts';
import type { World } from '../world/world.ts';
import { invalidToken, limitOf, namedLogGroup, notFound } from './logs-groups.ts';

const MOST_EVENTS = 10_000;

/** Greater than the id of any event. */
const END = '9';

export const getLogEventsOperation = (world: World): SimOperation =>
  on(GetLogEventsCommand, input => {
    const group = namedLogGroup(world, input);
    const { logStreamName = '', startTime = 0, endTime } = input;
    if (!group.hasStream(logStreamName)) throw notFound('The specified log stream does not exist.');
    const limit = limitOf(input.limit, MOST_EVENTS);
    const { now } = world.clock;
    const events = group
      .read({ from: startTime, to: endTime ?? now + 1, now })
      .filter(({ stream }) => stream === logStreamName);
    const page = pageOf(events, { limit, token: input.nextToken, fromHead: input.startFromHead === true });
    return {
      events: page.events.map(({ at, message, ingestedAt }) => ({ timestamp: at, message, ingestionTime: ingestedAt })),
      // AWS: there are always tokens; one that comes back unchanged says that there is nothing more for now.
      nextForwardToken: `f/${page.last}`,
      nextBackwardToken: `b/${page.first}`,
    };
  });

interface Page {
  readonly events: readonly LogEvent[];
  /** The ids between which the page lies. */
  readonly first: string;
  readonly last: string;
}

const pageOf = (
  events: readonly LogEvent[],
  { limit, token, fromHead }: { limit: number; token: string | undefined; fromHead: boolean },
): Page => {
  const [, direction, id] = /^([fb])\/(\d+)$/.exec(token ?? (fromHead ? 'f/0' : `b/${END}`)) ?? [];
  if (direction === undefined || id === undefined) throw invalidToken();
  const chosen =
    direction === 'f'
      ? events.filter(event => event.id > id).slice(0, limit)
      : events.filter(event => event.id < id).slice(-limit);
  return { events: chosen, first: chosen[0]?.id ?? id, last: chosen.at(-1)?.id ?? id };
};
