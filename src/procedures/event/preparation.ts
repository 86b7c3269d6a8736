import { failedDeployment } from '../../domain/checks/deployment.ts';
import type { OpenObligation } from '../../domain/obligation.ts';
import { lastKnown } from '../../domain/observed.ts';
import type { Plan } from '../../domain/plan.ts';
import type { ScheduledAction, ServiceKey, Snapshot, SuspendedState } from '../../domain/snapshot.ts';
import { type Instant, isoSeconds } from '../../domain/time.ts';
import { instantOf, type ZonedTime } from '../../domain/zoned-time.ts';
import { tasks } from '../scale-service/lasting.ts';
import { type Demand, demandOf, demandWords } from './demand.ts';
import { recordOf } from './record.ts';
import { roomFor } from './room.ts';
import { type EventService, eventServiceOf, nameOnCommandLine } from './situation.ts';
import { warmUpOf } from './warm-up.ts';

export interface PrepareInput {
  readonly service: ServiceKey;
  readonly requestsPerMinute: number;
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
  readonly input: Plan['input'];
  readonly demand: Demand;
  /** MinCapacity during the event: what is expected needs so many, and auto-scaling takes none of them away. */
  readonly floor: number;
  /** MaxCapacity during the event: half as much again, and never less than now. */
  readonly ceiling: number;
  readonly during: SuspendedState;
  readonly endsAt: Instant;
  readonly restMs: number;
  readonly warmUp: ReturnType<typeof warmUpOf>;
  /** Scheduled actions that would take bounds away during the event. */
  readonly undercutting: readonly ScheduledAction[];
  readonly roomWarnings: readonly string[];
  /** Earlier events of this service that nobody has stood down yet. */
  readonly alreadyOn: readonly OpenObligation[];
  readonly takenBackBy: string;
}

/** AWS: tasks per service. */
const mostTasks = 5000;

export function preparationOf(
  input: PrepareInput & Plan['input'],
  snapshot: Snapshot,
  obligations: readonly OpenObligation[],
): Preparation | { readonly blocked: readonly string[] } {
  const of = eventServiceOf(input.service, snapshot);
  if ('blocked' in of) return of;
  const { service, counts, scaling, target, at } = of;
  const demand = demandOf(input, service, { scaling, now: at });
  const floor = Math.max(demand.tasks, target.minCapacity);
  const ceiling = Math.max(Math.ceil((3 * demand.tasks) / 2), target.maxCapacity, floor);
  const endsAt = instantOf(input.end);
  const room = roomFor({ service, counts, snapshot }, { floor, ceiling });
  const because = [
    ...(endsAt <= at ? [`The event ends at ${input.end}, and that is past: it is ${isoSeconds(at)} now.`] : []),
    ...notStartable(of),
    ...(ceiling > mostTasks
      ? [
          `${demandWords(demand)}, are ${tasks(demand.tasks)} and a ceiling of ${ceiling}; ECS runs at most ${mostTasks} in one service. Check the figures, or give a task more to do.`,
        ]
      : room.blockers),
    ...(input.warmUp.startsWith('/') || URL.canParse(input.warmUp)
      ? []
      : [`${input.warmUp} is no URL that can be asked for: give a path such as /health, or a whole URL.`]),
  ];
  if (because.length > 0) return { blocked: because };
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
    endsAt,
    restMs: input.rest,
    warmUp: warmUpOf(of, input),
    undercutting,
    roomWarnings: room.warnings,
    alreadyOn: obligations.filter(obligation => recordOf(obligation, service.key) !== undefined),
    takenBackBy: `headroom run stand-down-after-event --service ${nameOnCommandLine(service, snapshot)}`,
  };
}

/** ECS starts no tasks for a failed deployment. */
function notStartable({ service, counts }: EventService): readonly string[] {
  const failed = failedDeployment(counts);
  return failed
    ? [
        `The deployment of ${service.service} failed (${failed.rolloutStateReason ?? 'AWS gives no reason'}), and ECS starts no tasks for a failed deployment. Roll back or deploy again first.`,
      ]
    : [];
}
