import type { OpenObligation } from '../../domain/obligation.ts';
import { lastKnown } from '../../domain/observed.ts';
import { unread } from '../../domain/observed-words.ts';
import type { Plan } from '../../domain/plan.ts';
import type { ScheduledAction, ServiceKey, Snapshot, SuspendedState } from '../../domain/snapshot.ts';
import { type Instant, isoSeconds } from '../../domain/time.ts';
import { instantOf, type ZonedTime } from '../../domain/zoned-time.ts';
import { blockers } from '../scale-service/blockers.ts';
import { tasks } from '../scale-service/lasting.ts';
import { roomBlockers } from '../scale-service/room.ts';
import { type Demand, demandOf, demandWords, tasksFor } from './demand.ts';
import { type OpenEvent, openEvents } from './record.ts';
import { outOfReach, tightCaches } from './room.ts';
import { type EventService, eventServiceOf, nameOnCommandLine } from './situation.ts';
import { type WarmUp, warmUpOf } from './warm-up.ts';

export interface PrepareInput {
  readonly service: ServiceKey;
  readonly requestsPerMinute: number;
  /** Empty for now. */
  readonly start: ZonedTime | '';
  readonly end: ZonedTime;
  readonly bufferPercent: number;
  readonly requestsPerTask: number;
  /** Milliseconds. */
  readonly rest: number;
  readonly warmUp: string;
  readonly warmUpRequests: number;
}

/** What is asked and what it meets: everything that preparing for an event is planned from. */
export interface Preparation extends EventService {
  readonly input: PrepareInput & Plan['input'];
  readonly demand: Demand;
  /** MinCapacity during the event: what is expected needs so many, and auto-scaling takes none of them away. */
  readonly floor: number;
  /** MaxCapacity during the event: half as much again, and never less than now. */
  readonly ceiling: number;
  /** What of auto-scaling is suspended during the event. */
  readonly during: SuspendedState;
  /** When the way up begins; undefined for now. */
  readonly start: ZonedTime | undefined;
  readonly endsAt: Instant;
  readonly warmUp: WarmUp;
  /** Scheduled actions that would take bounds away during the event. */
  readonly undercutting: readonly ScheduledAction[];
  /** What stands between the service and its ceiling, and what beside its tasks has little room. */
  readonly roomWarnings: readonly string[];
  /** An event that was prepared and never stood down: this one goes on from it, and leads back to before it. */
  readonly goesOnFrom: OpenEvent | undefined;
  /** Scheduled events of this service, which stay as they are. */
  readonly alsoScheduled: readonly OpenEvent[];
  readonly takenBackBy: string;
}

/** A preparation for a time that is yet to come. */
export interface Scheduled extends Preparation {
  readonly start: ZonedTime;
}

export const isScheduled = (preparation: Preparation): preparation is Scheduled => preparation.start !== undefined;

/** AWS: tasks per service. */
const mostTasks = 5000;

export function preparationOf(
  input: Preparation['input'],
  snapshot: Snapshot,
  obligations: readonly OpenObligation[],
): Preparation | { readonly blocked: readonly string[] } {
  const needed = tasksFor(input);
  const of = eventServiceOf(
    input.service,
    ({ minCapacity }, desiredCount) => Math.max(desiredCount, minCapacity, needed),
    snapshot,
  );
  if ('blocked' in of) return of;
  const { service, target, at } = of;
  const demand = demandOf(input, service, at);
  const floor = Math.max(needed, target.minCapacity);
  const ceiling = Math.max(Math.ceil((3 * needed) / 2), target.maxCapacity, floor);
  const start = input.start === '' ? undefined : input.start;
  const because = [
    ...wrongTimes({ start, end: input.end }, at),
    ...(ceiling > mostTasks ? [tooManyTasks(demand, ceiling)] : [...blockers(of), ...fewerTasks(of, demand)]),
    ...(start === undefined ? [] : notSchedulable(of)),
    ...wrongUrl(input),
  ];
  if (because.length > 0) return { blocked: because };
  const open = openEvents(obligations, service.key);
  const undercutting = (lastKnown(service.scheduledActions) ?? []).filter(
    ({ minCapacity, maxCapacity }) => (minCapacity ?? floor) < floor || (maxCapacity ?? ceiling) < ceiling,
  );
  return {
    ...of,
    input,
    demand,
    floor,
    ceiling,
    during: {
      ...target.suspended,
      dynamicScalingOut: false,
      scheduledScaling: target.suspended.scheduledScaling || undercutting.length > 0,
    },
    start,
    endsAt: instantOf(input.end),
    warmUp: warmUpOf(of, input),
    undercutting,
    roomWarnings: [...outOfReach(snapshot, service, ceiling), ...tightCaches(snapshot)],
    // For another day the bounds of today are no beginning, whatever they come from.
    goesOnFrom: start === undefined ? open.find(({ record }) => record.actions.length === 0) : undefined,
    alsoScheduled: open.filter(({ record }) => record.actions.length > 0),
    takenBackBy: `headroom run stand-down-after-event --service ${nameOnCommandLine(service, snapshot)}`,
  };
}

function wrongTimes(
  { start, end }: { readonly start: ZonedTime | undefined; readonly end: ZonedTime },
  now: Instant,
): readonly string[] {
  const past = (time: ZonedTime): boolean => instantOf(time) <= now;
  const itIs = `and that is past: it is ${isoSeconds(now)} now`;
  if (past(end)) return [`The event ends at ${end}, ${itIs}.`];
  if (start === undefined) return [];
  if (past(start)) return [`The way up begins at ${start}, ${itIs}. Leave --start out for now.`];
  return instantOf(end) <= instantOf(start)
    ? [`The event ends at ${end}, before its way up begins at ${start}: exchange --start and --end.`]
    : [];
}

const tooManyTasks = (demand: Demand, ceiling: number): string =>
  `${demandWords(demand)}, are ${tasks(demand.tasks)} and a ceiling of ${ceiling}; ECS runs at most ${mostTasks} in one service. Check the figures, or give a task more to do.`;

/** Beside the room that there is not: the tasks are reckoned here, and not typed. */
const fewerTasks = (of: EventService, demand: Demand): readonly string[] =>
  roomBlockers(of).length === 0
    ? []
    : [
        `The ${tasks(demand.tasks)} are for ${demandWords(demand)}: a smaller --buffer-percent or a larger --requests-per-task makes fewer.`,
      ];

/** What scheduled actions need to be made by, and to run at their time. */
function notSchedulable({ service, target }: EventService): readonly string[] {
  return [
    ...unread(service.scheduledActions, `The scheduled actions of ${service.service}`),
    ...(target.suspended.scheduledScaling
      ? [
          `Scheduled scaling of ${service.service} is suspended, so nothing would happen at that time: resume it first with resume-auto-scaling, or leave --start out for now.`,
        ]
      : []),
  ];
}

const wrongUrl = ({ warmUp }: Pick<PrepareInput, 'warmUp'>): readonly string[] =>
  warmUp.startsWith('/') || URL.canParse(warmUp)
    ? []
    : ['The URL of the warm-up is none that can be asked for: give a path such as /health, or a whole URL.'];
