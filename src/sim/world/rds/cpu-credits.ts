import { type InstanceClass, mostCredits } from './instance-class.ts';

/**
 * The CPU credits of a burstable class: earned below its baseline, spent above it. RDS runs them in unlimited mode: at a
 * balance of 0 nothing is throttled, and what is spent then is surplus, which later earnings pay back first. AWS:
 * "Unlimited mode concepts".
 */
export class CpuCredits {
  #balance: number;
  #surplus = 0;

  constructor(balance: number) {
    this.#balance = balance;
  }

  get balance(): number {
    return this.#balance;
  }

  get surplus(): number {
    return this.#surplus;
  }

  /** That many minutes pass at that CPU. 1 credit is one vCPU at 100 % for a minute. */
  pass(minutes: number, cpuPercent: number, instanceClass: InstanceClass): void {
    const { vcpus, baselinePercent } = instanceClass;
    if (baselinePercent === undefined) return;
    const most = mostCredits(instanceClass);
    const account = this.#balance - this.#surplus + (minutes * vcpus * (baselinePercent - cpuPercent)) / 100;
    this.#balance = Math.min(most, Math.max(0, account));
    // AWS: surplus beyond what the class can earn in a day is charged at once, and not kept.
    this.#surplus = Math.min(most, Math.max(0, -account));
  }
}
