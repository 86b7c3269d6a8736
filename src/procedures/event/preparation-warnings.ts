import { lastKnown } from '../../domain/observed.ts';
import { isoSeconds, minutes } from '../../domain/time.ts';
import { tasks } from '../scale-service/lasting.ts';
import { listed } from '../suspension/suspension.ts';
import { demandWords } from './demand.ts';
import type { Preparation } from './preparation.ts';

type Warning = (preparation: Preparation) => string | undefined;

const alreadyOn: Warning = ({ service, alreadyOn: [first] }) =>
  first &&
  `Event scaling of ${service.service} is on already, by run ${first.runId} until ${isoSeconds(first.dueAt)}: standing down takes this one back first, then that one.`;

const unhealthyAlready: Warning = ({ service, counts }) => {
  const group = (lastKnown(service.targets) ?? []).find(({ unhealthy }) => unhealthy > 0);
  if (group) return `${group.unhealthy} of its targets in ${group.name} are unhealthy now: find out why before more of the same are started.`;
  return counts.runningCount < counts.desiredCount
    ? `Only ${counts.runningCount} of ${tasks(counts.desiredCount)} run now: if AWS cannot start the missing ones, it cannot start more.`
    : undefined;
};

const measuredDiffers: Warning = ({ demand }) => {
  const { measured } = demand;
  if (measured === undefined || measured.tasks === demand.tasks) return undefined;
  const rated = `${demandWords(demand)}, make ${tasks(demand.tasks)}`;
  const carries = `now one carries about ${measured.requestsPerTask} at ${Math.round(measured.targetCpuPercent)} % CPU, which makes ${measured.tasks}`;
  const advice =
    measured.tasks > demand.tasks
      ? `The plan may be too small: --requests-per-task ${measured.requestsPerTask} would follow what is measured.`
      : 'The plan keeps to the larger number.';
  const doubt = measured.isReliable ? '' : `, though a CPU of ${Math.round(measured.cpuPercent)} % is too low to tell well`;
  return `${rated}; ${carries}${doubt}. ${advice}`;
};

const capacityUnmeasured: Warning = ({ service, demand }) =>
  demand.measured === undefined
    ? `What a task of ${service.service} carries cannot be measured now: ${demand.requestsPerTask} requests a task is a figure of the runbook, and was never measured.`
    : undefined;

const floorStays: Warning = ({ target, demand }) =>
  target.minCapacity > demand.tasks
    ? `MinCapacity ${target.minCapacity} is above the ${demand.tasks} that the event needs, and stays.`
    : undefined;

/** With nothing above the floor to reach, what is not expected is not served. */
const scheduleSuspended: Warning = ({ service, undercutting, target }) =>
  undercutting.length > 0 && !target.suspended.scheduledScaling
    ? `${listed(undercutting.map(({ name }) => name))} would lower the bounds of ${service.service}: scheduled scaling is suspended until the event is stood down, and what is missed is not made up for.`
    : undefined;

const scheduleUnseen: Warning = ({ service }) =>
  service.scheduledActions.state === 'fresh'
    ? undefined
    : `The scheduled actions of ${service.service} cannot be read: one of them may lower its bounds during the event.`;

const nothingScalesOut: Warning = ({ service, scaling, ceiling, floor }) =>
  scaling.policies.length === 0
    ? `${service.service} has no scaling policy: nothing adds tasks above ${floor}, and the ceiling of ${ceiling} is never used.`
    : undefined;

const shortNotice: Warning = ({ endsAt, at }) =>
  endsAt - at < minutes(30) ? 'The event ends within half an hour; most of that goes into starting tasks.' : undefined;

const staysOn: Warning = ({ service, floor, takenBackBy, input }) =>
  `Nothing takes it back by itself: ${service.service} keeps ${tasks(floor)} at the least after ${input['end']} too, until somebody runs ${takenBackBy}.`;

/** The weightiest first. */
const warnings: readonly Warning[] = [unhealthyAlready, alreadyOn, measuredDiffers, capacityUnmeasured];
const laterWarnings: readonly Warning[] = [
  nothingScalesOut,
  scheduleSuspended,
  scheduleUnseen,
  floorStays,
  shortNotice,
  ({ warmUp }) => warmUp.without,
  staysOn,
];

export const preparationWarnings = (preparation: Preparation): readonly string[] => [
  ...warnings.flatMap(warning => warning(preparation) ?? []),
  ...preparation.roomWarnings,
  ...laterWarnings.flatMap(warning => warning(preparation) ?? []),
];
