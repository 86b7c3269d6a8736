import { lastKnown } from '../../domain/observed.ts';
import type { Prediction } from '../../domain/plan.ts';
import { type CostDelta, costOfTasks } from '../../domain/pricing.ts';
import { hours, isoSeconds } from '../../domain/time.ts';
import { type Firing, nextFirings } from './firings.ts';
import { boundsOf } from './pair.ts';
import type { Situation } from './situation.ts';

/** The next five firings of the two, in local time with its offset, and in UTC. */
export function predictionsOf({ pair, input, at }: Situation): readonly Prediction[] {
  const { timeZone, days, how } = input;
  const firings = nextFirings({ turns: [pair.down, pair.up], timeZone, days }, at, 5);
  return firings.map((firing, index) => {
    const { turn, weekday, local, offset } = firing;
    return {
      label: `${weekday} ${local} ${offset}`,
      before: `${isoSeconds(firing.at).slice(0, 16).replace('T', ' ')} UTC`,
      after: how === 'events' ? `count ${turn.min}` : boundsOf(turn),
      note: [turn.way, ...clocksSet(firings[index - 1], firing)].join(', '),
    };
  });
}

const clocksSet = (before: Firing | undefined, { offset }: Firing): readonly string[] =>
  before === undefined || before.offset === offset ? [] : ['clocks set'];

/** What the floor costs on average, against the floor that stands there now: auto-scaling may always run more than it. */
export function costOf({ service, scaling, counts, pair, input, at }: Situation): CostDelta | null {
  const task = lastKnown(service.task);
  const firings = nextFirings({ turns: [pair.down, pair.up], timeZone: 'UTC', days: 'every-day' }, at, 3);
  const [first, second] = firings[0]?.turn.way === 'down' ? firings : firings.slice(1);
  if (task === undefined || first === undefined || second === undefined) return null;
  const perDay = (second.at - first.at) / hours(24);
  const night = input.days === 'weekdays' ? (perDay * 5) / 7 : perDay;
  const floor = scaling.target?.minCapacity ?? counts.desiredCount;
  const difference = pair.down.min * night + pair.up.min * (1 - night) - floor;
  if (difference === 0) return null;
  const cost = costOfTasks(task, difference);
  return {
    ...cost,
    basis: `On average, as far as the count rests on its floor, against ${floor} all day; ${cost.basis}`,
  };
}
