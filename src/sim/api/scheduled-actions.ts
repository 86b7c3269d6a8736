import {
  DeleteScheduledActionCommand,
  DescribeScheduledActionsCommand,
  PutScheduledActionCommand,
  type PutScheduledActionCommandInput,
  type ScheduledAction as ScheduledActionOutput,
} from '@aws-sdk/client-application-auto-scaling';
import { on, type SimOperation } from '../wire/operation.ts';
import type { SimTime } from '../world/clock.ts';
import type { ScalableTarget, ScheduledAction, ScheduledActionSpec } from '../world/scalable-target.ts';
import { nextTime, parseSchedule } from '../world/schedules/schedule.ts';
import { isTimeZone } from '../world/schedules/time-zone.ts';
import type { World } from '../world/world.ts';
import { pageOf } from './paging.ts';
import { invalidNextToken } from './scalable-targets.ts';
import {
  DIMENSION,
  describeName,
  invalid,
  isAboutEcs,
  limitExceeded,
  maxResults,
  NAMESPACE,
  objectNotFound,
  ownedIn,
  registeredTarget,
} from './scaling-requests.ts';
import { dateOf, optionalDate } from './time.ts';

const MOST_ACTIONS_ON_A_PAGE = 50;
const MOST_ACTIONS_OF_A_TARGET = 200;

export const scheduledActionOperations = (world: World): readonly SimOperation[] => [
  on(PutScheduledActionCommand, input => {
    const target = registeredTarget(world, input);
    const name = input.ScheduledActionName ?? '';
    const known = target.scheduledActions.get(name);
    if (known === undefined && target.scheduledActions.size >= MOST_ACTIONS_OF_A_TARGET) {
      throw limitExceeded(`Scheduled action limit exceeded: ${MOST_ACTIONS_OF_A_TARGET}`);
    }
    world.autoScaling.putScheduledAction(target, specFrom(input, known, world.clock.now));
    return {};
  }),

  on(DeleteScheduledActionCommand, input => {
    const target = world.autoScaling.targets.get(input.ResourceId ?? '');
    const action = isAboutEcs(input) ? target?.scheduledActions.get(input.ScheduledActionName ?? '') : undefined;
    if (target === undefined || action === undefined) {
      throw objectNotFound(
        `No scheduled action found for ${describeName(input)}, scheduled action name: ${input.ScheduledActionName}`,
      );
    }
    world.autoScaling.deleteScheduledAction(target, action);
    return {};
  }),

  on(DescribeScheduledActionsCommand, input => {
    const request = { ...input, names: input.ScheduledActionNames };
    const chosen = ownedIn(world, request, ({ scheduledActions }) => scheduledActions);
    const page = pageOf(chosen, {
      operation: 'DescribeScheduledActions',
      size: maxResults(input.MaxResults, MOST_ACTIONS_ON_A_PAGE),
      token: input.NextToken,
      invalid: invalidNextToken,
    });
    return {
      ScheduledActions: page.items.map(({ target, owned }) => describe(target, owned)),
      NextToken: page.nextToken,
    };
  }),
];

/** What is left out keeps its value, except for the start and the end: AWS deletes those. */
const specFrom = (
  input: PutScheduledActionCommandInput,
  known: ScheduledAction | undefined,
  now: SimTime,
): ScheduledActionSpec => {
  const name = input.ScheduledActionName ?? '';
  if (name === '' || name.length > 256 || /[:/|]/.test(name)) throw invalid(`Invalid scheduled action name: ${name}`);
  const schedule = input.Schedule ?? known?.schedule;
  if (schedule === undefined) throw invalid('Schedule must be specified for a new scheduled action.');
  const timezone = input.Timezone ?? known?.timezone;
  if (timezone !== undefined && !isTimeZone(timezone)) throw invalid(`Invalid timezone: ${timezone}`);
  const [startTime, endTime] = [input.StartTime?.getTime(), input.EndTime?.getTime()];
  if (startTime !== undefined && endTime !== undefined && endTime <= startTime) {
    throw invalid('The end time must be after the start time.');
  }
  insistOnSchedule(schedule, timezone, now);
  return { name, schedule, timezone, startTime, endTime, ...capacitiesFrom(input, known) };
};

const insistOnSchedule = (text: string, timeZone: string | undefined, now: SimTime): void => {
  const schedule = parseSchedule(text);
  if (schedule === undefined) throw invalid(`Invalid schedule expression: ${text}`);
  const next = nextTime(schedule, { after: now, timeZone: timeZone ?? 'UTC', countsFrom: now });
  if (schedule.kind === 'at' && next === undefined) throw invalid(`The scheduled time has passed: ${text}`);
};

const capacitiesFrom = (
  { ScalableTargetAction: action }: PutScheduledActionCommandInput,
  known: ScheduledAction | undefined,
): Pick<ScheduledActionSpec, 'minCapacity' | 'maxCapacity'> => {
  const { MinCapacity: minCapacity, MaxCapacity: maxCapacity } = action ?? {};
  if (action === undefined && known !== undefined) {
    return { minCapacity: known.minCapacity, maxCapacity: known.maxCapacity };
  }
  if (minCapacity === undefined && maxCapacity === undefined) {
    throw invalid(
      'At least one of minimum capacity and maximum capacity must be specified in the scalable target action.',
    );
  }
  if ((minCapacity ?? 0) < 0 || (maxCapacity ?? 0) < 0) throw invalid('Capacity cannot be less than 0');
  if (minCapacity !== undefined && maxCapacity !== undefined && maxCapacity < minCapacity) {
    throw invalid('Maximum capacity cannot be less than minimum capacity');
  }
  return { minCapacity, maxCapacity };
};

const describe = (target: ScalableTarget, action: ScheduledAction): ScheduledActionOutput => ({
  ScheduledActionName: action.name,
  ScheduledActionARN: action.arn,
  ServiceNamespace: NAMESPACE,
  Schedule: action.schedule,
  Timezone: action.timezone,
  ResourceId: target.resourceId,
  ScalableDimension: DIMENSION,
  StartTime: optionalDate(action.startTime),
  EndTime: optionalDate(action.endTime),
  ScalableTargetAction: { MinCapacity: action.minCapacity, MaxCapacity: action.maxCapacity },
  CreationTime: dateOf(action.createdAt),
});
