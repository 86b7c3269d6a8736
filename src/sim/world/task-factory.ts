import { type Account, taskArn } from './account.ts';
import type { SimClock, SimTime } from './clock.ts';
import type { Ids } from './ids.ts';
import { emptiestSubnet } from './placement.ts';
import type { RandomStream } from './rng.ts';
import type { Deployment, Service, TaskDefinition } from './services.ts';
import { isWanted, type StopReason, stopReasons, type Task } from './tasks.ts';

/** Load balancers do not spread requests evenly: tasks differ from the average by up to this part. */
const LOAD_SKEW = 0.08;

interface Surroundings {
  readonly account: Account;
  readonly clock: SimClock;
  readonly random: RandomStream;
  readonly ids: Ids;
  readonly taskDefinition: (arn: string) => TaskDefinition | undefined;
}

/** Makes tasks: places them in a zone, and gives them their address and their identity. */
export class TaskFactory {
  readonly #world: Surroundings;

  constructor(surroundings: Surroundings) {
    this.#world = surroundings;
  }

  /** A task that is about to be started, already among the service's tasks. */
  make(service: Service, deployment: Deployment): Task {
    return this.#make(service, deployment, this.#world.clock.now);
  }

  #make(service: Service, deployment: Deployment, createdAt: SimTime): Task {
    const { account, random, ids } = this.#world;
    const id = ids.hex('task', 32);
    const subnet = emptiestSubnet(service.subnets, service.tasks.filter(isWanted));
    const task: Task = {
      id,
      arn: taskArn(account, { cluster: service.clusterName, id }),
      deploymentId: deployment.id,
      taskDefinitionArn: deployment.taskDefinitionArn,
      subnet,
      networkInterfaceId: `eni-0${ids.hex('network-interface', 16)}`,
      privateIp: this.#address(service, subnet.availabilityZone),
      containerRuntimeId: `${id}-${ids.digits('container', 10)}`,
      createdAt,
      loadSkew: random.between(-LOAD_SKEW, LOAD_SKEW),
      lastStatus: 'PROVISIONING',
      desiredStatus: 'RUNNING',
    };
    service.tasks.push(task);
    return task;
  }

  /** A task of a service that is in a steady state since before the story begins. */
  makeRunning(service: Service, deployment: Deployment): Task {
    const { createdAt } = deployment;
    const task = this.#make(service, deployment, createdAt);
    return Object.assign(task, {
      lastStatus: 'RUNNING',
      connectivityAt: createdAt,
      pullStartedAt: createdAt,
      pullStoppedAt: createdAt,
      startedAt: createdAt,
    } satisfies Partial<Task>);
  }

  /** Why a new task of this service will not start, if something is wrong with it. */
  startFailure(service: Service): StopReason | undefined {
    if (service.fate?.kind !== 'cannot-pull-image') return undefined;
    const { taskDefinitionArn } = service.deployments[0];
    return stopReasons.cannotPullImage(this.#world.taskDefinition(taskDefinitionArn)?.image ?? taskDefinitionArn);
  }

  /** A free address in the zone's own range: 10.0.<16 per zone>.<host>. */
  #address(service: Service, availabilityZone: string): string {
    const zone = availabilityZone.charCodeAt(availabilityZone.length - 1) - 'a'.charCodeAt(0);
    const taken = new Set(service.tasks.map(({ privateIp }) => privateIp));
    for (;;) {
      const address = `10.0.${zone * 16 + this.#world.random.below(16)}.${4 + this.#world.random.below(250)}`;
      if (!taken.has(address)) return address;
    }
  }
}
