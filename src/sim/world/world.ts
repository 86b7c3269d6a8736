import type { Account } from './account.ts';
import { Alarms } from './alarms.ts';
import { AutoScaling } from './auto-scaling.ts';
import { SimClock, type SimTime } from './clock.ts';
import { Ecs } from './ecs.ts';
import { Ids } from './ids.ts';
import { LoadBalancing } from './load-balancing.ts';
import { Metrics } from './metrics.ts';
import { RandomStreams } from './rng.ts';
import type { Service } from './services.ts';
import type { TargetGroup } from './targets.ts';
import { type Surge, Traffic } from './traffic.ts';
import { runningCountIn, Workload } from './workload.ts';

export interface WorldOptions {
  readonly seed: number;
  /** Where the world's time begins. */
  readonly start: SimTime;
  /** Scales how long starts, stops and health checks take; 1 is AWS's own pace, and it is above 0. */
  readonly durations: number;
  readonly account: Account;
}

/**
 * A simulated AWS account that moves: traffic makes load, load makes metrics, metrics make alarms, alarms scale services,
 * services start tasks, and tasks carry the traffic.
 *
 * Invariants: the same options give the same world; only `clock.runUntil` and the methods that say that they change
 * something change it; reading never does.
 */
export class World {
  readonly account: Account;
  readonly clock: SimClock;
  readonly ids: Ids;
  readonly metrics: Metrics;
  readonly alarms: Alarms;
  readonly loadBalancing: LoadBalancing;
  readonly ecs: Ecs;
  readonly autoScaling: AutoScaling;
  readonly #streams: RandomStreams;
  readonly #traffic = new Map<Service, Traffic>();

  constructor({ seed, start, durations, account }: WorldOptions) {
    if (!(durations > 0)) throw new RangeError(`durations must be above 0, got ${durations}`);
    this.account = account;
    this.clock = new SimClock(start);
    const streams = new RandomStreams(seed);
    this.#streams = streams;
    this.ids = new Ids(streams);
    const { clock, ids } = this;
    this.metrics = new Metrics({ clock, random: streams.get('metrics.delivery') });
    this.alarms = new Alarms({
      account,
      clock,
      metrics: this.metrics,
      onAction: (actionArn, alarm) => this.autoScaling.alarmTriggered(actionArn, alarm),
    });
    this.loadBalancing = new LoadBalancing({
      clock,
      random: streams.get('targets.checks'),
      durations,
      onHealth: (group, target) => this.ecs.targetChanged(group, target),
    });
    this.ecs = new Ecs({ account, clock, streams, ids, durations, loadBalancing: this.loadBalancing });
    this.autoScaling = new AutoScaling({
      account,
      clock,
      streams,
      ids,
      durations,
      metrics: this.metrics,
      alarms: this.alarms,
      findService: name => this.ecs.findService(name),
      setDesiredCount: (service, desiredCount) => this.ecs.setDesiredCount(service, desiredCount),
      runningCountIn: (service, minuteStart) => runningCountIn(this.metrics, service, minuteStart),
    });
  }

  /** Gives a service work to do from now on: requests behind the target group, or jobs for a worker. */
  addWorkload(
    service: Service,
    workload: {
      readonly baselinePerMinute: number;
      readonly taskAt: { readonly requestsPerMinute: number; readonly cpuPercent: number };
      readonly targetGroup?: TargetGroup;
    },
  ): void {
    const { clock, metrics } = this;
    const random = this.#streams.get(`traffic:${service.clusterName}/${service.name}`);
    const traffic = new Traffic({ random, baselinePerMinute: workload.baselinePerMinute });
    this.#traffic.set(service, traffic);
    new Workload({ clock, metrics, service, traffic, ...workload });
  }

  /** More work for a service, for a while. */
  addSurge(service: Service, surge: Surge): void {
    this.#traffic.get(service)?.addSurge(surge);
  }

  /** Somebody else, who is not the caller, runs `aws ecs update-service --desired-count`. */
  setDesiredCountByAnotherOperator(service: Service, desiredCount: number): void {
    this.ecs.setDesiredCount(service, desiredCount);
  }

  /** The world as JSON: what can be seen of it, its chance, and when something is going to happen. For comparing worlds. */
  state(): string {
    return JSON.stringify({
      now: this.clock.now,
      pending: this.clock.pending(),
      streams: this.#streams.states(),
      services: this.ecs.services(),
      surges: [...this.#traffic.values()].map(({ surges }) => surges),
      targetGroups: [...this.loadBalancing.targetGroups.values()],
      scalableTargets: [...this.autoScaling.targets.values()].map(target => ({
        ...target,
        policies: [...target.policies.values()],
      })),
      activities: this.autoScaling.activities.all(),
      alarms: this.alarms.all(),
      metricsVisibleBefore: this.metrics.visibleBefore,
      metrics: this.metrics.all().map(series => ({ id: series.id, minutes: series.minutes() })),
    });
  }
}
