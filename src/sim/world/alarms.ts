import { type Account, alarmArn } from './account.ts';
import type { Alarm, AlarmSpec, AlarmState } from './alarm.ts';
import { alarmReason, decidedByNewest, judge } from './alarm-evaluation.ts';
import type { AlarmNews } from './alarm-news.ts';
import { MINUTE, SECOND, type SimClock, type SimTime } from './clock.ts';
import type { MetricReader, Metrics } from './metrics.ts';

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

/** The periods that start in [from, to). */
interface Range {
  readonly from: SimTime;
  readonly to: SimTime;
}

/** An alarm with what it watches at hand. */
interface Watch {
  readonly alarm: Alarm;
  readonly valueAt: MetricReader;
  /** Set once the alarm is deleted, or has another rule. */
  isOver: boolean;
}

/** CloudWatch's alarms, each evaluated once a minute. */
export class Alarms {
  readonly #world: Surroundings;
  readonly #watches = new Map<string, Watch>();

  constructor(surroundings: Surroundings) {
    this.#world = surroundings;
    const { clock } = surroundings;
    const firstAt = Math.ceil(clock.now / MINUTE) * MINUTE + EVALUATED_AT_SECOND * SECOND;
    clock.every(MINUTE, firstAt, () => {
      // Their actions may make and delete alarms meanwhile.
      for (const watch of [...this.#watches.values()]) this.#evaluate(watch);
    });
  }

  all(): readonly Alarm[] {
    return [...this.#watches.values()].map(({ alarm }) => alarm);
  }

  find(name: string): Alarm | undefined {
    return this.#watches.get(name)?.alarm;
  }

  /** Makes the alarm, or gives the one of that name a new rule; that one keeps its state until it is next evaluated. */
  put(spec: AlarmSpec): Alarm {
    const { account, clock, metrics } = this.#world;
    const known = this.find(spec.name);
    const alarm: Alarm = {
      ...spec,
      arn: alarmArn(account, spec.name),
      configuredAt: clock.now,
      state: known?.state ?? 'INSUFFICIENT_DATA',
      stateReason: known?.stateReason ?? 'Unchecked: Initial alarm creation',
      stateUpdatedAt: known?.stateUpdatedAt ?? clock.now,
      stateChangedAt: known?.stateChangedAt ?? clock.now,
    };
    this.#end(spec.name);
    this.#watches.set(spec.name, { alarm, valueAt: metrics.reader(spec.metric, spec.statistic), isOver: false });
    return alarm;
  }

  delete(name: string): void {
    this.#end(name);
    this.#watches.delete(name);
  }

  /** SetAlarmState: lasts until the alarm is next evaluated, and has its actions done as if it were true. */
  setState(alarm: Alarm, state: AlarmState, reason: string): void {
    const isNews = state !== alarm.state;
    this.#enter(alarm, state, reason);
    if (isNews) this.#act(alarm);
  }

  #end(name: string): void {
    const watch = this.#watches.get(name);
    if (watch !== undefined) watch.isOver = true;
  }

  #evaluate(watch: Watch): void {
    const { alarm } = watch;
    // An action of an alarm before this one may have deleted it in the meantime.
    if (watch.isOver) return;
    const range = this.#rangeOf(alarm);
    if (decided(watch, range) !== alarm.state) this.#judge(alarm, range);
    this.#act(alarm);
  }

  #rangeOf({ periodMs, evaluationPeriods }: Alarm): Range {
    const to = Math.floor(this.#world.clock.now / periodMs) * periodMs;
    return { from: to - (evaluationPeriods + EXTRA_PERIODS) * periodMs, to };
  }

  /** All of its range, for the state and the reason. */
  #judge(alarm: Alarm, { from, to }: Range): void {
    const { metric: id, periodMs, statistic } = alarm;
    const judgement = judge(alarm, this.#world.metrics.read({ id, from, to, periodMs, statistic }), to);
    if (judgement.state !== alarm.state) this.#enter(alarm, judgement.state, alarmReason(alarm, judgement));
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
}

/** Most alarms stay as they are, and a few of their newest minutes tell; longer periods are put together first. */
const decided = ({ alarm, valueAt }: Watch, range: Range): 'ALARM' | 'OK' | undefined =>
  alarm.periodMs === MINUTE ? decidedByNewest(alarm, range, valueAt) : undefined;
