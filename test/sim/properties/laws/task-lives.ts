import type { Task } from '@aws-sdk/client-ecs';
import { HOUR } from '../../../../src/sim/world/clock.ts';
import type { ServiceLook } from '../look.ts';
import type { Judge, Law } from './law.ts';

/** aws-facts 3.1: the phases, in their order; none comes back. */
const PHASES = [
  'PROVISIONING',
  'PENDING',
  'ACTIVATING',
  'RUNNING',
  'DEACTIVATING',
  'STOPPING',
  'DEPROVISIONING',
  'STOPPED',
];

const MOMENTS = [
  'createdAt',
  'connectivityAt',
  'pullStartedAt',
  'pullStoppedAt',
  'startedAt',
  'stoppingAt',
  'executionStoppedAt',
  'stoppedAt',
] as const;

const STATES = ['lastStatus', 'desiredStatus', 'stopCode', 'stoppedReason'] as const;

const KEPT_MS = HOUR;

/** No task is lost or invented: each that was ever seen was announced, goes through its phases, and stays for an hour. */
export const taskLives: Law = {
  name: 'no task is lost or invented: each has a full life, is announced, and stays visible for an hour after it',
  watch: () => {
    const known = new Map<string, Task>();
    return ({ before, now }, judge) => {
      if (known.size === 0) for (const task of before.services.flatMap(({ tasks }) => tasks)) remember(known, task);
      for (const [index, service] of now.services.entries()) {
        judgeAnnouncements(known, { before: before.services[index], now: service }, judge);
        for (const task of service.tasks) {
          const last = known.get(task.taskArn ?? '');
          // Most of them stay as they are from one look to the next.
          if (last !== undefined && isUnchanged(last, task)) continue;
          judgeLife(task, judge);
          if (last !== undefined) judgeProgress(last, task, judge);
          else judge(time(task.createdAt) > before.at, () => `${idOf(task)} has been there before it was first listed`);
          remember(known, task);
        }
      }
      const listed = new Set(now.services.flatMap(({ tasks }) => tasks.map(({ taskArn }) => taskArn)));
      for (const [arn, task] of known) {
        if (listed.has(arn)) continue;
        const isDue = task.stoppedAt !== undefined && now.at - time(task.stoppedAt) >= KEPT_MS;
        judge(isDue, () => `${idOf(task)} is gone, and was last ${task.lastStatus}`);
        known.delete(arn);
      }
    };
  },
};

const remember = (known: Map<string, Task>, task: Task): void => {
  known.set(task.taskArn ?? '', task);
};

const isUnchanged = (last: Task, task: Task): boolean =>
  STATES.every(name => last[name] === task[name]) && MOMENTS.every(name => sameTime(last[name], task[name]));

const sameTime = (one: Date | undefined, other: Date | undefined): boolean => one?.getTime() === other?.getTime();

const idOf = ({ taskArn = '' }: Task): string => `task ${taskArn.slice(taskArn.lastIndexOf('/') + 1)}`;
const time = (date: Date | undefined): number => date?.getTime() ?? Number.NaN;
const rank = ({ lastStatus = '' }: Task): number => PHASES.indexOf(lastStatus);

/** Who came since the last look is who the service's events say it started. */
const judgeAnnouncements = (
  known: ReadonlyMap<string, Task>,
  looks: { readonly before: ServiceLook | undefined; readonly now: ServiceLook },
  judge: Judge,
): void => {
  const told = new Set(looks.before?.service.events?.map(({ id }) => id));
  const started = (looks.now.service.events ?? [])
    .filter(({ id, message = '' }) => !told.has(id) && message.includes('has started'))
    .flatMap(({ message = '' }) => [...message.matchAll(/\(task (\w+)\)/g)].map(([, id]) => id));
  const come = looks.now.tasks
    .filter(({ taskArn = '' }) => !known.has(taskArn))
    .map(({ taskArn = '' }) => taskArn.slice(taskArn.lastIndexOf('/') + 1));
  judge(
    JSON.stringify(started.toSorted()) === JSON.stringify(come.toSorted()),
    () => `${looks.now.name} told of ${started.length} started tasks (${started}), and has ${come.length} (${come})`,
  );
};

const judgeLife = (task: Task, judge: Judge): void => {
  const moments = MOMENTS.map(name => task[name]).filter(moment => moment !== undefined);
  const areInOrder = moments.every((moment, index) => index === 0 || time(moments[index - 1]) <= time(moment));
  judge(areInOrder, () => `${idOf(task)}: its moments are out of order: ${JSON.stringify(task)}`);
  const isWanted = task.desiredStatus === 'RUNNING';
  const isEnding = rank(task) > PHASES.indexOf('RUNNING');
  judge(rank(task) >= 0, () => `${idOf(task)} is ${task.lastStatus}`);
  judge(isWanted !== isEnding, () => `${idOf(task)} is ${task.lastStatus}, and is to be ${task.desiredStatus}`);
  judge((task.stoppingAt !== undefined) === isEnding, () => `${idOf(task)} is ${task.lastStatus} without stoppingAt`);
  const isOver = task.lastStatus === 'STOPPED';
  judge((task.stoppedAt !== undefined) === isOver, () => `${idOf(task)} is ${task.lastStatus} without stoppedAt`);
  const hasReason = task.stopCode !== undefined && (task.stoppedReason ?? '') !== '';
  judge(hasReason === isEnding, () => `${idOf(task)} is ${task.lastStatus}: ${task.stopCode}, ${task.stoppedReason}`);
  const hasRun = task.startedAt !== undefined;
  judge(hasRun || task.lastStatus !== 'RUNNING', () => `${idOf(task)} runs, and never started`);
  judge(!(hasRun && task.stopCode === 'TaskFailedToStart'), () => `${idOf(task)} failed to start after it had started`);
};

/** What was known of it at the last look is still so, and it has not gone back. */
const judgeProgress = (last: Task, task: Task, judge: Judge): void => {
  judge(rank(task) >= rank(last), () => `${idOf(task)} went from ${last.lastStatus} to ${task.lastStatus}`);
  const isChanged =
    MOMENTS.find(name => last[name] !== undefined && !sameTime(last[name], task[name])) ??
    (['stopCode', 'stoppedReason'] as const).find(name => last[name] !== undefined && last[name] !== task[name]);
  judge(isChanged === undefined, () => `${idOf(task)}: ${isChanged} is another than it was`);
};
