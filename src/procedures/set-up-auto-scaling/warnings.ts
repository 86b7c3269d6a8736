import { suspendedFlags } from '../../domain/autoscaling.ts';
import { ratedRequestsPerTask } from '../../domain/capacity.ts';
import { type Load, loadOf } from '../../domain/load.ts';
import { lastKnown } from '../../domain/observed.ts';
import { resourceLabels } from '../../domain/resource-label.ts';
import type { Snapshot } from '../../domain/snapshot.ts';
import { leastFloor } from '../auto-scaling/confirmation.ts';
import type { ScalingState, Seen } from '../auto-scaling/scaling-state.ts';
import { movedByTheClamp, scalesInAgain } from '../auto-scaling/warnings.ts';
import { listed } from '../suspension/suspension.ts';
import { cpuMetric, policyOn, requestMetric } from './tracking.ts';
import type { Asked } from './wanted.ts';

interface Way {
  readonly seen: Seen;
  readonly asked: Asked;
  readonly after: ScalingState;
  readonly load: Load;
  readonly snapshot: Snapshot;
}

type Warning = (way: Way) => string | undefined;

const lowFloor: Warning = ({ seen: { service }, asked: { minCapacity } }) => {
  if (minCapacity === 0)
    return `With MinCapacity 0 the last task of ${service.service} may be taken away, and without a task there is no CPU to measure, so nothing starts one again.`;
  return minCapacity < leastFloor
    ? `MinCapacity ${minCapacity} leaves a single task when the load is low: if it or its zone fails, ${service.service} is down until another has started.`
    : undefined;
};

/** The runbook's own figures contradict each other, so what is measured stands beside them. */
const requestTargetTooHigh: Warning = ({ asked: { requestTarget, cpuTarget }, load }) => {
  const measured = servedAt(cpuTarget, load);
  if (requestTarget <= Math.min(ratedRequestsPerTask, measured ?? Number.POSITIVE_INFINITY)) return undefined;
  const rated =
    requestTarget > ratedRequestsPerTask
      ? `The runbook gives ${runbookRequestTarget} as the target, and reckons that a task handles about ${ratedRequestsPerTask}: by that figure a task is at ${timesWords(requestTarget / ratedRequestsPerTask)} its load before ${requestTarget} a minute add another. `
      : '';
  const now =
    measured === undefined
      ? 'What a task can serve cannot be told from its load now.'
      : `By its load now, ${Math.round(load.requestsPerTask ?? 0)} a minute at ${Math.round(load.cpuPercent ?? 0)} % CPU, a task would serve about ${Math.round(measured)} at ${cpuTarget} %${measured < requestTarget ? `, fewer than ${requestTarget}: the policy on CPU acts first` : ''}.`;
  return `${rated}${now}${requestTarget > ratedRequestsPerTask ? ` --request-target ${ratedRequestsPerTask} acts sooner.` : ''}`;
};

/** Runbook, "Setup Auto-Scaling". */
const runbookRequestTarget = 1000;

const timesWords = (factor: number): string => (factor === 2 ? 'twice' : `${Number(factor.toFixed(1))} times`);

/** Below this CPU a line through it and zero says little about what happens at 70 %. */
const leastCpuPercent = 20;

const servedAt = (cpuTarget: number, { cpuPercent, requestsPerTask }: Load): number | undefined =>
  cpuPercent === undefined || requestsPerTask === undefined || cpuPercent < leastCpuPercent
    ? undefined
    : (requestsPerTask * cpuTarget) / cpuPercent;

/** Target tracking adds in proportion: tasks running now times the metric over its target. */
const addsTasksNow: Warning = ({ seen, asked, after, load }) => {
  const { target, desiredCount } = after;
  if (target === null || target.suspended.dynamicScalingOut) return undefined;
  const { runningCount } = seen.counts;
  const wants = [
    {
      says: `CPU is ${Math.round(load.cpuPercent ?? 0)} %, above ${asked.cpuTarget} %`,
      share: shareOf(load.cpuPercent, asked.cpuTarget),
    },
    {
      says: `each task gets ${Math.round(load.requestsPerTask ?? 0)} requests a minute, above ${asked.requestTarget}`,
      share: shareOf(load.requestsPerTask, asked.requestTarget),
    },
  ].filter(({ share }) => share > 1);
  const wanted = Math.min(
    target.maxCapacity,
    Math.ceil(runningCount * Math.max(0, ...wants.map(({ share }) => share))),
  );
  return wants.length === 0 || wanted <= desiredCount
    ? undefined
    : `Auto-scaling adds tasks within about 5 min, ${desiredCount} to ${wanted}, if the load stays: ${listed(wants.map(({ says }) => says))}.`;
};

const shareOf = (value: number | undefined, target: number): number =>
  value === undefined || target === 0 ? 0 : value / target;

const quotaTooSmall: Warning = ({ seen: { service }, asked: { maxCapacity }, snapshot }) => {
  const quota = lastKnown(snapshot.account.fargateQuota);
  const task = lastKnown(service.task);
  if (quota === undefined || task === undefined) return undefined;
  const needed = (maxCapacity * task.cpuUnits) / 1024;
  return needed > quota.limitVcpus
    ? `${maxCapacity} tasks need ${needed} vCPU, and the account may run ${quota.limitVcpus} of Fargate in all: auto-scaling cannot get there before the quota is raised (L-3032A538).`
    : undefined;
};

const staysSuspended: Warning = ({ seen: { service }, after: { target } }) => {
  const flags = target === null ? [] : suspendedFlags(target.suspended);
  return flags.length === 0
    ? undefined
    : `It stays suspended (${flags.join(', ')}): headroom run resume-auto-scaling --service ${service.service} lets it act.`;
};

const otherPolicies: Warning = ({ seen: { scaling }, asked, after }) => {
  const own = [
    policyOn(cpuMetric, scaling.policies),
    ...(asked.requestTarget > 0 ? [policyOn(requestMetric, scaling.policies)] : []),
  ];
  const others = scaling.policies.filter(policy => !own.includes(policy)).map(({ name }) => name);
  return others.length === 0 || after.target === null
    ? undefined
    : `Other policies stay as they are: ${listed(others)}. Any policy may add tasks, and tasks are taken away only when all agree.`;
};

const scheduledActions: Warning = ({ seen: { actions } }) =>
  actions.length === 0
    ? undefined
    : `Scheduled actions go on setting the bounds at their times, over those that are given here: ${listed(actions.map(({ name, schedule, timeZone }) => `${name} (${schedule} ${timeZone})`))}.`;

const onlyAdds: Warning = ({ seen: { scaling } }) => {
  const names = scaling.policies.filter(({ scaleInDisabled }) => scaleInDisabled).map(({ name }) => name);
  return names.length === 0 ? undefined : `Scale-in stays disabled in ${listed(names)}.`;
};

const severalTargetGroups: Warning = ({ seen: { service }, asked: { requestTarget }, after }) => {
  const labels = resourceLabels(lastKnown(service.targets) ?? []);
  const label = labels.find(each => after.policies.some(({ configuration }) => configuration.includes(each)));
  return requestTarget === 0 || labels.length < 2 || label === undefined
    ? undefined
    : `${service.service} has ${labels.length} target groups behind load balancers: the requests of ${label} are counted, and those of the others are not.`;
};

const noTaskToMeasure: Warning = ({ seen: { service }, after: { desiredCount } }) =>
  desiredCount === 0
    ? `${service.service} has no task, so the alarms of its policies get no data, and nobody waits for them here.`
    : undefined;

/** AWS makes the role that acts for us along with the first target of an account. */
const firstRegistration: Warning = ({ seen: { before } }) =>
  before.target === null
    ? 'The first registration in an account also makes the role AWSServiceRoleForApplicationAutoScaling_ECSService, for which the caller needs iam:CreateServiceLinkedRole.'
    : undefined;

/** The weightiest first: what changes at once, what will not work, what stays. */
const warnings: readonly Warning[] = [
  ({ seen, after }) => movedByTheClamp(seen, after),
  lowFloor,
  requestTargetTooHigh,
  addsTasksNow,
  ({ seen, after }) => scalesInAgain(seen, after),
  quotaTooSmall,
  staysSuspended,
  noTaskToMeasure,
  otherPolicies,
  onlyAdds,
  scheduledActions,
  severalTargetGroups,
  firstRegistration,
];

export function warningsOf(seen: Seen, asked: Asked, to: Pick<Way, 'after' | 'snapshot'>): readonly string[] {
  const load = loadOf(seen.service, { desiredCount: to.after.desiredCount, now: seen.at });
  return warnings.flatMap(warning => warning({ ...to, seen, asked, load }) ?? []);
}
