import { isoSeconds, minutes } from '../../domain/time.ts';
import { tasks } from '../scale-service/lasting.ts';
import { roomWarnings } from '../scale-service/room.ts';
import { unseen, unwellAlready } from '../scale-service/warnings.ts';
import { listed } from '../suspension/suspension.ts';
import { demandWords, measuredWords } from './demand.ts';
import type { Preparation, Scheduled } from './preparation.ts';

type Warning = (preparation: Preparation) => string | undefined;

const measuredDiffers: Warning = ({ service, demand }) => {
  const { measured } = demand;
  if (measured === undefined)
    return `What a task of ${service.service} carries cannot be measured now: ${demand.requestsPerTask} requests a task is a figure of the runbook, and was never measured.`;
  if (measured.tasks === demand.tasks) return undefined;
  const { cpuPercent, isFarOff, requestsPerTaskAtTarget } = measured.load;
  const advice =
    measured.tasks > demand.tasks
      ? `The plan may be too small: --requests-per-task ${Math.max(1, Math.floor(requestsPerTaskAtTarget))} would follow what was measured.`
      : 'The plan keeps to the larger number.';
  const doubt = isFarOff ? `, though ${Math.round(cpuPercent)} % CPU is too little to tell well` : '';
  return `${demandWords(demand)}, make ${tasks(demand.tasks)}; measured are ${measuredWords(measured)}, which makes ${measured.tasks}${doubt}. ${advice}`;
};

const goesOn: Warning = ({ service, goesOnFrom }) =>
  goesOnFrom &&
  `Event scaling of ${service.service} is on already, by run ${goesOnFrom.owed.runId} until ${isoSeconds(goesOnFrom.owed.dueAt)}: this takes its place, and standing down leads back to ${goesOnFrom.record.minCapacity}–${goesOnFrom.record.maxCapacity}, as before that one.`;

const alsoScheduled: Warning = ({ service, alsoScheduled: [first] }) =>
  first &&
  `An event of ${service.service} is scheduled, by run ${first.owed.runId} until ${isoSeconds(first.owed.dueAt)}, and stays so: its way back leads to the bounds of the day on which it was scheduled.`;

const floorStays: Warning = ({ target, demand }) =>
  target.minCapacity > demand.tasks
    ? `MinCapacity ${target.minCapacity} is above the ${demand.tasks} that the event needs, and stays.`
    : undefined;

/** With nothing above the floor to reach, what is not expected is not served. */
const nothingScalesOut: Warning = ({ service, scaling, ceiling, floor }) =>
  scaling.policies.length === 0
    ? `${service.service} has no scaling policy: nothing adds tasks above ${floor}, and the ceiling of ${ceiling} is never used.`
    : undefined;

const scheduleSuspended: Warning = ({ service, undercutting, target }) =>
  undercutting.length > 0 && !target.suspended.scheduledScaling
    ? `${listed(undercutting.map(({ name }) => name))} would lower the bounds of ${service.service}: scheduled scaling is suspended until the event is stood down, and what is missed is not made up for.`
    : undefined;

const scheduleUnseen: Warning = ({ service }) =>
  service.scheduledActions.state === 'fresh'
    ? undefined
    : `The scheduled actions of ${service.service} cannot be read: one of them may lower its bounds during the event.`;

const shortNotice: Warning = ({ endsAt, at }) =>
  endsAt - at < minutes(30) ? 'The event ends within half an hour; most of that goes into starting tasks.' : undefined;

const staysOn: Warning = ({ service, floor, takenBackBy, input }) =>
  `Nothing takes it back by itself: ${service.service} keeps ${tasks(floor)} at the least after ${input.end} too, until somebody runs ${takenBackBy}.`;

const undercut: Warning = ({ service, undercutting }) =>
  undercutting.length > 0
    ? `${listed(undercutting.map(({ name }) => name))} would lower the bounds of ${service.service} if its time falls into the event: move it, or prepare at the time itself, which suspends it.`
    : undefined;

const scaleOutSuspended: Warning = ({ service, target, floor }) =>
  target.suspended.dynamicScalingOut
    ? `Scale-out of ${service.service} is suspended, and scheduled actions do not change that: nothing adds tasks above ${floor} until resume-auto-scaling.`
    : undefined;

const nobodyLooks: Warning = ({ input }) =>
  `Nobody looks whether the tasks start, and nothing is warmed up: be there at ${input.start}. An hour before the surge is early enough to mend what fails.`;

const later: Warning = ({ target, ceiling, input }) =>
  ceiling > target.maxCapacity
    ? `The ceiling comes back an hour after ${input.end}: what runs above ${target.maxCapacity} then is taken away at once.`
    : undefined;

/** The weightiest first. */
const first: readonly Warning[] = [unwellAlready, goesOn, alsoScheduled, measuredDiffers];

const now: readonly Warning[] = [
  nothingScalesOut,
  scheduleSuspended,
  scheduleUnseen,
  floorStays,
  shortNotice,
  ({ warmUp }) => warmUp.without,
  unseen,
  staysOn,
];

const scheduled: readonly Warning[] = [
  undercut,
  scaleOutSuspended,
  nothingScalesOut,
  floorStays,
  nobodyLooks,
  later,
  unseen,
];

const saying = (rest: readonly Warning[]) => (preparation: Preparation) => {
  const said = (those: readonly Warning[]) => those.flatMap(warning => warning(preparation) ?? []);
  return [...said(first), ...roomWarnings(preparation), ...preparation.roomWarnings, ...said(rest)];
};

export const warningsNow: (preparation: Preparation) => readonly string[] = saying(now);

export const warningsLater: (preparation: Scheduled) => readonly string[] = saying(scheduled);
