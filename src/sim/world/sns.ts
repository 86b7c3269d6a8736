import { type Account, topicArn } from './account.ts';
import { DAY, SECOND, type SimClock, type SimTime } from './clock.ts';
import type { Ids } from './ids.ts';
import type { Lambda } from './lambda.ts';
import { isAllowed, parsePolicy } from './resource-policy.ts';
import { defaultTopicPolicy } from './topic-policy.ts';

export type Protocol = 'http' | 'https' | 'email' | 'email-json' | 'sqs' | 'lambda';

export interface Subscription {
  readonly arn: string;
  readonly topicArn: string;
  readonly protocol: Protocol;
  readonly endpoint: string;
  isConfirmed: boolean;
  /** What the endpoint's owner confirms with; it is sent to the endpoint, and to nobody else. */
  token: string;
  tokenValidUntil: SimTime;
}

export interface Topic {
  readonly arn: string;
  readonly name: string;
  /** JSON: who may publish. */
  policy: string;
  displayName: string;
  readonly subscriptions: Map<string, Subscription>;
}

/** One message on its way to one endpoint. */
export interface Delivery {
  readonly at: SimTime;
  readonly messageId: string;
  readonly topicArn: string;
  readonly subscriptionArn: string;
  readonly endpoint: string;
  readonly kind: 'Notification' | 'SubscriptionConfirmation';
  readonly subject: string | undefined;
  readonly message: string;
  /** `refused`: the endpoint answered with an error. */
  readonly outcome: 'delivered' | 'not confirmed' | 'refused';
}

export interface Message {
  readonly subject: string | undefined;
  readonly message: string;
}

/** A service of AWS that publishes on somebody's behalf. */
export interface Publisher {
  readonly principal: string;
  /** What the service tells the topic's policy about itself; keys in lower case. */
  readonly context: Readonly<Record<string, string>>;
}

/** AWS: "Confirmation tokens are valid for two days." */
const TOKEN_VALID_MS = 2 * DAY;
/** Nobody needs more to see what happened; a topic that gets a message every minute must not fill the memory. */
const DELIVERIES_KEPT = 1000;
/** How long a web service that follows the protocol takes to visit the SubscribeURL. */
const WEB_SERVICE_CONFIRMS_AFTER_MS = 3 * SECOND;

interface Surroundings {
  readonly account: Account;
  readonly clock: SimClock;
  readonly ids: Ids;
  readonly lambda: Lambda;
}

/** SNS: topics, who subscribed to them, and what became of each message. */
export class Sns {
  readonly #world: Surroundings;
  readonly #topics = new Map<string, Topic>();
  readonly #deliveries: Delivery[] = [];

  constructor(surroundings: Surroundings) {
    this.#world = surroundings;
  }

  topics(): readonly Topic[] {
    return [...this.#topics.values()];
  }

  findTopic(arn: string): Topic | undefined {
    return this.#topics.get(arn);
  }

  /** Oldest first. */
  deliveries(): readonly Delivery[] {
    return this.#deliveries;
  }

  /** Makes the topic, or finds the one of that name. */
  createTopic(name: string, attributes: { readonly policy?: string; readonly displayName?: string } = {}): Topic {
    const arn = topicArn(this.#world.account, name);
    const { policy = defaultTopicPolicy(arn, this.#world.account), displayName = '' } = attributes;
    const topic = this.#topics.get(arn) ?? { arn, name, policy, displayName, subscriptions: new Map() };
    this.#topics.set(arn, topic);
    return topic;
  }

  /** Takes the topic away, and all its subscriptions with it. */
  deleteTopic(topic: Topic): void {
    this.#topics.delete(topic.arn);
  }

  /**
   * Subscribes the endpoint, or finds its subscription. Queues and functions of one's own account need no confirmation;
   * everybody else is sent a token. Asking again sends a new one.
   */
  subscribe(topic: Topic, protocol: Protocol, endpoint: string): Subscription {
    const known = [...topic.subscriptions.values()].find(
      subscription => subscription.protocol === protocol && subscription.endpoint === endpoint,
    );
    const subscription = known ?? this.#makeSubscription(topic, protocol, endpoint);
    topic.subscriptions.set(subscription.arn, subscription);
    if (!subscription.isConfirmed) this.#askToConfirm(topic, subscription);
    return subscription;
  }

  /** What the owner of the endpoint does with the token; undefined when the token is not, or no longer, valid. */
  confirm(topic: Topic, token: string): Subscription | undefined {
    const { now } = this.#world.clock;
    const subscription = [...topic.subscriptions.values()].find(candidate => candidate.token === token);
    if (subscription === undefined || now > subscription.tokenValidUntil) return undefined;
    subscription.isConfirmed = true;
    return subscription;
  }

  findSubscription(arn: string): Subscription | undefined {
    return this.topics()
      .map(({ subscriptions }) => subscriptions.get(arn))
      .find(found => found !== undefined);
  }

  unsubscribe(subscription: Subscription): void {
    this.findTopic(subscription.topicArn)?.subscriptions.delete(subscription.arn);
  }

  /** A service of AWS publishes, if the topic is there and its policy lets the service. */
  publishFor(
    { principal, context }: Publisher,
    arn: string,
    message: Message,
  ): 'published' | 'no such topic' | 'not allowed' {
    const topic = this.findTopic(arn);
    if (topic === undefined) return 'no such topic';
    const request = { principal, action: 'sns:Publish', resource: arn, context };
    if (!isAllowed(parsePolicy(topic.policy) ?? [], request)) return 'not allowed';
    this.publish(topic, message);
    return 'published';
  }

  /** Sends the message to every subscription, and returns its id. */
  publish(topic: Topic, { subject, message }: Message): string {
    const messageId = this.#world.ids.uuid('sns-message');
    for (const subscription of topic.subscriptions.values()) {
      this.#record(subscription, {
        messageId,
        kind: 'Notification',
        subject,
        message,
        outcome: subscription.isConfirmed ? this.#deliver(subscription, { subject, message }) : 'not confirmed',
      });
    }
    return messageId;
  }

  #deliver({ protocol, endpoint, topicArn: sourceArn }: Subscription, sns: Message): Delivery['outcome'] {
    if (protocol !== 'lambda') return 'delivered';
    const event = { Records: [{ EventSource: 'aws:sns', Sns: { Subject: sns.subject, Message: sns.message } }] };
    const outcome = this.#world.lambda.invoke(endpoint, { service: 'sns.amazonaws.com', sourceArn }, event);
    return outcome === 'invoked' ? 'delivered' : 'refused';
  }

  #makeSubscription(topic: Topic, protocol: Protocol, endpoint: string): Subscription {
    return {
      arn: `${topic.arn}:${this.#world.ids.uuid('subscription')}`,
      topicArn: topic.arn,
      protocol,
      endpoint,
      isConfirmed: protocol === 'sqs' || protocol === 'lambda',
      token: '',
      tokenValidUntil: 0,
    };
  }

  #askToConfirm(topic: Topic, subscription: Subscription): void {
    const { clock, ids } = this.#world;
    subscription.token = ids.hex('subscription-token', 64);
    subscription.tokenValidUntil = clock.now + TOKEN_VALID_MS;
    const { token } = subscription;
    const isWebService = subscription.protocol === 'http' || subscription.protocol === 'https';
    const isRefused = isWebService && isSlackWebhook(subscription.endpoint);
    this.#record(subscription, {
      messageId: ids.uuid('sns-message'),
      kind: 'SubscriptionConfirmation',
      subject: undefined,
      message: `You have chosen to subscribe to the topic ${topic.arn}. Token: ${token}`,
      outcome: isRefused ? 'refused' : 'delivered',
    });
    // A person who gets an e-mail decides for himself: only ConfirmSubscription confirms for him.
    if (isWebService && !isRefused) clock.after(WEB_SERVICE_CONFIRMS_AFTER_MS, () => this.confirm(topic, token));
  }

  #record(
    { topicArn: ofTopic, arn: subscriptionArn, endpoint }: Subscription,
    sent: Pick<Delivery, 'messageId' | 'kind' | 'subject' | 'message' | 'outcome'>,
  ): void {
    this.#deliveries.push({ at: this.#world.clock.now, topicArn: ofTopic, subscriptionArn, endpoint, ...sent });
    if (this.#deliveries.length > DELIVERIES_KEPT) this.#deliveries.shift();
  }
}

/** Slack's incoming webhooks take Slack's own messages, answer 400 to anything else, and visit no SubscribeURL. */
const isSlackWebhook = (endpoint: string): boolean => /^https?:\/\/hooks\.slack\.com(\/|$)/i.test(endpoint);
