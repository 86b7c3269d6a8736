import type { SimClock } from './clock.ts';
import type { RandomStream } from './rng.ts';
import { type LoadBalancer, type Target, type TargetGroup, TargetHealth } from './targets.ts';

interface Surroundings {
  readonly clock: SimClock;
  readonly random: RandomStream;
  readonly durations: number;
  readonly onHealth: (group: TargetGroup, target: Target) => void;
}

/** The application load balancers of the account and their target groups, by ARN. */
export class LoadBalancing {
  readonly loadBalancers = new Map<string, LoadBalancer>();
  readonly targetGroups = new Map<string, TargetGroup>();
  readonly health: TargetHealth;

  constructor(surroundings: Surroundings) {
    this.health = new TargetHealth(surroundings);
  }

  add(loadBalancer: LoadBalancer, group: Omit<TargetGroup, 'targets' | 'loadBalancer'>): TargetGroup {
    const made: TargetGroup = { ...group, loadBalancer, targets: [] };
    this.loadBalancers.set(loadBalancer.arn, loadBalancer);
    this.targetGroups.set(made.arn, made);
    return made;
  }
}
