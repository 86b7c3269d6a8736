import { MINUTE, SECOND, type SimClock, type SimTime } from './clock.ts';
import { combinedStrain, type Dependency, type Strain } from './dependency.ts';
import { emptyMinute, LoadBalancerMetrics } from './load-balancer-metrics.ts';
import { cpuPercent, errorPart, fullUse, memoryPercent, p95Seconds } from './load-model.ts';
import type { WorkSample } from './log-samples.ts';
import { ecsMetric, type MetricId } from './metric-series.ts';
import type { Metrics } from './metrics.ts';
import type { Service } from './services.ts';
import { Tally } from './tally.ts';
import { countTargets, type TargetGroup } from './targets.ts';
import { isRunning, leakedPart, type Task } from './tasks.ts';
import type { Traffic } from './traffic.ts';

/** Four looks a minute: tasks come and go within a minute, and its average has to show it. */
export const SAMPLED_EVERY_MS = 15 * SECOND;

interface Surroundings {
  readonly clock: SimClock;
  readonly metrics: Metrics;
  readonly service: Service;
  readonly traffic: Traffic;
  /** One known point of a task's load: that many requests a minute make that much CPU. */
  readonly taskAt: { readonly requestsPerMinute: number; readonly cpuPercent: number };
  /** Absent for a worker, which takes its work from a queue. */
  readonly targetGroup?: TargetGroup;
  /** What its tasks cannot do without. */
  readonly dependsOn?: readonly Dependency[];
  /** Told at each look what the tasks do from now on. */
  readonly onSample: (sample: WorkSample) => void;
}

/** What one service has to do, and what that does to its tasks and, behind a load balancer, to its requests. */
export class Workload {
  readonly #world: Surroundings;
  readonly #requestsAtFullUse: number;
  readonly #cpuId: MetricId;
  readonly #memoryId: MetricId;
  readonly #loadBalancerMetrics: LoadBalancerMetrics | undefined;
  #cpu = new Tally();
  #memory = new Tally();
  #requests = emptyMinute();

  constructor(surroundings: Surroundings) {
    this.#world = surroundings;
    this.#requestsAtFullUse = fullUse(surroundings.taskAt);
    const { clock, metrics, service, targetGroup } = surroundings;
    this.#cpuId = ecsMetric(service, 'CPUUtilization');
    this.#memoryId = ecsMetric(service, 'MemoryUtilization');
    this.#loadBalancerMetrics = targetGroup && new LoadBalancerMetrics(metrics, targetGroup);
    clock.every(SAMPLED_EVERY_MS, Math.ceil(clock.now / MINUTE) * MINUTE, () => {
      if (clock.now % MINUTE === 0) this.#closeMinute(clock.now - MINUTE);
      this.#sample();
    });
  }

  #sample(): void {
    const { clock, service, traffic, targetGroup, dependsOn = [], onSample } = this.#world;
    const perMinute = traffic.sample(clock.now);
    const running = service.tasks.filter(isRunning);
    const serving = targetGroup === undefined ? running : running.filter(servesIn(targetGroup));
    const utilization = serving.length === 0 ? 0 : perMinute / (serving.length * this.#requestsAtFullUse);
    const meanSkew = serving.reduce((sum, { loadSkew }) => sum + loadSkew, 0) / Math.max(1, serving.length);
    const busy = new Set(serving);
    for (const task of running) {
      const own = busy.has(task) ? utilization * (1 + task.loadSkew - meanSkew) : 0;
      this.#cpu.add(cpuPercent(own));
      this.#memory.add(memoryPercent(own, leakedPart(task, clock.now)));
    }
    const servedPerMinute = Math.min(1, utilization) * serving.length * this.#requestsAtFullUse;
    for (const dependency of dependsOn) {
      dependency.carry({ runningTasks: running.length, utilization, servedPerMinute });
    }
    const strain = combinedStrain(dependsOn.map(dependency => dependency.strain));
    if (targetGroup !== undefined) this.#sampleRequests(targetGroup, { perMinute, utilization, strain });
    const handled = serving.length === 0 ? 0 : inOneLook(perMinute);
    onSample({
      at: clock.now,
      handled,
      failed: Math.round(handled * failingPart(utilization, strain)),
      isStrained: strain.failingPart > 0,
      p95Seconds: p95Seconds(utilization, strain.extraSeconds),
    });
  }

  #sampleRequests(
    group: TargetGroup,
    { perMinute, utilization, strain }: { perMinute: number; utilization: number; strain: Strain },
  ): void {
    const minute = this.#requests;
    const requests = inOneLook(perMinute);
    const healthy = countTargets(group, 'healthy');
    minute.healthyHosts.add(healthy);
    minute.unhealthyHosts.add(countTargets(group, 'unhealthy'));
    if (healthy === 0) {
      // Nobody to send them to: the load balancer itself answers 503, and does not count them as requests.
      minute.rejected += requests;
      return;
    }
    minute.served += requests;
    minute.perTarget += requests / healthy;
    minute.errors += Math.round(requests * failingPart(utilization, strain));
    minute.p95.add(p95Seconds(utilization, strain.extraSeconds));
  }

  #closeMinute(minuteStart: SimTime): void {
    const { metrics } = this.#world;
    // Without a running task there is nothing to measure, and no datapoint.
    if (!this.#cpu.isEmpty) {
      metrics.write(this.#cpuId, minuteStart, this.#cpu.bucket, { unit: 'Percent' });
      metrics.write(this.#memoryId, minuteStart, this.#memory.bucket, { unit: 'Percent' });
    }
    if (!this.#requests.healthyHosts.isEmpty) this.#loadBalancerMetrics?.publish(minuteStart, this.#requests);
    this.#cpu = new Tally();
    this.#memory = new Tally();
    this.#requests = emptyMinute();
  }
}

/** How many tasks ran on average in a minute: CloudWatch has one CPU sample per task and look. */
export const runningCountIn = (metrics: Metrics, service: Service, minuteStart: SimTime): number | undefined => {
  const samples = metrics.find(ecsMetric(service, 'CPUUtilization'))?.at(minuteStart)?.count;
  return samples === undefined ? undefined : (samples * SAMPLED_EVERY_MS) / MINUTE;
};

const inOneLook = (perMinute: number): number => Math.round((perMinute * SAMPLED_EVERY_MS) / MINUTE);

/** The part of the requests that fail, of too much work or of what the tasks depend on. */
const failingPart = (utilization: number, strain: Strain): number => {
  const overloaded = errorPart(utilization);
  return overloaded + (1 - overloaded) * strain.failingPart;
};

const servesIn =
  (group: TargetGroup) =>
  (task: Task): boolean =>
    group.targets.some(({ taskId, state }) => taskId === task.id && state === 'healthy');
