import { lastKnown } from '../../domain/observed.ts';
import { isOver } from '../auto-scaling/once-only.ts';
import type { Seen } from '../auto-scaling/scaling-state.ts';
import { listed } from '../suspension/suspension.ts';

type Warning = (seen: Seen) => string | undefined;

const whatGoes: Warning = ({ before }) => {
  const { policies, scheduledActions } = before;
  const parts = [
    ...(policies.length === 0
      ? []
      : [
          `${policies.length === 1 ? 'the policy' : 'the policies'} ${listed(policies.map(({ name }) => name))} with ${policies.length === 1 ? 'its' : 'their'} alarms`,
        ]),
    ...(scheduledActions.length === 0
      ? []
      : [
          `the scheduled ${scheduledActions.length === 1 ? 'action' : 'actions'} ${listed(scheduledActions.map(({ name }) => name))}`,
        ]),
  ];
  return parts.length === 0 ? undefined : `Deregistering deletes more than the bounds: ${parts.join(', and ')}.`;
};

const nothingScales: Warning = ({ service, before: { desiredCount } }) =>
  `${service.service} stays at ${desiredCount === 1 ? '1 task' : `${desiredCount} tasks`} whatever the load is, until somebody changes the count: in a surge nothing adds any.`;

const highAlarm: Warning = ({ service }) => {
  const alarm = (lastKnown(service.alarms) ?? []).find(({ side, state }) => side === 'high' && state === 'ALARM');
  return alarm && `The alarm ${alarm.name} is in ALARM: auto-scaling wants more tasks right now.`;
};

/** The way that keeps everything, which is what the runbook wants to reach by deregistering. */
const suspendInstead: Warning = ({ service }) =>
  `Suspending stops it as well, and keeps all of it: headroom run suspend-auto-scaling --service ${service.service} --scale-out suspend --scheduled suspend.`;

const alarmsOfOthers: Warning = ({ scaling: { policies } }) => {
  const steps = policies.filter(({ type }) => type === 'StepScaling').map(({ name }) => name);
  return steps.length === 0
    ? undefined
    : `The alarms of ${listed(steps)} are somebody's own and stay: once the policy is put back it has another ARN, and they have to be pointed to it.`;
};

const cannotComeBack: Warning = ({ before: { scheduledActions }, at }) => {
  const over = scheduledActions.filter(action => isOver(action, at)).map(({ name }) => name);
  return over.length === 0 ? undefined : `Run no more, and so not put back by an undo: ${listed(over)}.`;
};

const whereItIsKept: Warning = ({ service: { service } }) =>
  `All of it is recorded in the run: headroom run restore-auto-scaling --service ${service} puts it back. For a copy in a file: headroom plan remove-auto-scaling --service ${service} --out FILE.`;

/** The weightiest first. */
const warnings: readonly Warning[] = [
  suspendInstead,
  whatGoes,
  highAlarm,
  nothingScales,
  alarmsOfOthers,
  cannotComeBack,
  whereItIsKept,
];

export const warningsOf = (seen: Seen): readonly string[] => warnings.flatMap(warning => warning(seen) ?? []);
