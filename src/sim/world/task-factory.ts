import { type Account, roleSessionArn, secretArn, taskArn } from './account.ts';
import type { SimClock, SimTime } from './clock.ts';
import type { Ids } from './ids.ts';
import type { Network } from './network.ts';
import { emptiestSubnet } from './placement.ts';
import type { RandomStream } from './rng.ts';
import type { Deployment, Service, TaskDefinition } from './services.ts';
import { isWanted, type StartFailure, type Subnet, stopReasons, type Task } from './tasks.ts';

/** Load balancers do not spread requests evenly: tasks differ from the average by up to this part. */
const LOAD_SKEW = 0.08;

interface Surroundings {
  readonly account: Account;
  readonly clock: SimClock;
  readonly random: RandomStream;
  readonly ids: Ids;
  readonly network: Network;
  /** Called for each task that is made. */
  readonly onMade: (task: Task) => void;
  readonly isLost: (availabilityZone: string) => boolean;
  readonly taskDefinition: (arn: string) => TaskDefinition | undefined;
}

/** Enough to find one of the last few of a subnet's 4,000 addresses. */
const MOST_TRIES = 20_000;

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
    const { account, random, ids, network, onMade } = this.#world;
    const id = ids.hex('task', 32);
    const subnet = emptiestSubnet(this.#usable(service.subnets), service.tasks.filter(isToBeSpread));
    const task: Task = {
      id,
      arn: taskArn(account, { cluster: service.clusterName, id }),
      deploymentId: deployment.id,
      taskDefinitionArn: deployment.taskDefinitionArn,
      subnet,
      networkInterfaceId: `eni-0${ids.hex('network-interface', 16)}`,
      privateIp: this.#address(subnet),
      hasAddress: network.freeAddresses(subnet.id) > 0,
      containerRuntimeId: `${id}-${ids.digits('container', 10)}`,
      createdAt,
      loadSkew: random.between(-LOAD_SKEW, LOAD_SKEW),
      lastStatus: 'PROVISIONING',
      desiredStatus: 'RUNNING',
    };
    service.tasks.push(task);
    onMade(task);
    return task;
  }

  /** Invariant: nobody makes tasks of a service that has lost all its zones. */
  #usable([first, ...others]: Service['subnets']): Service['subnets'] {
    const [usable, ...more] = [first, ...others].filter(
      ({ availabilityZone }) => !this.#world.isLost(availabilityZone),
    );
    return usable === undefined ? [first, ...others] : [usable, ...more];
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

  /** Why this new task will not start, if something is in its way. */
  startFailure(service: Service, task: Task): StartFailure | undefined {
    if (!task.hasAddress) return { during: 'PROVISIONING', reason: stopReasons.noFreeAddress(task.subnet.id) };
    switch (service.fate?.kind) {
      case 'cannot-get-network-interface':
        return { during: 'PROVISIONING', reason: stopReasons.noNetworkInterface() };
      case 'cannot-get-secret':
        return { during: 'PENDING', reason: stopReasons.cannotGetSecret(this.#secretOf(task)) };
      case 'cannot-pull-image': {
        const image = this.#world.taskDefinition(task.taskDefinitionArn)?.image ?? task.taskDefinitionArn;
        return { during: 'ACTIVATING', reason: stopReasons.cannotPullImage(image) };
      }
      default:
        return undefined;
    }
  }

  /** The secret that the task asks for before it starts, and who it is while it asks. */
  #secretOf(task: Task): { readonly arn: string; readonly taskRoleSession: string } {
    const { account } = this.#world;
    const { family = 'task', executionRoleArn = '' } = this.#world.taskDefinition(task.taskDefinitionArn) ?? {};
    const roleName = executionRoleArn.slice(executionRoleArn.lastIndexOf('/') + 1);
    return {
      arn: secretArn(account, `${family}/production`),
      taskRoleSession: roleSessionArn(account, roleName, task.id),
    };
  }

  /** A free address in the zone's own range: 10.0.<16 per zone>.<host>. In a subnet that is all but full, any. */
  #address({ id, availabilityZone }: Subnet): string {
    const zone = availabilityZone.charCodeAt(availabilityZone.length - 1) - 'a'.charCodeAt(0);
    const draw = (): string => `10.0.${zone * 16 + this.#world.random.below(16)}.${4 + this.#world.random.below(250)}`;
    let address = draw();
    for (let tries = 1; tries < MOST_TRIES && this.#world.network.isTaken(id, address); tries += 1) address = draw();
    return address;
  }
}

const isToBeSpread = (task: Task): boolean => isWanted(task) || !task.hasAddress;
