import { MINUTE, type Scheduled } from '../world/clock.ts';
import type { RandomStream } from '../world/rng.ts';
import type { Service } from '../world/services.ts';
import type { World } from '../world/world.ts';
import type { SecondOperator } from './fault.ts';

/** Calls an operation as this principal. What AWS refuses is their problem, and not ours. */
export type CallAs = (principal: string, operation: string, input: object) => void;

interface Surroundings {
  readonly world: World;
  readonly callAs: CallAs;
  /** The services that they look after, at the time. */
  readonly services: () => readonly Service[];
}

/** Another role of the same account. */
export const otherPrincipal = (accountId: string): string =>
  `arn:aws:sts::${accountId}:assumed-role/platform-on-call/second-operator`;

type Change = 'desiredCount' | 'minCapacity' | 'maxCapacity';
const CHANGES: readonly Change[] = ['desiredCount', 'minCapacity', 'maxCapacity'];

const between = (random: RandomStream, [least, most]: readonly [number, number]): number =>
  least + random.below(most - least + 1);

/**
 * Lets somebody else change counts and bounds at random moments, by the same API and with the same checks as the caller.
 * They are part of the world: what they do, and when, comes from the world's own chance and clock.
 * @returns what makes them stop
 */
export const letOperate = (operator: SecondOperator, { world, callAs, services }: Surroundings): (() => void) => {
  const random = world.chance('people.second-operator');
  const principal = operator.principal ?? otherPrincipal(world.account.accountId);
  const choices = CHANGES.filter(change => operator[change] !== undefined);
  let next: Scheduled | undefined;
  const act = (): void => {
    const candidates = services();
    const service = candidates[random.below(Math.max(1, candidates.length))];
    const change = choices[random.below(choices.length)];
    const range = change && operator[change];
    if (service !== undefined && change !== undefined && range !== undefined) {
      const { operation, input } = callFor(service, change, between(random, range));
      callAs(principal, operation, input);
    }
    plan();
  };
  const plan = (): void => {
    const [shortest, longest] = operator.everyMinutes;
    next = world.clock.after(Math.round(random.between(shortest, longest) * MINUTE), act);
  };
  plan();
  return () => {
    if (next !== undefined) world.clock.cancel(next);
  };
};

const callFor = (
  { clusterName, name }: Service,
  change: Change,
  value: number,
): { readonly operation: string; readonly input: object } =>
  change === 'desiredCount'
    ? { operation: 'ecs:UpdateService', input: { cluster: clusterName, service: name, desiredCount: value } }
    : {
        operation: 'application-autoscaling:RegisterScalableTarget',
        input: {
          ServiceNamespace: 'ecs',
          ResourceId: `service/${clusterName}/${name}`,
          ScalableDimension: 'ecs:service:DesiredCount',
          ...(change === 'minCapacity' ? { MinCapacity: value } : { MaxCapacity: value }),
        },
      };
