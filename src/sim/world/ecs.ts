import { type Account, clusterArn, serviceArn, taskDefinitionArn } from './account.ts';
import { Afflictions } from './afflictions.ts';
import type { SimClock, SimTime } from './clock.ts';
import type { Ids } from './ids.ts';
import type { LoadBalancing } from './load-balancing.ts';
import type { RandomStreams } from './rng.ts';
import { ServiceScheduler } from './service-scheduler.ts';
import type { Cluster, Deployment, Service, TaskDefinition } from './services.ts';
import type { Target, TargetGroup } from './targets.ts';
import { TaskFactory } from './task-factory.ts';
import type { Task, TaskFate } from './tasks.ts';

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
}

/** The ECS of the account: clusters, services and their tasks, and what may be done to them. */
export class Ecs {
  readonly clusters = new Map<string, Cluster>();
  readonly taskDefinitions = new Map<string, TaskDefinition>();
  readonly #world: Surroundings;
  readonly #taskFactory: TaskFactory;
  readonly #scheduler: ServiceScheduler;
  readonly #afflictions: Afflictions;

  constructor(surroundings: Surroundings) {
    this.#world = surroundings;
    const { account, clock, streams, ids, durations, loadBalancing } = surroundings;
    this.#taskFactory = new TaskFactory({
      account,
      clock,
      random: streams.get('tasks.make'),
      ids,
      taskDefinition: arn => this.taskDefinitions.get(arn),
    });
    this.#afflictions = new Afflictions({
      clock,
      random: streams.get('tasks.afflictions'),
      durations,
      endTask: (task, reason) => this.#scheduler.taskEnds(task, reason),
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
      capacity: 'available',
      fate: undefined,
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

  /** UpdateService: accepted whatever the scalable target's bounds say. It makes no new deployment. */
  setDesiredCount(service: Service, desiredCount: number): void {
    if (service.desiredCount === desiredCount) return;
    service.desiredCount = desiredCount;
    service.desiredCountSetAt = this.#world.clock.now;
    service.deployments[0].updatedAt = this.#world.clock.now;
    this.#scheduler.lookSoon(service);
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
    const service = this.services().find(({ targetGroupArn }) => targetGroupArn === group.arn);
    if (service !== undefined) this.#scheduler.targetChanged(service, group, target);
  }

  #failHealthChecks(service: Service, task: Task): void {
    const group = this.#world.loadBalancing.targetGroups.get(service.targetGroupArn ?? '');
    const target = group?.targets.find(({ taskId }) => taskId === task.id);
    if (group !== undefined && target !== undefined) this.#world.loadBalancing.health.fail(group, target);
  }

  #makeDeployment(definitionArn: string, createdAt: SimTime): Deployment {
    return {
      id: `ecs-svc/${this.#world.ids.digits('deployment', 19)}`,
      taskDefinitionArn: definitionArn,
      createdAt,
      status: 'PRIMARY',
      updatedAt: createdAt,
      rolloutState: 'IN_PROGRESS',
      failedTasks: 0,
    };
  }
}
