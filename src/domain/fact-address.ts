import type { Fault } from './fault.ts';
import type { ServiceKey } from './snapshot.ts';

/** One value that AWS holds, by address: the unit of diffs, of drift checks and of undo. */
export type Fact = ServiceFact | AccountFact;

/** A value of a service. */
export interface ServiceFact {
  readonly service: ServiceKey;
  readonly attribute: ServiceAttribute;
  /** Which one, of what a service has several: the name of a policy, of a scheduled action. */
  readonly name?: string;
}

/** A value of the account, which belongs to no single service. */
export interface AccountFact {
  readonly service?: never;
  readonly attribute: AccountAttribute;
  /**
   * Which one. The name of an alarm, a topic, a rule; `<rule>/<target id>`, `<function>/<statement id>`; and for a
   * subscription what `subscriptionName` makes of its topic, protocol and endpoint.
   */
  readonly name: string;
}

export type FactAttribute = ServiceAttribute | AccountAttribute;

/** What a fact of a service may be about. */
export const serviceAttributes = [
  'serviceArn',
  'serviceCreatedAt',
  'desiredCount',
  'minCapacity',
  'maxCapacity',
  'dynamicScalingInSuspended',
  'dynamicScalingOutSuspended',
  'scheduledScalingSuspended',
  // The names of all policies, and of all scheduled actions: what a deregistration deletes.
  'scalingPolicies',
  'scalingPolicy',
  'scheduledActions',
  'scheduledAction',
] as const;

export type ServiceAttribute = (typeof serviceAttributes)[number];
export type SuspensionAttribute = Extract<ServiceAttribute, `${string}Suspended`>;

/** What a fact of the account may be about. */
export const accountAttributes = [
  'alarm',
  'topic',
  // The names of all subscriptions of a topic: what deleting it deletes.
  'topicSubscriptions',
  'subscription',
  'subscriptionArn',
  'rule',
  'ruleTarget',
  'lambdaPermission',
] as const;

export type AccountAttribute = (typeof accountAttributes)[number];

/**
 * Plain JSON. `null` is an answer ("there is no scalable target"), never "unknown". What is configured by several members,
 * such as a policy, is its configuration as canonical JSON text.
 */
export type FactValue = string | number | boolean | null;

export type FactReading =
  | { readonly known: true; readonly value: FactValue }
  | { readonly known: false; readonly because: Fault | undefined };

/** The same for the same fact: a key for maps and sets. */
export const addressOf = ({ service, attribute, name }: Fact): string =>
  `${service ?? 'account'}#${attribute}${name === undefined ? '' : `#${name}`}`;

/** `from` is what the plan was made from and what must still hold; `to` is what will hold. */
export interface Change {
  readonly fact: Fact;
  readonly from: FactValue;
  readonly to: FactValue;
}

/** A fact that is not what the plan was made from. `actual: undefined` means that it could not be read. */
export interface Drift {
  readonly fact: Fact;
  readonly before: FactValue;
  readonly desired: FactValue;
  readonly actual: FactValue | undefined;
}
