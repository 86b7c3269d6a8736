import type { AcceptedWrite } from '../../../../src/sim/history.ts';
import { HOUR, MINUTE } from '../../../../src/sim/world/clock.ts';
import { newActivities, resourceId } from '../look.ts';
import type { Law } from './law.ts';

interface Action {
  readonly schedule: string;
  /** A rate counts from here, however often the action is put again. */
  readonly createdAt: number;
}

/** What the writes made of the scheduled actions of one service. */
interface Schedules {
  readonly actions: Map<string, Action>;
  isSuspended: boolean;
}

/** aws-facts 3.7, 1.24: told from the writes alone, with a calendar of its own. */
export const scheduledActions: Law = {
  name: 'a scheduled action runs once for each time that it is due, and at no other',
  watch: () => {
    const known = new Map<string, Schedules>();
    let writesRead = 0;
    return ({ before, now, simulator }, judge) => {
      const writes = simulator.history.writes.slice(writesRead);
      writesRead = simulator.history.writes.length;
      now.services.forEach((service, index) => {
        const schedules = known.get(service.name) ?? { actions: new Map<string, Action>(), isSuspended: false };
        known.set(service.name, schedules);
        const due: string[] = [];
        let from = before.at;
        for (const write of writes) {
          if (inputOf(write)['ResourceId'] !== resourceId(service.name)) continue;
          due.push(...dueIn(schedules, from, write.at));
          from = write.at;
          apply(schedules, write);
        }
        due.push(...dueIn(schedules, from, now.at));
        const previous = before.services[index];
        const ran = (previous === undefined ? [] : newActivities(previous, service)).flatMap(
          ({ Cause = '', StartTime }) => {
            const name = /^scheduled action name (\S+) was triggered$/.exec(Cause)?.[1];
            return name === undefined ? [] : [`${name} at ${StartTime?.toISOString()}`];
          },
        );
        if (due.length === 0 && ran.length === 0) return;
        judge(String(due.toSorted()) === String(ran.toSorted()), () => `${service.name}: due [${due}], ran [${ran}]`);
      });
    };
  },
};

const inputOf = ({ input }: AcceptedWrite): Readonly<Record<string, unknown>> =>
  typeof input === 'object' && input !== null ? { ...input } : {};

const apply = (schedules: Schedules, write: AcceptedWrite): void => {
  const input = inputOf(write);
  const name = String(input['ScheduledActionName']);
  switch (write.operation.split(':')[1]) {
    case 'PutScheduledAction': {
      const { createdAt = write.at } = schedules.actions.get(name) ?? {};
      schedules.actions.set(name, { schedule: String(input['Schedule']), createdAt });
      break;
    }
    case 'DeleteScheduledAction':
      schedules.actions.delete(name);
      break;
    case 'DeregisterScalableTarget':
      schedules.actions.clear();
      schedules.isSuspended = false;
      break;
    case 'RegisterScalableTarget': {
      const suspended: unknown = input['SuspendedState'];
      if (typeof suspended === 'object' && suspended !== null && 'ScheduledScalingSuspended' in suspended) {
        schedules.isSuspended = suspended.ScheduledScalingSuspended === true;
      }
      break;
    }
  }
};

/** `up at 2026-11-23T12:30:00.000Z` for each run that is due after `from`, up to and including `to`. */
const dueIn = ({ actions, isSuspended }: Schedules, from: number, to: number): readonly string[] =>
  isSuspended
    ? []
    : [...actions].flatMap(([name, action]) =>
        timesOf(action, from, to).map(at => `${name} at ${new Date(at).toISOString()}`),
      );

const timesOf = ({ schedule, createdAt }: Action, from: number, to: number): readonly number[] => {
  const [, kind, argument = ''] = /^(\w+)\((.*)\)$/.exec(schedule) ?? [];
  const number = Number.parseInt(argument, 10);
  switch (kind) {
    case 'at':
      return [Date.parse(`${argument}Z`)].filter(at => from < at && at <= to);
    case 'rate':
      return repeated({ everyMs: number * MINUTE, since: createdAt, from, to });
    case 'cron':
      return repeated({ everyMs: HOUR, since: number * MINUTE, from, to });
    default:
      throw new Error(`no story has the schedule ${schedule}`);
  }
};

const repeated = (times: { everyMs: number; since: number; from: number; to: number }): readonly number[] => {
  const { everyMs, since, from, to } = times;
  const first = since + (Math.floor((from - since) / everyMs) + 1) * everyMs;
  return first > to ? [] : [first, ...repeated({ ...times, from: first })];
};
