import { isAlive, type Subnet, type Task } from './tasks.ts';

/** AWS: the first four addresses of a subnet's range and the last one cannot be used. */
const RESERVED_ADDRESSES = 5;

/** A subnet of the account's VPC. */
export interface VpcSubnet extends Subnet {
  readonly vpcId: string;
  readonly name: string;
  /** `10.0.16.0/20` */
  readonly cidrBlock: string;
  /** The zone's name that is the same for every account: `use1-az2`. */
  readonly availabilityZoneId: string;
  /** Addresses that others than tasks hold: load balancers, databases, caches. */
  takenByOthers: number;
}

/** The subnets of the account, and what is left of their addresses. AWS: every Fargate task has one of its own. */
export class Network {
  readonly #subnets = new Map<string, VpcSubnet>();
  readonly #tasks: () => readonly Task[];

  constructor(world: { readonly tasks: () => readonly Task[] }) {
    this.#tasks = world.tasks;
  }

  add(subnet: VpcSubnet): void {
    this.#subnets.set(subnet.id, subnet);
  }

  /** All subnets, in the order in which they were added; part of the world's state. */
  subnets(): readonly VpcSubnet[] {
    return [...this.#subnets.values()];
  }

  /** Others take or give back addresses: these many are free for tasks from now on, besides those that tasks hold. */
  leaveFree(subnetId: string, free: number): void {
    const subnet = this.#get(subnetId);
    subnet.takenByOthers = usableAddresses(subnet) - this.#tasksIn(subnetId) - free;
  }

  freeAddresses(subnetId: string): number {
    const subnet = this.#get(subnetId);
    return Math.max(0, usableAddresses(subnet) - subnet.takenByOthers - this.#tasksIn(subnetId));
  }

  isTaken(address: string): boolean {
    return this.#tasks().some(task => holdsAddress(task) && task.privateIp === address);
  }

  #tasksIn(subnetId: string): number {
    return this.#tasks().filter(task => holdsAddress(task) && task.subnet.id === subnetId).length;
  }

  #get(subnetId: string): VpcSubnet {
    const subnet = this.#subnets.get(subnetId);
    if (subnet === undefined) throw new Error(`Invariant: the subnet ${subnetId} is added before what is placed in it`);
    return subnet;
  }
}

const holdsAddress = (task: Task): boolean => task.hasAddress && isAlive(task);

const usableAddresses = ({ cidrBlock }: VpcSubnet): number => {
  const prefixLength = Number(cidrBlock.slice(cidrBlock.indexOf('/') + 1));
  return 2 ** (32 - prefixLength) - RESERVED_ADDRESSES;
};
