import { scheduledActionText } from '../../domain/configurations/scheduled-action.ts';
import { lastKnown } from '../../domain/observed.ts';
import { hours, type Instant, minutes } from '../../domain/time.ts';
import { instantOf, type ZonedTime, zonedTime, zoneOf } from '../../domain/zoned-time.ts';
import type { ConfigurationMove } from '../configuration-step.ts';
import { rungsUp } from './ladder.ts';
import type { Scheduled } from './preparation.ts';

/** What auto-scaling is to do once, at a time of the event. */
export interface EventAction {
  readonly name: string;
  readonly at: Instant;
  readonly zone: string;
  readonly does: string;
  readonly minCapacity: number;
  readonly maxCapacity: number;
}

/** What AWS needs to start tasks and find them healthy: with nobody watching, the next ones wait at least so long. */
const startingMs = minutes(3);

/** Until then auto-scaling takes tasks away as the load allows; the lower ceiling takes what is left at once. */
const slackMs = hours(1);

/** In the order of their times: the way up by rungs, then the floor as it was, then the ceiling as it was. */
export function eventActions({ input, start, endsAt, floor, ceiling, target }: Scheduled): readonly EventAction[] {
  const event = `event-${start.slice(0, 16).replace(/[-:]/g, '').replace(' ', '-')}`;
  const apartMs = Math.ceil(Math.max(input.rest, startingMs) / minutes(1)) * minutes(1);
  const up = rungsUp({ from: target.minCapacity, to: floor }).map(
    (minCapacity, index): EventAction => ({
      name: `${event}-up-${index + 1}`,
      at: instantOf(start) + index * apartMs,
      zone: zoneOf(start),
      does: 'up',
      minCapacity,
      maxCapacity: ceiling,
    }),
  );
  const back = { zone: zoneOf(input.end), minCapacity: target.minCapacity };
  return [
    ...up,
    { ...back, name: `${event}-floor-back`, does: 'floor back', at: endsAt, maxCapacity: ceiling },
    ...(ceiling === target.maxCapacity
      ? []
      : [
          {
            ...back,
            name: `${event}-ceiling-back`,
            does: 'ceiling back',
            at: endsAt + slackMs,
            maxCapacity: target.maxCapacity,
          },
        ]),
  ];
}

/** The actions that are not there yet. What leads back is made first: no way up without a way down. */
export function actionMoves({ service }: Scheduled, actions: readonly EventAction[]): readonly ConfigurationMove[] {
  const there = lastKnown(service.scheduledActions) ?? [];
  return actions
    .toReversed()
    .map(action => ({
      fact: { service: service.key, attribute: 'scheduledAction' as const, name: action.name },
      from: there.find(({ name }) => name === action.name)?.configuration ?? null,
      to: textOf(action),
      what: `scheduled action ${action.name}`,
    }))
    .filter(({ from, to }) => from !== to);
}

const textOf = ({ at, zone, minCapacity, maxCapacity }: EventAction): string =>
  scheduledActionText({
    ...once(at, zone),
    ScalableTargetAction: { MinCapacity: minCapacity, MaxCapacity: maxCapacity },
  });

/** AWS reads the time in the zone, where clocks that are set back show it twice: then it is given in UTC. */
function once(at: Instant, zone: string): { readonly Schedule: string; readonly Timezone: string } {
  const [local, utc] = [localText(zonedTime(at, zone)), localText(zonedTime(at, 'UTC'))];
  return local === undefined
    ? { Schedule: `at(${utc})`, Timezone: 'UTC' }
    : { Schedule: `at(${local})`, Timezone: zone };
}

/** `2026-11-27T09:00:00`; undefined for a time that comes twice, which has its offset in it. */
const localText = (time: ZonedTime): string | undefined => {
  const [date, clock = ''] = time.split(' ');
  return clock.length === '09:00'.length ? `${date}T${clock}:00` : undefined;
};
