import { forecastScaleIn } from '../../domain/autoscaling.ts';
import { lastKnown } from '../../domain/observed.ts';
import { minutes } from '../../domain/time.ts';
import type { Situation } from './situation.ts';
import { listed, movedBetween } from './suspension.ts';

type Warning = (situation: Situation) => string | undefined;

const movedByTheClamp: Warning = ({ counts, target, countAfter }) =>
  countAfter === counts.desiredCount
    ? undefined
    : `desiredCount ${counts.desiredCount} stands outside its bounds ${target.minCapacity}–${target.maxCapacity}: AWS moves it to ${countAfter} with this call, whatever the call is about.`;

const nothingAddsTasks: Warning = ({ service, from, to, target }) =>
  to.dynamicScalingOut && !from.dynamicScalingOut
    ? `While scale-out is suspended nothing adds tasks to ${service.service}, not even in a surge; MaxCapacity ${target.maxCapacity} is out of reach.`
    : undefined;

/** A low alarm that is in ALARM already acts as soon as it may again. */
const takesTasksAtOnce: Warning = ({ service, counts, from, to, at, scaling }) => {
  if (!from.dynamicScalingIn || to.dynamicScalingIn || scaling.target === null) return undefined;
  const resumed = { ...scaling, target: { ...scaling.target, suspended: to } };
  const known = service.scaling.state === 'fresh' ? { ...service.scaling, value: resumed } : service.scaling;
  const forecast = forecastScaleIn({ ...service, scaling: known }, counts.desiredCount, at);
  if (forecast === undefined) return undefined;
  const when =
    forecast.withinMs === null
      ? 'at a time that cannot be told'
      : `in about ${Math.ceil(forecast.withinMs / minutes(1))} min`;
  return `${listed(forecast.policies)} may take tasks of ${service.service} away ${when}, down to MinCapacity ${scaling.target.minCapacity}: ${forecast.because}.`;
};

const actionsThatDoNotRun: Warning = ({ service, from, to }) => {
  if (!to.scheduledScaling || from.scheduledScaling) return undefined;
  const actions = lastKnown(service.scheduledActions);
  if (actions === undefined)
    return `The scheduled actions of ${service.service} cannot be read: which of them will not run is unknown.`;
  return actions.length === 0
    ? undefined
    : `${listed(actions.map(({ name }) => name))} will not run while scheduled scaling is suspended; what is missed is not made up for.`;
};

const nothingToSuspend: Warning = ({ service, scaling }) =>
  scaling.policies.length === 0
    ? `${service.service} has no scaling policy: nothing but scheduled actions moves its count anyway.`
    : undefined;

/** Suspended scaling that nobody resumes is found in the next incident. */
const staysSo: Warning = ({ service, from, to }) => {
  const suspends = movedBetween(from, to).filter(({ flag }) => to[flag]);
  return suspends.length === 0
    ? undefined
    : `It stays so until somebody resumes it: headroom run resume-auto-scaling --service ${service.service}. Policies, alarms and scheduled actions are kept.`;
};

/** The weightiest first. */
const warnings: readonly Warning[] = [
  movedByTheClamp,
  nothingAddsTasks,
  takesTasksAtOnce,
  actionsThatDoNotRun,
  nothingToSuspend,
  staysSo,
];

export const warningsOf = (situation: Situation): readonly string[] =>
  warnings.flatMap(warning => warning(situation) ?? []);
