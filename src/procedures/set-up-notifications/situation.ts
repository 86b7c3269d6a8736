import {
  type EventRule,
  functionIn,
  type LambdaFunction,
  type Subscription,
  type Topic,
} from '../../domain/account-snapshot.ts';
import { pending } from '../../domain/observed.ts';
import { unread } from '../../domain/observed-words.ts';
import {
  findService,
  type ScalableTarget,
  type ServiceCounts,
  type ServiceSnapshot,
  type Session,
  type Snapshot,
} from '../../domain/snapshot.ts';
import type { Instant } from '../../domain/time.ts';
import { arnIn } from '../arn-in.ts';
import { letting, newTopic } from './policy.ts';
import {
  type Endpoint,
  type NotificationsInput,
  nameOfSubscription,
  type Recipient,
  recipientOf,
} from './recipient.ts';

/** What is asked and what it meets: everything that planning decides from. */
export interface Situation {
  readonly session: Session;
  readonly service: ServiceSnapshot;
  readonly counts: ServiceCounts;
  readonly target: ScalableTarget | null;
  readonly input: NotificationsInput;
  readonly topic: { readonly name: string; readonly arn: string };
  /** Undefined where it has to be made. */
  readonly heldTopic: Topic | undefined;
  /** Its configuration as it will be. */
  readonly topicTo: string;
  readonly rules: readonly EventRule[];
  readonly recipient: Recipient;
  /** The function that is told; undefined where none is. */
  readonly lambda: LambdaFunction | undefined;
  /** Null where nobody is told. */
  readonly endpoint: Endpoint | null;
  /** The recipient's subscription, where it is there already. */
  readonly heldSubscription: Subscription | undefined;
  /** When the topics were read: the "now" of the plan. */
  readonly at: Instant;
}

/** The situation, or why it is not known well enough to plan in. */
export function situationOf(
  input: NotificationsInput,
  snapshot: Snapshot,
): Situation | { readonly blocked: readonly string[] } {
  const { session } = snapshot;
  const where = `account ${session.accountId} ${session.region}`;
  const service = findService(snapshot, input.service);
  if (!service) return { blocked: [`There is no service ${input.service} in ${where}.`] };
  const recipient = recipientOf(input);
  if (recipient === undefined)
    return { blocked: ['Where the endpoint is has to be said: --webhook env:NAME or --webhook file:PATH.'] };
  const { counts, scaling } = service;
  const { topics, rules } = snapshot.account;
  const isFunction = recipient.kind === 'function';
  const lambda = isFunction ? (functionIn(snapshot.account, recipient.name) ?? pending) : undefined;
  if (
    counts.state !== 'fresh' ||
    scaling.state !== 'fresh' ||
    topics.state !== 'fresh' ||
    rules.state !== 'fresh' ||
    (lambda !== undefined && lambda.state !== 'fresh')
  ) {
    return {
      blocked: [
        ...unread(counts, `The counts of ${service.service}`),
        ...unread(scaling, 'Its auto-scaling'),
        ...unread(topics, 'The topics of the account'),
        ...unread(rules, 'The rules of EventBridge'),
        ...(lambda === undefined ? [] : unread(lambda, 'The policy of the function')),
      ],
    };
  }
  if (isFunction && lambda?.value === null)
    return {
      blocked: [
        `There is no function ${recipient.name} in ${where}: make it first, or tell somebody else with --tell.`,
      ],
    };
  const topic = { name: input.topic, arn: arnIn(session, 'sns', input.topic) };
  const heldTopic = topics.value.find(({ name }) => name === input.topic);
  const endpoint = endpointOf(recipient, lambda?.value ?? undefined);
  const name = endpoint === null ? undefined : nameOfSubscription(topic.name, endpoint);
  return {
    session,
    service,
    counts: counts.value,
    target: scaling.value.target,
    input,
    topic,
    heldTopic,
    topicTo: heldTopic
      ? letting(heldTopic.configuration, topic.arn)
      : newTopic({ ...topic, accountId: session.accountId }),
    rules: rules.value,
    recipient,
    lambda: lambda?.value ?? undefined,
    endpoint,
    heldSubscription: heldTopic?.subscriptions.find(subscription => subscription.name === name),
    at: topics.observedAt,
  };
}

function endpointOf(recipient: Recipient, lambda: LambdaFunction | undefined): Endpoint | null {
  switch (recipient.kind) {
    case 'email':
      return { protocol: 'email', endpoint: recipient.address };
    case 'https':
      return { protocol: 'https', endpoint: recipient.webhook };
    case 'function':
      return lambda === undefined ? null : { protocol: 'lambda', endpoint: lambda.arn };
    case 'nobody':
      return null;
  }
}

/** Whether a topic that others may use as well gets another policy. */
export const changesTopic = ({ heldTopic, topicTo }: Pick<Situation, 'heldTopic' | 'topicTo'>): boolean =>
  heldTopic !== undefined && heldTopic.configuration !== topicTo;

/** Who is told, in words: of a webhook only that it is one. */
export const recipientWords = ({ recipient }: Pick<Situation, 'recipient'>): string => {
  switch (recipient.kind) {
    case 'email':
      return recipient.address;
    case 'https':
      return 'the https endpoint';
    case 'function':
      return `function ${recipient.name}`;
    case 'nobody':
      return 'nobody';
  }
};
