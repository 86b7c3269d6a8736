import { MINUTE, SECOND, type SimClock, type SimTime } from './clock.ts';
import { combinedStrain, type Dependency, NO_STRAIN, type Strain, type TaskLoad } from './dependency.ts';
import { clearMinute, emptyMinute, LoadBalancerMetrics, type RequestMinute } from './load-balancer-metrics.ts';
import { cpuPercent, errorPart, fullUse, memoryPercent, p95Seconds } from './load-model.ts';
import type { WorkSample } from './log-samples.ts';
import { ecsMetric } from './metric-series.ts';
import type { Metrics, MetricWriter } from './metrics.ts';
import type { Service } from './services.ts';
import { Tally } from './tally.ts';
import { countTargets, type TargetGroup } from './targets.ts';
import { isRunning, leakedPart, type Task } from './tasks.ts';
import type { Traffic } from './traffic.ts';

/** Four looks a minute: tasks come and go within a minute, and its average has to show it. */
export const LOOKS_EVERY_MS = 15 * SECOND;

interface Surroundings {
  readonly clock: SimClock;
  readonly metrics: Metrics;
  readonly service: Service;
  readonly traffic: Traffic;
  /** How often it is looked at; a minute is a whole number of looks. */
  readonly looksEveryMs: number;
  /** One known point of a task's load: that many requests a minute make that much CPU. */
  readonly taskAt: { readonly requestsPerMinute: number; readonly cpuPercent: number };
  /** Absent for a worker, which takes its work from a queue. */
  readonly targetGroup?: TargetGroup;
  /** What its tasks cannot do without. */
  readonly dependsOn?: readonly Dependency[];
  /** Told at each look what the tasks do from now on; absent where nobody keeps a log of it. */
  readonly onSample?: (sample: WorkSample) => void;
}

/** What one service has to do, and what that does to its tasks and, behind a load balancer, to its requests. */
export class Workload {
  // Fields of its own, and not one with all surroundings: thousands are looked at in turn, and every object on the way
  // is one more place in memory to wait for.
  readonly #clock: SimClock;
  readonly #service: Service;
  readonly #traffic: Traffic;
  readonly #looksEveryMs: number;
  readonly #targetGroup: TargetGroup | undefined;
  readonly #dependsOn: readonly Dependency[];
  readonly #onSample: ((sample: WorkSample) => void) | undefined;
  readonly #requestsAtFullUse: number;
  readonly #writeCpu: MetricWriter;
  readonly #writeMemory: MetricWriter;
  readonly #loadBalancerMetrics: LoadBalancerMetrics | undefined;
  readonly #cpu = new Tally();
  readonly #memory = new Tally();
  /** A worker has none. */
  readonly #requests: RequestMinute | undefined;
  /** Requests that came from outside since the last look, besides the traffic. */
  #visits = 0;
  /** What part of the requests failed at the last look. */
  #failingPart = 0;
  /** How much of a failed request visitors have coming: a tenth of them fail when every tenth does. */
  #failuresDue = 0;

  constructor({ metrics, taskAt, dependsOn = [], ...surroundings }: Surroundings) {
    const { clock, service, traffic, looksEveryMs, targetGroup, onSample } = surroundings;
    this.#clock = clock;
    this.#service = service;
    this.#traffic = traffic;
    this.#looksEveryMs = looksEveryMs;
    this.#targetGroup = targetGroup;
    this.#dependsOn = dependsOn;
    this.#onSample = onSample;
    this.#requestsAtFullUse = fullUse(taskAt);
    this.#writeCpu = metrics.writer(ecsMetric(service, 'CPUUtilization'), { unit: 'Percent' });
    this.#writeMemory = metrics.writer(ecsMetric(service, 'MemoryUtilization'), { unit: 'Percent' });
    this.#loadBalancerMetrics = targetGroup && new LoadBalancerMetrics(metrics, targetGroup);
    this.#requests = targetGroup && emptyMinute();
  }

  /** Several times a minute: it closes the minute that is over, and takes the next sample. */
  look(): void {
    const { now } = this.#clock;
    if (now % MINUTE === 0) this.#closeMinute(now - MINUTE);
    this.#sample(now);
  }

  /** A request from outside. It is work like all other; the answer is what it would get, as an HTTP status. */
  visit(): number {
    const targetGroup = this.#targetGroup;
    // The load balancer answers by itself where it has nobody to send it to.
    if (targetGroup === undefined || countTargets(targetGroup, 'healthy') === 0) return 503;
    this.#visits += 1;
    this.#failuresDue += this.#failingPart;
    if (this.#failuresDue < 1) return 200;
    this.#failuresDue -= 1;
    return 500;
  }

  #sample(now: SimTime): void {
    const targetGroup = this.#targetGroup;
    const perMinute = this.#traffic.sample(now) + (this.#visits * MINUTE) / this.#looksEveryMs;
    this.#visits = 0;
    const running = this.#service.tasks.filter(isRunning);
    const serving = targetGroup === undefined ? running : running.filter(servesIn(targetGroup));
    const utilization = serving.length === 0 ? 0 : perMinute / (serving.length * this.#requestsAtFullUse);
    this.#sampleTasks(now, running, { serving, utilization });
    const strain = this.#carry({
      runningTasks: running.length,
      utilization,
      servedPerMinute: Math.min(1, utilization) * serving.length * this.#requestsAtFullUse,
    });
    this.#failingPart = failingPart(utilization, strain);
    if (targetGroup !== undefined) this.#sampleRequests(targetGroup, { perMinute, utilization, strain });
    if (this.#onSample === undefined) return;
    const handled = serving.length === 0 ? 0 : this.#inOneLook(perMinute);
    this.#onSample({
      at: now,
      handled,
      failed: Math.round(handled * failingPart(utilization, strain)),
      isStrained: strain.failingPart > 0,
      p95Seconds: p95Seconds(utilization, strain.extraSeconds),
    });
  }

  /** What the load does to each task: those that serve share it, unevenly; the others idle. */
  #sampleTasks(
    now: SimTime,
    running: readonly Task[],
    { serving, utilization }: { serving: readonly Task[]; utilization: number },
  ): void {
    const meanSkew = serving.reduce((sum, { loadSkew }) => sum + loadSkew, 0) / Math.max(1, serving.length);
    for (const task of running) {
      // A worker's tasks all serve: most services of a big account are such.
      const isBusy = serving === running || serving.includes(task);
      const own = isBusy ? utilization * (1 + task.loadSkew - meanSkew) : 0;
      this.#cpu.add(cpuPercent(own));
      this.#memory.add(memoryPercent(own, leakedPart(task, now)));
    }
  }

  /** Lets the dependencies carry the load; returns what that does to the requests. */
  #carry(load: TaskLoad): Strain {
    if (this.#dependsOn.length === 0) return NO_STRAIN;
    for (const dependency of this.#dependsOn) dependency.carry(load);
    return combinedStrain(this.#dependsOn.map(dependency => dependency.strain));
  }

  #sampleRequests(
    group: TargetGroup,
    { perMinute, utilization, strain }: { perMinute: number; utilization: number; strain: Strain },
  ): void {
    const minute = this.#requests;
    if (minute === undefined) return;
    const requests = this.#inOneLook(perMinute);
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

  #inOneLook(perMinute: number): number {
    return Math.round((perMinute * this.#looksEveryMs) / MINUTE);
  }

  #closeMinute(minuteStart: SimTime): void {
    // Without a running task there is nothing to measure, and no datapoint.
    if (!this.#cpu.isEmpty) {
      this.#writeCpu(minuteStart, this.#cpu);
      this.#writeMemory(minuteStart, this.#memory);
      this.#cpu.clear();
      this.#memory.clear();
    }
    if (this.#requests?.healthyHosts.isEmpty === false) {
      this.#loadBalancerMetrics?.publish(minuteStart, this.#requests);
      clearMinute(this.#requests);
    }
  }
}

/** How many tasks ran on average in a minute: CloudWatch has one CPU sample per task and look. */
export const runningCountIn = (
  metrics: Metrics,
  service: Service,
  { minuteStart, looksEveryMs }: { readonly minuteStart: SimTime; readonly looksEveryMs: number },
): number | undefined => {
  const samples = metrics.find(ecsMetric(service, 'CPUUtilization'))?.at(minuteStart)?.count;
  return samples === undefined ? undefined : (samples * looksEveryMs) / MINUTE;
};

/** The part of the requests that fail, of too much work or of what the tasks depend on. */
const failingPart = (utilization: number, strain: Strain): number => {
  const overloaded = errorPart(utilization);
  return overloaded + (1 - overloaded) * strain.failingPart;
};

const servesIn =
  (group: TargetGroup) =>
  (task: Task): boolean =>
    group.targets.some(({ taskId, state }) => taskId === task.id && state === 'healthy');
