import { type Account, clusterArn, serviceArn, taskDefinitionArn } from './account.ts';
import { Afflictions } from './afflictions.ts';
import { rolloutReason } from './circuit-breaker.ts';
import type { SimClock, SimTime } from './clock.ts';
import type { Ids } from './ids.ts';
import type { LoadBalancing } from './load-balancing.ts';
import type { Network } from './network.ts';
import { roomFor } from './placement.ts';
import type { RandomStreams } from './rng.ts';
import { ServiceScheduler } from './service-scheduler.ts';
import type { CircuitBreaker, Cluster, Deployment, Service, TaskDefinition } from './services.ts';
import type { Target, TargetGroup } from './targets.ts';
import { TaskFactory } from './task-factory.ts';
import { isAlive, isWanted, stopReasons, type Task, type TaskFate } from './tasks.ts';

/** What an opening world says of a service; the rest follows. */
export interface ServiceSpec {
  readonly cluster: string;
  readonly name: string;
  readonly taskDefinition: Pick<TaskDefinition, 'family' | 'revision'>;
  readonly desiredCount: number;
  readonly subnets: Service['subnets'];
  readonly securityGroups: readonly string[];
  readonly targetGroupArn?: string;
  readonly healthCheckGracePeriodMs: number;
  /** Off unless given, as at AWS. */
  readonly circuitBreaker?: CircuitBreaker;
  readonly createdAt: SimTime;
  readonly deployedAt: SimTime;
}

interface Surroundings {
  readonly account: Account;
  readonly clock: SimClock;
  readonly streams: RandomStreams;
  readonly ids: Ids;
  readonly durations: number;
  readonly loadBalancing: LoadBalancing;
  readonly network: Network;
  /** Whether a new task of the service gets what it needs to answer its first health check. */
  readonly canServe: (service: Service) => boolean;
  /** How many vCPUs the account may still start. */
  readonly freeVcpus: () => number;
  /** Called after each step of a task. */
  readonly onTaskStep: (service: Service, task: Task) => void;
}

const CPU_UNITS_OF_VCPU = 1024;

/** The ECS of the account: clusters, services and their tasks, and what may be done to them. */
export class Ecs {
  readonly clusters = new Map<string, Cluster>();
  readonly taskDefinitions = new Map<string, TaskDefinition>();
  /** Availability Zones in which nothing runs and nothing can be placed. */
  readonly lostZones = new Set<string>();
  #vcpusInUse = 0;
  readonly #byTargetGroup = new Map<string, Service>();
  readonly #world: Surroundings;
  readonly #taskFactory: TaskFactory;
  readonly #scheduler: ServiceScheduler;
  readonly #afflictions: Afflictions;

  constructor(surroundings: Surroundings) {
    this.#world = surroundings;
    const { account, clock, streams, ids, durations, loadBalancing, network, onTaskStep } = surroundings;
    this.#taskFactory = new TaskFactory({
      account,
      clock,
      random: streams.get('tasks.make'),
      ids,
      network,
      onMade: task => this.#taskIsMade(task),
      isLost: zone => this.lostZones.has(zone),
      taskDefinition: arn => this.taskDefinitions.get(arn),
    });
    this.#afflictions = new Afflictions({
      clock,
      random: streams.get('tasks.afflictions'),
      durations,
      endTask: (task, reason) => this.#scheduler.taskEnds(task, reason),
      reclaimTask: (task, reason) => this.#scheduler.taskReclaimed(task, reason),
      failContainerHealthChecks: task => this.#scheduler.containerUnhealthy(task),
      failHealthChecks: (service, task) => this.#failHealthChecks(service, task),
    });
    this.#scheduler = new ServiceScheduler({
      clock,
      random: streams.get('tasks.phases'),
      ids,
      durations,
      health: loadBalancing.health,
      taskFactory: this.#taskFactory,
      targetGroup: arn => loadBalancing.targetGroups.get(arn),
      canServe: surroundings.canServe,
      roomFor: ({ capacity, deployments, subnets }, missing) =>
        roomFor(missing, {
          capacity: subnets.every(({ availabilityZone }) => this.lostZones.has(availabilityZone))
            ? 'unavailable'
            : capacity,
          freeVcpus: surroundings.freeVcpus(),
          vcpusOfTask: this.#vcpusOf(deployments[0].taskDefinitionArn),
        }),
      onTaskStep: (service, task) => {
        if (!isAlive(task)) this.#taskIsGone(task);
        onTaskStep(service, task);
      },
      onTaskRuns: (service, task) => this.#afflictions.taskRuns(service, task),
    });
  }

  addCluster(name: string): void {
    this.clusters.set(name, { arn: clusterArn(this.#world.account, name), name, services: new Map() });
  }

  addTaskDefinition(definition: Omit<TaskDefinition, 'arn'>): void {
    const arn = taskDefinitionArn(this.#world.account, definition);
    this.taskDefinitions.set(arn, { arn, ...definition });
  }

  /** A service in a steady state: its tasks run, and its targets are healthy, since it was deployed. */
  addService(spec: ServiceSpec): Service {
    const { account, loadBalancing } = this.#world;
    const cluster = this.clusters.get(spec.cluster);
    if (cluster === undefined) throw new Error(`Invariant: the cluster ${spec.cluster} is added before its services`);
    const deployment = this.#makeDeployment(taskDefinitionArn(account, spec.taskDefinition), spec.deployedAt);
    deployment.rolloutState = 'COMPLETED';
    deployment.rolloutStateReason = rolloutReason.completed(deployment.id);
    const service: Service = {
      arn: serviceArn(account, { cluster: spec.cluster, service: spec.name }),
      name: spec.name,
      clusterName: spec.cluster,
      createdAt: spec.createdAt,
      subnets: spec.subnets,
      securityGroups: spec.securityGroups,
      targetGroupArn: spec.targetGroupArn,
      healthCheckGracePeriodMs: spec.healthCheckGracePeriodMs,
      desiredCount: spec.desiredCount,
      desiredCountSetAt: spec.deployedAt,
      deployments: [deployment],
      tasks: [],
      events: [],
      steadySince: undefined,
      troubles: [],
      circuitBreaker: spec.circuitBreaker ?? { enable: false, rollback: false },
      capacity: 'available',
      fate: undefined,
      startFactor: 1,
    };
    const group = spec.targetGroupArn === undefined ? undefined : loadBalancing.targetGroups.get(spec.targetGroupArn);
    for (let made = 0; made < spec.desiredCount; made += 1) {
      const { id, privateIp, subnet } = this.#taskFactory.makeRunning(service, deployment);
      if (group === undefined) continue;
      const { availabilityZone } = subnet;
      const target = { taskId: id, ip: privateIp, port: group.port, availabilityZone, registeredAt: spec.deployedAt };
      loadBalancing.health.adopt(group, target);
    }
    cluster.services.set(spec.name, service);
    if (spec.targetGroupArn !== undefined) this.#byTargetGroup.set(spec.targetGroupArn, service);
    this.#scheduler.adopt(service);
    return service;
  }

  findService(name: { cluster: string; service: string }): Service | undefined {
    return this.clusters.get(name.cluster)?.services.get(name.service);
  }

  /** All services of all clusters, in the order in which they were made. */
  services(): readonly Service[] {
    return [...this.clusters.values()].flatMap(({ services }) => [...services.values()]);
  }

  /** All tasks of all services that are not forgotten yet. */
  tasks(): readonly Task[] {
    return this.services().flatMap(({ tasks }) => tasks);
  }

  /** What the quota of Fargate vCPUs counts: every task that has not stopped. */
  vcpusInUse(): number {
    return this.#vcpusInUse;
  }

  /** UpdateService: accepted whatever the scalable target's bounds say. It makes no new deployment. */
  setDesiredCount(service: Service, desiredCount: number): void {
    if (service.desiredCount === desiredCount) return;
    service.desiredCount = desiredCount;
    service.desiredCountSetAt = this.#world.clock.now;
    service.deployments[0].updatedAt = this.#world.clock.now;
    this.#scheduler.lookSoon(service);
  }

  /** Watches the deployment that is under way, and those to come. */
  setCircuitBreaker(service: Service, circuitBreaker: CircuitBreaker): void {
    service.circuitBreaker = circuitBreaker;
  }

  /** Rolls the service over to the task definition, new tasks first. */
  deploy(service: Service, definitionArn: string): void {
    for (const deployment of service.deployments) deployment.status = 'ACTIVE';
    service.deployments.unshift(this.#makeDeployment(definitionArn, this.#world.clock.now));
    service.steadySince = undefined;
    this.#scheduler.forgetFailures(service);
  }

  /** Whether Fargate has room for the service's next tasks. */
  setCapacity(service: Service, capacity: Service['capacity']): void {
    service.capacity = capacity;
    this.#scheduler.forgetFailures(service);
  }

  /** From now on the service's new tasks take so many times as long to start. */
  setStartFactor(service: Service, factor: number): void {
    service.startFactor = factor;
  }

  /** The tasks that are in the zone are lost, at once, and no task is placed there until it is back. */
  loseZone(availabilityZone: string): void {
    this.lostZones.add(availabilityZone);
    for (const task of this.tasks()) {
      const isThere = task.subnet.availabilityZone === availabilityZone;
      if (isThere && isWanted(task)) this.#scheduler.taskEnds(task, stopReasons.lostWithItsZone());
    }
  }

  /** What runs elsewhere stays there: ECS balances the zones with the next tasks that it starts. */
  recoverZone(availabilityZone: string): void {
    this.lostZones.delete(availabilityZone);
    for (const service of this.services()) this.#scheduler.forgetFailures(service);
  }

  /** Makes the service's tasks die, running and new ones, until `cure`. */
  afflict(service: Service, fate: TaskFate): void {
    this.#afflictions.afflict(service, fate);
  }

  cure(service: Service): void {
    this.#afflictions.cure(service);
    this.#scheduler.forgetFailures(service);
  }

  /** The load balancer's news, for the service that the group belongs to. */
  targetChanged(group: TargetGroup, target: Target): void {
    const service = this.#byTargetGroup.get(group.arn);
    if (service !== undefined) this.#scheduler.targetChanged(service, group, target);
  }

  /** It takes its share of what the account has. */
  #taskIsMade(task: Task): void {
    if (task.hasAddress) this.#world.network.take(task);
    this.#vcpusInUse += this.#vcpusOf(task.taskDefinitionArn);
  }

  #taskIsGone(task: Task): void {
    this.#world.network.giveBack(task);
    this.#vcpusInUse -= this.#vcpusOf(task.taskDefinitionArn);
  }

  #failHealthChecks(service: Service, task: Task): void {
    const group = this.#world.loadBalancing.targetGroups.get(service.targetGroupArn ?? '');
    const target = group?.targets.find(({ taskId }) => taskId === task.id);
    if (group !== undefined && target !== undefined) this.#world.loadBalancing.health.fail(group, target);
  }

  #vcpusOf(definitionArn: string): number {
    return (this.taskDefinitions.get(definitionArn)?.cpuUnits ?? 0) / CPU_UNITS_OF_VCPU;
  }

  #makeDeployment(definitionArn: string, createdAt: SimTime): Deployment {
    const id = `ecs-svc/${this.#world.ids.digits('deployment', 19)}`;
    return {
      id,
      taskDefinitionArn: definitionArn,
      createdAt,
      status: 'PRIMARY',
      updatedAt: createdAt,
      rolloutState: 'IN_PROGRESS',
      rolloutStateReason: rolloutReason.inProgress(id),
      failedTasks: 0,
    };
  }
}
