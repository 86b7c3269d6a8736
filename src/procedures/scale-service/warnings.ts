import { suspendedFlags } from '../../domain/autoscaling.ts';
import { isBeingDeployed } from '../../domain/checks/deployment.ts';
import { lastKnown } from '../../domain/observed.ts';
import type { ServicePart } from '../../domain/snapshot.ts';
import { after, type BoundedCount } from './bounded-count.ts';
import { isJump } from './confirmation.ts';
import { tasks } from './lasting.ts';
import { roomWarnings } from './room.ts';
import type { Situation } from './situation.ts';
import { hintsIn, warningsIn } from './warnings-in.ts';
import { whatMovesIt } from './what-moves-it.ts';

type Warning = (situation: Situation, end: BoundedCount) => string | undefined;

/** Any RegisterScalableTarget clamps, also one that only moves the other bound. */
const clampedOnTheWay: Warning = ({ before }, end) => {
  if (before.bounds === null || end.bounds === null) return undefined;
  const { minCapacity, maxCapacity } = before.bounds;
  const isOutside = before.desiredCount < minCapacity || before.desiredCount > maxCapacity;
  const touchesBounds = minCapacity !== end.bounds.minCapacity || maxCapacity !== end.bounds.maxCapacity;
  const inside = after(before, { writes: 'bounds' }).desiredCount;
  return isOutside && touchesBounds && inside !== end.desiredCount
    ? `desiredCount ${before.desiredCount} stands outside its bounds ${minCapacity}–${maxCapacity}: AWS moves it inside at once when the bounds are written.`
    : undefined;
};

const ceilingRaised: Warning = ({ before }, end) =>
  before.bounds && end.bounds && end.bounds.maxCapacity > before.bounds.maxCapacity
    ? `MaxCapacity goes from ${before.bounds.maxCapacity} to ${end.bounds.maxCapacity} and stays there until somebody lowers it: auto-scaling may use, and you pay for, that many.`
    : undefined;

/** Floors that nobody lowers again are how scaling for an event becomes a bill. */
const floorRaised: Warning = ({ service, before }, end) =>
  before.bounds && end.bounds && end.bounds.minCapacity > before.bounds.minCapacity
    ? `MinCapacity stays at ${end.bounds.minCapacity} until somebody lowers it: ${service.service} never scales in below that, at night either. Undo brings ${before.bounds.minCapacity} back.`
    : undefined;

const deploying: Warning = ({ service, counts, direction }) =>
  direction !== 'in' && isBeingDeployed(counts)
    ? `A deployment is replacing the tasks of ${service.service}: new tasks may be old or new ones, and the verification waits for it to end.`
    : undefined;

export const unwellAlready = ({ service, counts, direction }: Situation): string | undefined => {
  const unhealthy = (lastKnown(service.targets) ?? []).find(group => group.unhealthy > 0);
  if (unhealthy) {
    const why = unhealthy.unhealthyReasons.length > 0 ? ` (${unhealthy.unhealthyReasons.join('; ')})` : '';
    return `${unhealthy.unhealthy} of its targets in ${unhealthy.name} are unhealthy now${why}: find out why, more of the same may fail alike.`;
  }
  return direction === 'out' && counts.runningCount < counts.desiredCount
    ? `Only ${counts.runningCount} of ${tasks(counts.desiredCount)} run now: if AWS cannot start the missing ones, it cannot start more.`
    : undefined;
};

const jump: Warning = situation =>
  isJump(situation) && situation.asked.pace === 'once'
    ? `${situation.asked.desiredCount} is more than twice the present ${situation.before.desiredCount}: what the new tasks share, such as caches and connections, meets them all at once. --pace steps adds half at a time.`
    : undefined;

const suspended: Warning = ({ service, scaling: { target } }) => {
  const flags = target ? suspendedFlags(target.suspended) : [];
  return flags.length > 0
    ? `Auto-scaling of ${service.service} is suspended (${flags.join(', ')}) and stays so; the bounds still clamp.`
    : undefined;
};

const judgedFrom: readonly { readonly part: ServicePart; readonly what: string }[] = [
  { part: 'metrics', what: 'CPU and requests' },
  { part: 'alarms', what: 'alarms' },
  { part: 'activities', what: 'scaling activities' },
  { part: 'targets', what: 'target health' },
  { part: 'task', what: 'task size' },
];

export const unseen = ({ service, load }: Situation): string | undefined => {
  const missing = judgedFrom.filter(({ part }) => service[part].state !== 'fresh').map(({ what }) => what);
  if (missing.length > 0)
    return `This plan was made without fresh ${missing.join(', ')} of ${service.service}: what depends on them is unknown.`;
  return load.cpuPercent === undefined
    ? `CloudWatch has no recent CPU of ${service.service}: its load after the change is unknown.`
    : undefined;
};

/** The weightiest first: outages, then what will not hold, then what is worth knowing. */
export const warningsOf = (situation: Situation, end: BoundedCount): readonly string[] => {
  const said = (warnings: readonly Warning[]) => warnings.flatMap(warning => warning(situation, end) ?? []);
  return [
    ...warningsIn(situation),
    ...said([unwellAlready, whatMovesIt, clampedOnTheWay, deploying]),
    ...hintsIn(situation),
    ...said([jump]),
    ...roomWarnings(situation),
    ...said([unseen, ceilingRaised, floorRaised, suspended]),
  ];
};
