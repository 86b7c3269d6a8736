import type { Subnet, Task } from './tasks.ts';

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
  /** The addresses that tasks hold, by subnet. */
  readonly #held = new Map<string, Set<string>>();

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

  isTaken(subnetId: string, address: string): boolean {
    return this.#held.get(subnetId)?.has(address) === true;
  }

  /** A new task gets its network interface. */
  take({ subnet, privateIp }: Task): void {
    const held = this.#held.get(subnet.id);
    if (held === undefined) this.#held.set(subnet.id, new Set([privateIp]));
    else held.add(privateIp);
  }

  /** Its interface is deleted; a task that never got one gives nothing back. */
  giveBack({ subnet, privateIp, hasAddress }: Task): void {
    if (hasAddress) this.#held.get(subnet.id)?.delete(privateIp);
  }

  #tasksIn(subnetId: string): number {
    return this.#held.get(subnetId)?.size ?? 0;
  }

  #get(subnetId: string): VpcSubnet {
    const subnet = this.#subnets.get(subnetId);
    if (subnet === undefined) throw new Error(`Invariant: the subnet ${subnetId} is added before what is placed in it`);
    return subnet;
  }
}

const usableAddresses = ({ cidrBlock }: VpcSubnet): number => {
  const prefixLength = Number(cidrBlock.slice(cidrBlock.indexOf('/') + 1));
  return 2 ** (32 - prefixLength) - RESERVED_ADDRESSES;
};
