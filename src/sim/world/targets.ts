import { type Scheduled, SECOND, type SimClock, type SimTime } from './clock.ts';
import type { RandomStream } from './rng.ts';

export type TargetState = 'initial' | 'healthy' | 'unhealthy' | 'draining';

/** One address that a target group sends requests to: a task's network interface. */
export interface Target {
  readonly taskId: string;
  readonly ip: string;
  readonly port: number;
  readonly availabilityZone: string;
  readonly registeredAt: SimTime;
  state: TargetState;
  /** Why it is not healthy; absent while it is. */
  reason?:
    | 'Elb.RegistrationInProgress'
    | 'Elb.InitialHealthChecking'
    | 'Target.ResponseCodeMismatch'
    | 'Target.DeregistrationInProgress';
  description?: string;
}

export interface LoadBalancer {
  readonly arn: string;
  readonly name: string;
  readonly dnsName: string;
  readonly canonicalHostedZoneId: string;
  readonly createdAt: SimTime;
  readonly vpcId: string;
  readonly subnets: readonly { readonly id: string; readonly availabilityZone: string }[];
  readonly securityGroups: readonly string[];
}

export interface TargetGroup {
  readonly arn: string;
  readonly name: string;
  readonly loadBalancer: LoadBalancer;
  readonly port: number;
  readonly healthCheckPath: string;
  /** How long a target that leaves may finish its requests. AWS's default is 300 s. */
  readonly deregistrationDelayMs: number;
  readonly targets: Target[];
}

/** Between registration and the first health check; AWS needs a moment to know a new target. */
const REGISTRATION_SECONDS = [2, 6] as const;
/** From then to the first passed check, which is enough for a new target: interval 30 s, plus the application's start. */
const FIRST_CHECK_SECONDS = [8, 29] as const;

interface Surroundings {
  readonly clock: SimClock;
  readonly random: RandomStream;
  readonly durations: number;
  /** Called when a target has become healthy or unhealthy, or is gone. */
  readonly onHealth: (group: TargetGroup, target: Target) => void;
}

/** Registers, checks and drains the targets of all target groups. */
export class TargetHealth {
  readonly #world: Surroundings;
  readonly #next = new Map<Target, Scheduled>();

  constructor(surroundings: Surroundings) {
    this.#world = surroundings;
  }

  /** The target starts in `initial`; its first health check decides. */
  register(group: TargetGroup, target: Omit<Target, 'state' | 'registeredAt'>, passes: () => boolean): void {
    const registered: Target = {
      ...target,
      registeredAt: this.#world.clock.now,
      state: 'initial',
      reason: 'Elb.RegistrationInProgress',
      description: 'Target registration is in progress',
    };
    group.targets.push(registered);
    this.#after(registered, this.#draw(REGISTRATION_SECONDS), () => {
      registered.reason = 'Elb.InitialHealthChecking';
      registered.description = 'Initial health checks in progress';
      this.#after(registered, this.#draw(FIRST_CHECK_SECONDS), () => {
        if (passes()) this.#markHealthy(group, registered);
        else this.#markUnhealthy(group, registered);
      });
    });
  }

  /** A target that has been healthy since before the story begins. */
  adopt(group: TargetGroup, target: Omit<Target, 'state'>): void {
    group.targets.push({ ...target, state: 'healthy' });
  }

  /** The health checks of a healthy target begin to fail; one that is still `initial` awaits its first check. */
  fail(group: TargetGroup, target: Target): void {
    if (target.state === 'healthy') this.#markUnhealthy(group, target);
  }

  #markUnhealthy(group: TargetGroup, target: Target): void {
    this.#next.delete(target);
    target.state = 'unhealthy';
    target.reason = 'Target.ResponseCodeMismatch';
    target.description = 'Health checks failed with these codes: [502]';
    this.#world.onHealth(group, target);
  }

  /** Lets the target finish its requests for the deregistration delay, then forgets it. */
  deregister(group: TargetGroup, target: Target): void {
    if (target.state === 'draining') return;
    target.state = 'draining';
    target.reason = 'Target.DeregistrationInProgress';
    target.description = 'Target deregistration is in progress';
    this.#after(target, this.drainMs(group), () => {
      this.#next.delete(target);
      group.targets.splice(group.targets.indexOf(target), 1);
      this.#world.onHealth(group, target);
    });
  }

  /** How long the group's targets drain, in this world's pace. */
  drainMs(group: TargetGroup): number {
    return group.deregistrationDelayMs * this.#world.durations;
  }

  #markHealthy(group: TargetGroup, target: Target): void {
    this.#next.delete(target);
    target.state = 'healthy';
    delete target.reason;
    delete target.description;
    this.#world.onHealth(group, target);
  }

  #draw([low, high]: readonly [number, number]): number {
    return Math.round(this.#world.random.between(low, high) * SECOND * this.#world.durations);
  }

  #after(target: Target, delayMs: number, step: () => void): void {
    const planned = this.#next.get(target);
    if (planned !== undefined) this.#world.clock.cancel(planned);
    this.#next.set(target, this.#world.clock.after(delayMs, step));
  }
}

export const countTargets = (group: TargetGroup, state: TargetState): number =>
  group.targets.reduce((count, target) => count + (target.state === state ? 1 : 0), 0);

/** The last part of an ARN, which is what CloudWatch's dimensions and a policy's ResourceLabel use. */
export const loadBalancerDimension = ({ arn }: LoadBalancer): string => arn.slice(arn.indexOf('app/'));
export const targetGroupDimension = ({ arn }: TargetGroup): string => arn.slice(arn.indexOf('targetgroup/'));
