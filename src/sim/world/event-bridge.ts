import { type Account, ruleArn } from './account.ts';
import type { Scheduled, SimClock, SimTime } from './clock.ts';
import { type JsonObject, matches, parsePattern } from './event-pattern.ts';
import type { Ids } from './ids.ts';
import type { Lambda } from './lambda.ts';
import { nextTime, parseSchedule } from './schedules/schedule.ts';
import type { Sns } from './sns.ts';

export interface RuleTarget {
  readonly id: string;
  readonly arn: string;
  /** What the target gets in place of the event: JSON. */
  readonly input: string | undefined;
  readonly roleArn: string | undefined;
}

export interface RuleSpec {
  readonly name: string;
  readonly description: string | undefined;
  readonly state: 'ENABLED' | 'DISABLED';
  /** An expression that `parseSchedule` reads, in UTC. */
  readonly scheduleExpression: string | undefined;
  /** JSON that `parsePattern` reads. */
  readonly eventPattern: string | undefined;
  readonly roleArn: string | undefined;
}

export interface Rule extends RuleSpec {
  readonly arn: string;
  readonly createdAt: SimTime;
  readonly targets: ReadonlyMap<string, RuleTarget>;
}

/** What a service of AWS tells EventBridge. */
export interface ServiceEvent {
  readonly source: string;
  readonly detailType: string;
  readonly resources: readonly string[];
  readonly detail: JsonObject;
}

/** What became of one event at one target of a rule. AWS counts the failures in `FailedInvocations`, and nowhere else. */
export interface Invocation {
  readonly at: SimTime;
  readonly rule: string;
  readonly targetId: string;
  readonly targetArn: string;
  readonly outcome: 'invoked' | 'published' | 'no such function' | 'no such topic' | 'not allowed' | 'not simulated';
}

/** AWS answers `FailedInvocations` as a metric for 15 days; here the newest are kept one by one. */
const INVOCATIONS_KEPT = 1000;

interface Surroundings {
  readonly account: Account;
  readonly clock: SimClock;
  readonly ids: Ids;
  readonly lambda: Lambda;
  readonly sns: Sns;
}

/** The default event bus: rules that run on a schedule, or when an event matches, and what they set off. */
export class EventBridge {
  readonly #world: Surroundings;
  readonly #rules = new Map<string, Rule>();
  /** When each rule with a schedule runs next. */
  readonly #next = new Map<string, Scheduled>();
  readonly #invocations: Invocation[] = [];

  constructor(surroundings: Surroundings) {
    this.#world = surroundings;
  }

  rules(): readonly Rule[] {
    return [...this.#rules.values()];
  }

  find(name: string): Rule | undefined {
    return this.#rules.get(name);
  }

  /** Oldest first. */
  invocations(): readonly Invocation[] {
    return this.#invocations;
  }

  /** Makes the rule, or replaces the one of its name, which keeps its targets. What the new one leaves out is gone. */
  putRule(spec: RuleSpec): Rule {
    const { account, clock } = this.#world;
    const { createdAt = clock.now, targets = new Map<string, RuleTarget>() } = this.#rules.get(spec.name) ?? {};
    return this.#set({ ...spec, arn: ruleArn(account, spec.name), createdAt, targets });
  }

  setState(rule: Rule, state: Rule['state']): void {
    this.#set({ ...rule, state });
  }

  deleteRule(rule: Rule): void {
    this.#stopWaiting(rule.name);
    this.#rules.delete(rule.name);
  }

  putTargets(rule: Rule, targets: readonly RuleTarget[]): void {
    const all = new Map([...rule.targets, ...targets.map(target => [target.id, target] as const)]);
    this.#rules.set(rule.name, { ...rule, targets: all });
  }

  removeTargets(rule: Rule, ids: readonly string[]): void {
    const kept = new Map([...rule.targets].filter(([id]) => !ids.includes(id)));
    this.#rules.set(rule.name, { ...rule, targets: kept });
  }

  /** A service of AWS has news: every enabled rule whose pattern matches sends it to its targets. */
  publish(news: ServiceEvent): void {
    const event = this.#eventOf(news);
    for (const rule of this.rules()) {
      if (rule.state === 'ENABLED' && rule.eventPattern !== undefined && isAbout(rule.eventPattern, event)) {
        this.#invoke(rule, event);
      }
    }
  }

  #set(rule: Rule): Rule {
    this.#rules.set(rule.name, rule);
    this.#stopWaiting(rule.name);
    this.#waitFor(rule, this.#world.clock.now);
    return rule;
  }

  /** A rate counts from `countsFrom`: from when the rule was last put or enabled. */
  #waitFor({ name, state, scheduleExpression }: Rule, countsFrom: SimTime): void {
    if (state === 'DISABLED' || scheduleExpression === undefined) return;
    const { clock } = this.#world;
    const schedule = parseSchedule(scheduleExpression);
    // Rules on a schedule are in UTC; EventBridge Scheduler, which is another service, is what knows time zones.
    const at = schedule && nextTime(schedule, { after: clock.now, timeZone: 'UTC', countsFrom });
    if (at === undefined) return;
    const scheduled = clock.at(at, () => {
      const rule = this.#rules.get(name);
      if (rule === undefined) return;
      this.#invoke(rule, this.#scheduledEvent(rule));
      this.#waitFor(rule, countsFrom);
    });
    this.#next.set(name, scheduled);
  }

  #stopWaiting(name: string): void {
    const next = this.#next.get(name);
    if (next !== undefined) this.#world.clock.cancel(next);
    this.#next.delete(name);
  }

  /** A rule without targets fires into nothing. */
  #invoke(rule: Rule, event: JsonObject): void {
    for (const target of rule.targets.values()) {
      const outcome = this.#send(rule, target, event);
      const { clock } = this.#world;
      this.#invocations.push({ at: clock.now, rule: rule.name, targetId: target.id, targetArn: target.arn, outcome });
      if (this.#invocations.length > INVOCATIONS_KEPT) this.#invocations.shift();
    }
  }

  #send(rule: Rule, { arn, input }: RuleTarget, event: JsonObject): Invocation['outcome'] {
    const { account, lambda, sns } = this.#world;
    const service = 'events.amazonaws.com';
    const message = input ?? JSON.stringify(event);
    switch (arn.split(':')[2]) {
      case 'lambda':
        return lambda.invoke(arn, { service, sourceArn: rule.arn }, JSON.parse(message));
      case 'sns': {
        const context = { 'aws:sourcearn': rule.arn, 'aws:sourceaccount': account.accountId };
        return sns.publishFor({ principal: service, context }, arn, { subject: undefined, message });
      }
      default:
        return 'not simulated';
    }
  }

  #scheduledEvent(rule: Rule): JsonObject {
    return this.#eventOf({ source: 'aws.events', detailType: 'Scheduled Event', resources: [rule.arn], detail: {} });
  }

  #eventOf({ source, detailType, resources, detail }: ServiceEvent): JsonObject {
    const { account, clock, ids } = this.#world;
    return {
      version: '0',
      id: ids.uuid('event'),
      'detail-type': detailType,
      source,
      account: account.accountId,
      time: `${new Date(clock.now).toISOString().slice(0, 19)}Z`,
      region: account.region,
      resources,
      detail,
    };
  }
}

const isAbout = (eventPattern: string, event: JsonObject): boolean => {
  const { pattern } = parsePattern(eventPattern);
  return pattern !== undefined && matches(pattern, event);
};
