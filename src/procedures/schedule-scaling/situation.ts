import { type EventRule, functionIn, type LambdaFunction } from '../../domain/account-snapshot.ts';
import { type Observed, pending } from '../../domain/observed.ts';
import { unread } from '../../domain/observed-words.ts';
import {
  type AutoScaling,
  findService,
  type ScheduledAction,
  type ServiceCounts,
  type ServiceSnapshot,
  type Session,
  type Snapshot,
} from '../../domain/snapshot.ts';
import type { Instant } from '../../domain/time.ts';
import { type Pair, pairOf, type ScheduleInput } from './pair.ts';

/** What is asked and what it meets: everything that planning decides from. */
export interface Situation {
  readonly session: Session;
  readonly service: ServiceSnapshot;
  readonly counts: ServiceCounts;
  readonly scaling: AutoScaling;
  readonly actions: readonly ScheduledAction[];
  readonly rules: Observed<readonly EventRule[]>;
  /** The function of the EventBridge form; null where AWS has none of that name. */
  readonly lambda: Observed<LambdaFunction | null>;
  readonly input: ScheduleInput;
  readonly pair: Pair;
  /** When the scaling was read: the "now" of the plan. */
  readonly at: Instant;
}

/** The situation, or why it is not known well enough to plan in. */
export function situationOf(
  input: ScheduleInput,
  snapshot: Snapshot,
): Situation | { readonly blocked: readonly string[] } {
  const service = findService(snapshot, input.service);
  if (!service) {
    const { accountId, region } = snapshot.session;
    return { blocked: [`There is no service ${input.service} in account ${accountId} ${region}.`] };
  }
  const { counts, scaling, scheduledActions } = service;
  const { rules } = snapshot.account;
  const lambda = functionIn(snapshot.account, input.functionName) ?? pending;
  const isEvents = input.how === 'events';
  if (counts.state !== 'fresh' || scaling.state !== 'fresh' || scheduledActions.state !== 'fresh') {
    return {
      blocked: [
        ...unread(counts, `The counts of ${service.service}`),
        ...unread(scaling, 'Its auto-scaling'),
        ...unread(scheduledActions, 'Its scheduled actions'),
      ],
    };
  }
  if (isEvents && (rules.state !== 'fresh' || lambda.state !== 'fresh')) {
    return {
      blocked: [
        ...unread(rules, 'The rules of EventBridge'),
        ...unread(lambda, `The policy of function ${input.functionName}`),
      ],
    };
  }
  return {
    session: snapshot.session,
    service,
    counts: counts.value,
    scaling: scaling.value,
    actions: scheduledActions.value,
    rules,
    lambda,
    input,
    pair: pairOf(input),
    at: scaling.observedAt,
  };
}

/** The actions of the service that are none of the pair. */
export const otherActions = ({ actions, input }: Situation): readonly ScheduledAction[] =>
  actions.filter(({ name }) => name !== `${input.name}-down` && name !== `${input.name}-up`);
