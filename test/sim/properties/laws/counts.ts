import type { Task } from '@aws-sdk/client-ecs';
import type { Simulator } from '../../../../src/sim/simulator.ts';
import type { ServiceLook } from '../look.ts';
import type { Judge, Law } from './law.ts';

const PENDING = new Set(['PROVISIONING', 'PENDING', 'ACTIVATING']);

const count = (tasks: readonly Task[], isCounted: (task: Task) => boolean): number => tasks.filter(isCounted).length;
const isRunning = ({ lastStatus }: Task): boolean => lastStatus === 'RUNNING';
const isPending = ({ lastStatus = '' }: Task): boolean => PENDING.has(lastStatus);
const sum = (numbers: readonly (number | undefined)[]): number =>
  numbers.reduce<number>((total, number = Number.NaN) => total + number, 0);

/** aws-facts 3.1, 3.2: DescribeServices, DescribeClusters, ListTasks with DescribeTasks and DescribeTargetHealth are one world. */
export const counts: Law = {
  name: 'services, deployments, clusters, tasks, targets and free addresses agree',
  watch: () => {
    let freeAddressesAtRest: number | undefined;
    return ({ now, simulator }, judge) => {
      for (const service of now.services) {
        judgeService(service, judge);
        judgeTargets(service, judge);
      }
      const { runningTasksCount, pendingTasksCount, activeServicesCount } = now.cluster;
      const total = (what: 'runningCount' | 'pendingCount'): number =>
        sum(now.services.map(({ service }) => service[what]));
      judge(runningTasksCount === total('runningCount'), () => `the cluster runs ${runningTasksCount} tasks`);
      judge(pendingTasksCount === total('pendingCount'), () => `the cluster has ${pendingTasksCount} pending tasks`);
      judge(activeServicesCount === now.services.length, () => `the cluster has ${activeServicesCount} services`);
      const tasks = now.services.flatMap(service => service.tasks);
      const held = count(tasks, task => task.lastStatus !== 'STOPPED' && addressOf(task) !== undefined);
      const free = freeAddresses(simulator);
      freeAddressesAtRest ??= free + held;
      const atRest = freeAddressesAtRest;
      judge(free + held === atRest, () => `${held} tasks hold addresses, and ${atRest - free} of them are taken`);
    };
  },
};

/** The schema of this one call is written by hand, so there is no command to ask with. */
const freeAddresses = ({ calls }: Simulator): number => {
  const { Subnets } = calls.call('ec2:DescribeSubnets', {}, { requestId: 'look' }) as {
    readonly Subnets: readonly { readonly AvailableIpAddressCount?: number }[];
  };
  return sum(Subnets.map(({ AvailableIpAddressCount }) => AvailableIpAddressCount));
};

const judgeService = ({ name, service, tasks }: ServiceLook, judge: Judge): void => {
  const [running, pending] = [count(tasks, isRunning), count(tasks, isPending)];
  judge(service.runningCount === running, () => `${name}: ${service.runningCount} run, and ${running} are listed`);
  judge(service.pendingCount === pending, () => `${name}: ${service.pendingCount} pend, and ${pending} are listed`);
  const { deployments = [] } = service;
  const [primary] = deployments;
  const primaries = deployments.filter(({ status }) => status === 'PRIMARY').length;
  judge(primary?.status === 'PRIMARY' && primaries === 1, () => `${name} has ${primaries} PRIMARY deployments`);
  judge(primary?.desiredCount === service.desiredCount, () => `${name}: PRIMARY desires ${primary?.desiredCount}`);
  const ofDeployments = sum(deployments.map(({ runningCount }) => runningCount));
  judge(ofDeployments === running, () => `${name}: ${running} tasks run, ${ofDeployments} of them of a deployment`);
  const pendingOfDeployments = sum(deployments.map(({ pendingCount }) => pendingCount));
  judge(pendingOfDeployments === pending, () => `${name}: ${pending} pend, ${pendingOfDeployments} of a deployment`);
};

const addressOf = ({ attachments }: Task): string | undefined =>
  attachments?.[0]?.details?.find(({ name }) => name === 'privateIPv4Address')?.value;

/** Each running task that is wanted is a target, and each target that may get requests is such a task. */
const judgeTargets = ({ name, tasks, targets }: ServiceLook, judge: Judge): void => {
  if (targets === undefined) return;
  const alive = new Map(tasks.filter(task => task.lastStatus !== 'STOPPED').map(task => [addressOf(task), task]));
  for (const { Target, TargetHealth } of targets) {
    const task = alive.get(Target?.Id);
    const serves = TargetHealth?.State !== 'draining';
    if (serves || task !== undefined) {
      judge((task?.desiredStatus === 'RUNNING') === serves, () => {
        return `${name}: the target ${Target?.Id} is ${TargetHealth?.State}, and its task ${task?.lastStatus}`;
      });
    }
  }
  const serving = targets
    .filter(({ TargetHealth }) => TargetHealth?.State !== 'draining')
    .map(({ Target }) => Target?.Id);
  for (const task of tasks.filter(isRunning)) {
    const times = serving.filter(id => id === addressOf(task)).length;
    judge(times === 1, () => `${name}: a running task is ${times} targets`);
  }
};
