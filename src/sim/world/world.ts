import type { Account } from './account.ts';
import { tellOfAlarm } from './alarm-news.ts';
import { Alarms } from './alarms.ts';
import { AutoScaling } from './auto-scaling.ts';
import { SimClock, type SimTime } from './clock.ts';
import type { Dependency } from './dependency.ts';
import { Ecs } from './ecs.ts';
import { ElastiCache } from './elasticache/elasticache.ts';
import { EventBridge } from './event-bridge.ts';
import { Ids } from './ids.ts';
import { Lambda } from './lambda.ts';
import { LoadBalancing } from './load-balancing.ts';
import type { WorkSample } from './log-samples.ts';
import { Logs } from './logs.ts';
import { Metrics } from './metrics.ts';
import { Network } from './network.ts';
import { Permissions } from './permissions.ts';
import { Quotas } from './quotas.ts';
import { Rds } from './rds/rds.ts';
import { type RandomStream, RandomStreams } from './rng.ts';
import { scaledToMaxEvent } from './scaling-news.ts';
import type { Service } from './services.ts';
import { Sns } from './sns.ts';
import type { TargetGroup } from './targets.ts';
import { type Surge, sharedDayCurve, Traffic } from './traffic.ts';
import { LOOKS_EVERY_MS, runningCountIn, Workload } from './workload.ts';
import { Workloads } from './workloads.ts';

export interface WorldOptions {
  readonly seed: number;
  /** Where the world's time begins. */
  readonly start: SimTime;
  /** Scales how long starts, stops and health checks take; 1 is AWS's own pace, and it is above 0. */
  readonly durations: number;
  readonly account: Account;
  /** The account's quota of Fargate vCPUs, where AWS has applied one; without it the default of 6 bounds it. */
  readonly fargateVcpus?: number;
  /** For how long metrics can be read; AWS's 15 days unless given. */
  readonly metricsKeptHours?: number;
  /** How often the work of services is looked at; four times a minute unless given. */
  readonly looksEveryMs?: number;
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
  readonly network: Network;
  readonly quotas: Quotas;
  readonly permissions = new Permissions();
  readonly logs: Logs;
  readonly ecs: Ecs;
  readonly autoScaling: AutoScaling;
  readonly lambda: Lambda;
  readonly sns: Sns;
  readonly eventBridge: EventBridge;
  readonly rds: Rds;
  readonly elastiCache: ElastiCache;
  readonly #streams: RandomStreams;
  readonly #looksEveryMs: number;
  readonly #workloads: Workloads;
  readonly #dayCurve = sharedDayCurve();
  readonly #traffic = new Map<Service, Traffic>();
  /** What does the work behind a load balancer, by its DNS name. */
  readonly #behind = new Map<string, Workload>();
  readonly #dependencies = new Map<Service, readonly Dependency[]>();

  constructor({
    seed,
    start,
    durations,
    account,
    fargateVcpus,
    metricsKeptHours,
    looksEveryMs = LOOKS_EVERY_MS,
  }: WorldOptions) {
    if (!(durations > 0)) throw new RangeError(`durations must be above 0, got ${durations}`);
    this.account = account;
    this.clock = new SimClock(start);
    this.#looksEveryMs = looksEveryMs;
    this.#workloads = new Workloads({ clock: this.clock, looksEveryMs });
    const streams = new RandomStreams(seed);
    this.#streams = streams;
    this.ids = new Ids(streams);
    const { clock, ids } = this;
    this.metrics = new Metrics({ clock, random: streams.get('metrics.delivery'), keptHours: metricsKeptHours });
    this.rds = new Rds({ account, clock, streams, ids, durations, metrics: this.metrics });
    this.elastiCache = new ElastiCache({
      account,
      clock,
      streams,
      ids,
      durations,
      metrics: this.metrics,
      freeAddresses: subnetId => this.network.freeAddresses(subnetId),
    });
    this.lambda = new Lambda({ account, clock, ids });
    this.sns = new Sns({ account, clock, ids, lambda: this.lambda });
    this.eventBridge = new EventBridge({ account, clock, ids, lambda: this.lambda, sns: this.sns });
    this.alarms = new Alarms({
      account,
      clock,
      metrics: this.metrics,
      onAction: (actionArn, alarm) => this.autoScaling.alarmTriggered(actionArn, alarm),
      onNews: news => tellOfAlarm(news, this),
    });
    this.loadBalancing = new LoadBalancing({
      clock,
      random: streams.get('targets.checks'),
      durations,
      onHealth: (group, target) => this.ecs.targetChanged(group, target),
    });
    this.logs = new Logs({
      chance: name => streams.apart(name),
      taskDefinition: arn => this.ecs.taskDefinitions.get(arn),
    });
    this.network = new Network();
    this.quotas = new Quotas({
      clock,
      metrics: this.metrics,
      fargateVcpusInUse: () => this.ecs.vcpusInUse(),
      appliedFargateVcpus: fargateVcpus,
    });
    this.ecs = new Ecs({
      account,
      clock,
      streams,
      ids,
      durations,
      loadBalancing: this.loadBalancing,
      canServe: service => this.#canServe(service),
      network: this.network,
      freeVcpus: () => this.quotas.freeFargateVcpus,
      onTaskStep: (service, task) => this.logs.taskStepped(service, task, clock.now),
    });
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
      runningCountIn: (service, minuteStart) =>
        runningCountIn(this.metrics, service, { minuteStart, looksEveryMs: this.#looksEveryMs }),
      onScaledToMax: news => this.eventBridge.publish(scaledToMaxEvent(news)),
    });
  }

  /** Gives a service work to do from now on: requests behind the target group, or jobs for a worker. */
  addWorkload(
    service: Service,
    workload: {
      readonly baselinePerMinute: number;
      readonly taskAt: { readonly requestsPerMinute: number; readonly cpuPercent: number };
      readonly targetGroup?: TargetGroup;
      readonly dependsOn?: readonly Dependency[];
      /** Whether its tasks write into their log group; they do unless it says otherwise. */
      readonly writesLogs?: boolean;
    },
  ): void {
    const { clock, metrics } = this;
    const random = this.#streams.get(`traffic:${service.clusterName}/${service.name}`);
    const traffic = new Traffic({ random, baselinePerMinute: workload.baselinePerMinute, dayCurve: this.#dayCurve });
    this.#traffic.set(service, traffic);
    this.#dependencies.set(service, workload.dependsOn ?? []);
    const { targetGroup, writesLogs = true } = workload;
    const made = { clock, metrics, service, traffic, looksEveryMs: this.#looksEveryMs, ...workload };
    if (!writesLogs) {
      this.#addWorkload(new Workload(made), targetGroup);
      return;
    }
    this.logs.follow(service, { isWeb: targetGroup !== undefined, sampledEveryMs: this.#looksEveryMs });
    const onSample = (sample: WorkSample): void => this.logs.workSampled(service, sample, targetGroup);
    this.#addWorkload(new Workload({ ...made, onSample }), targetGroup);
  }

  #addWorkload(workload: Workload, targetGroup: TargetGroup | undefined): void {
    this.#workloads.add(workload);
    if (targetGroup !== undefined) this.#behind.set(targetGroup.loadBalancer.dnsName, workload);
  }

  /** A request through the load balancer of that name, as an HTTP status; undefined where there is no such one. */
  visit(dnsName: string): number | undefined {
    return this.#behind.get(dnsName)?.visit();
  }

  /** More work for a service, for a while. */
  addSurge(service: Service, surge: Surge): void {
    this.#traffic.get(service)?.addSurge(surge);
  }

  /** It falls from now on. */
  endSurge(service: Service, surge: Surge): void {
    this.#traffic.get(service)?.endSurge(surge, this.clock.now);
  }

  /** Chance for what happens in the world but is no part of it, such as what people do. */
  chance(name: string): RandomStream {
    return this.#streams.get(name);
  }

  /** Somebody else, who is not the caller, runs `aws ecs update-service --desired-count`. */
  setDesiredCountByAnotherOperator(service: Service, desiredCount: number): void {
    this.ecs.setDesiredCount(service, desiredCount);
  }

  #canServe(service: Service): boolean {
    return (this.#dependencies.get(service) ?? []).every(({ acceptsNewTasks }) => acceptsNewTasks);
  }

  /** The world as JSON: what can be seen of it, its chance, and when something is going to happen. For comparing worlds. */
  state(): string {
    return JSON.stringify({
      now: this.clock.now,
      pending: this.clock.pending(),
      streams: this.#streams.states(),
      services: this.ecs.services(),
      lostZones: [...this.ecs.lostZones],
      surges: [...this.#traffic.values()].map(({ surges }) => surges),
      subnets: this.network.subnets(),
      fargateVcpus: this.quotas.appliedFargateVcpus ?? null,
      denials: this.permissions.denials,
      logs: this.logs.state(),
      targetGroups: [...this.loadBalancing.targetGroups.values()],
      scalableTargets: [...this.autoScaling.targets.values()].map(target => ({
        ...target,
        policies: [...target.policies.values()],
        scheduledActions: [...target.scheduledActions.values()],
      })),
      activities: this.autoScaling.activities.all(),
      alarms: this.alarms.all(),
      functions: this.lambda.all(),
      topics: this.sns.topics().map(topic => ({ ...topic, subscriptions: [...topic.subscriptions.values()] })),
      deliveries: this.sns.deliveries(),
      rules: this.eventBridge.rules().map(rule => ({ ...rule, targets: [...rule.targets.values()] })),
      invocations: this.eventBridge.invocations(),
      rds: this.rds.state(),
      elastiCache: this.elastiCache.state(),
      metricGaps: this.metrics.gaps,
      metricsVisibleBefore: this.metrics.visibleBefore,
      metrics: this.metrics.all().map(series => ({ id: series.id, minutes: series.minutes() })),
    });
  }
}
