import { type Account, alarmArn } from './account.ts';
import type { Alarm, AlarmSpec, AlarmState } from './alarm.ts';
import { alarmReason, type Judgement, judge } from './alarm-evaluation.ts';
import type { AlarmNews } from './alarm-news.ts';
import { MINUTE, SECOND, type SimClock } from './clock.ts';
import type { Metrics } from './metrics.ts';

/** Within each minute, when alarms are evaluated. */
const EVALUATED_AT_SECOND = 10;

/**
 * CloudWatch also looks at older datapoints when the newest are missing: the evaluation range. It covers the minutes
 * that are not delivered yet, and a few more.
 */
const EXTRA_PERIODS = 5;

interface Surroundings {
  readonly account: Account;
  readonly clock: SimClock;
  readonly metrics: Metrics;
  /** Called at each evaluation at which the alarm is in ALARM, with each action's ARN: scaling actions go on acting. */
  readonly onAction: (actionArn: string, alarm: Alarm) => void;
  /** Called once for each change of state, before the actions. */
  readonly onNews: (news: AlarmNews) => void;
}

/** CloudWatch's alarms, each evaluated once a minute. */
export class Alarms {
  readonly #world: Surroundings;
  readonly #alarms = new Map<string, Alarm>();

  constructor(surroundings: Surroundings) {
    this.#world = surroundings;
    const { clock } = surroundings;
    const firstAt = Math.ceil(clock.now / MINUTE) * MINUTE + EVALUATED_AT_SECOND * SECOND;
    clock.every(MINUTE, firstAt, () => {
      for (const alarm of this.all()) this.#evaluate(alarm);
    });
  }

  all(): readonly Alarm[] {
    return [...this.#alarms.values()];
  }

  find(name: string): Alarm | undefined {
    return this.#alarms.get(name);
  }

  /** Makes the alarm, or gives the one of that name a new rule; that one keeps its state until it is next evaluated. */
  put(spec: AlarmSpec): Alarm {
    const { account, clock } = this.#world;
    const known = this.#alarms.get(spec.name);
    const alarm: Alarm = {
      ...spec,
      arn: alarmArn(account, spec.name),
      configuredAt: clock.now,
      state: known?.state ?? 'INSUFFICIENT_DATA',
      stateReason: known?.stateReason ?? 'Unchecked: Initial alarm creation',
      stateUpdatedAt: known?.stateUpdatedAt ?? clock.now,
      stateChangedAt: known?.stateChangedAt ?? clock.now,
    };
    this.#alarms.set(spec.name, alarm);
    return alarm;
  }

  delete(name: string): void {
    this.#alarms.delete(name);
  }

  /** SetAlarmState: lasts until the alarm is next evaluated, and has its actions done as if it were true. */
  setState(alarm: Alarm, state: AlarmState, reason: string): void {
    const isNews = state !== alarm.state;
    this.#enter(alarm, state, reason);
    if (isNews) this.#act(alarm);
  }

  #evaluate(alarm: Alarm): void {
    // An action of an alarm before this one may have deleted it in the meantime.
    if (this.#alarms.get(alarm.name) !== alarm) return;
    const judgement = this.#judge(alarm);
    if (judgement.state !== alarm.state) this.#enter(alarm, judgement.state, alarmReason(alarm, judgement));
    this.#act(alarm);
  }

  #enter(alarm: Alarm, state: AlarmState, reason: string): void {
    const { clock, onNews } = this.#world;
    const previous = { state: alarm.state, reason: alarm.stateReason, updatedAt: alarm.stateUpdatedAt };
    alarm.stateReason = reason;
    alarm.stateUpdatedAt = clock.now;
    if (state === previous.state) return;
    alarm.state = state;
    alarm.stateChangedAt = clock.now;
    onNews({ alarm, previous });
  }

  #act(alarm: Alarm): void {
    if (alarm.state !== 'ALARM' || !alarm.actionsEnabled) return;
    for (const action of alarm.alarmActions) this.#world.onAction(action, alarm);
  }

  #judge(alarm: Alarm): Judgement {
    const { clock, metrics } = this.#world;
    const to = Math.floor(clock.now / alarm.periodMs) * alarm.periodMs;
    const from = to - (alarm.evaluationPeriods + EXTRA_PERIODS) * alarm.periodMs;
    const { metric: id, periodMs, statistic } = alarm;
    return judge(alarm, metrics.read({ id, from, to, periodMs, statistic }), to);
  }
}
