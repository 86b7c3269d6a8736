import type { Alarm, AlarmState, Comparison } from './alarm.ts';
import type { SimTime } from './clock.ts';
import type { Datapoint } from './metrics.ts';

/** What the datapoints of an alarm's evaluation range say about it. */
export interface Judgement {
  readonly state: AlarmState;
  /** The newest datapoints that exist, at most as many as the alarm evaluates; oldest first. */
  readonly evaluated: readonly Datapoint[];
  /** Those of them on the side of the threshold that decided. */
  readonly deciding: readonly Datapoint[];
}

type Rule = Pick<
  Alarm,
  'comparison' | 'threshold' | 'periodMs' | 'evaluationPeriods' | 'datapointsToAlarm' | 'treatMissingData' | 'state'
>;

const COMPARISONS: Readonly<
  Record<Comparison, { readonly breaches: (value: number, threshold: number) => boolean; readonly words: string }>
> = {
  GreaterThanThreshold: { breaches: (value, threshold) => value > threshold, words: 'greater than' },
  GreaterThanOrEqualToThreshold: {
    breaches: (value, threshold) => value >= threshold,
    words: 'greater than or equal to',
  },
  LessThanThreshold: { breaches: (value, threshold) => value < threshold, words: 'less than' },
  LessThanOrEqualToThreshold: { breaches: (value, threshold) => value <= threshold, words: 'less than or equal to' },
};

const isBreaching = ({ comparison, threshold }: Rule, { value }: Datapoint): boolean =>
  COMPARISONS[comparison].breaches(value, threshold);

/**
 * M out of N over the newest N datapoints of the range. Missing ones count as `treatMissingData` says; with `missing`
 * only those that exist decide. AWS: "Configuring how CloudWatch alarms treat missing data".
 */
export const judge = (alarm: Rule, range: readonly Datapoint[], rangeEndsAt: SimTime): Judgement => {
  const evaluated = range.slice(-alarm.evaluationPeriods);
  const breaching = evaluated.filter(point => isBreaching(alarm, point));
  const fine = evaluated.filter(point => !isBreaching(alarm, point));
  const missing = alarm.evaluationPeriods - evaluated.length;
  const alarmed: Judgement = { state: 'ALARM', evaluated, deciding: breaching };
  const ok: Judgement = { state: 'OK', evaluated, deciding: fine };
  if (breaching.length >= alarm.datapointsToAlarm) return alarmed;
  if (missing === 0) return ok;
  if (alarm.treatMissingData === 'breaching') {
    return breaching.length + missing >= alarm.datapointsToAlarm ? alarmed : ok;
  }
  if (alarm.treatMissingData === 'notBreaching' || fine.length > 0) return ok;
  const retained: Judgement = { state: alarm.state, evaluated, deciding: [] };
  if (alarm.treatMissingData === 'ignore') return retained;
  const [oldest] = evaluated;
  if (oldest === undefined) return { state: 'INSUFFICIENT_DATA', evaluated, deciding: [] };
  // AWS, "Avoiding premature transitions": a few breaching datapoints among missing ones alarm once they are old enough.
  return rangeEndsAt - oldest.at >= alarm.datapointsToAlarm * alarm.periodMs ? alarmed : retained;
};

/**
 * The state that the newest datapoints leave no choice about, whatever lies before them; undefined where the range ends
 * before that. It is `judge` without reasons, for an alarm that is asked every minute and hardly ever has news.
 */
export const decidedByNewest = (
  alarm: Rule,
  { from, to }: { readonly from: SimTime; readonly to: SimTime },
  valueAt: (periodStart: SimTime) => number | undefined,
): 'ALARM' | 'OK' | undefined => {
  const { breaches } = COMPARISONS[alarm.comparison];
  const { datapointsToAlarm, threshold, periodMs } = alarm;
  const finePreventing = alarm.evaluationPeriods - datapointsToAlarm + 1;
  let breaching = 0;
  let fine = 0;
  for (let at = to - periodMs; at >= from && breaching + fine < alarm.evaluationPeriods; at -= periodMs) {
    const value = valueAt(at);
    if (value === undefined) continue;
    if (breaches(value, threshold)) breaching += 1;
    else fine += 1;
    if (breaching >= datapointsToAlarm) return 'ALARM';
    if (fine >= finePreventing) return 'OK';
  }
  return undefined;
};

/** As Java prints a double: `70.0`, `84.2`. */
const javaDouble = (value: number): string => (Number.isInteger(value) ? `${value}.0` : `${value}`);

/** `23/11/26 21:24:00` */
const alarmDate = (at: SimTime): string => {
  const [date = '', time = ''] = new Date(at).toISOString().split('T');
  const [year = '', month = '', day = ''] = date.split('-');
  return `${day}/${month}/${year.slice(2)} ${time.slice(0, 8)}`;
};

/** The sentence that DescribeAlarms gives as StateReason when an alarm has just changed to `judgement.state`. */
export const alarmReason = (alarm: Rule, { state, evaluated, deciding }: Judgement): string => {
  if (state === 'INSUFFICIENT_DATA') {
    return `Insufficient Data: ${alarm.evaluationPeriods} datapoints were unknown.`;
  }
  if (evaluated.length === 0) return noDataReason(alarm);
  // The newest datapoint comes first.
  const values = deciding.map(({ at, value }) => `${javaDouble(value)} (${alarmDate(at)})`).reverse();
  const verb = deciding.length === 1 ? 'was' : 'were';
  const { words: comparison } = COMPARISONS[alarm.comparison];
  const needed = state === 'ALARM' ? alarm.datapointsToAlarm : alarm.evaluationPeriods - alarm.datapointsToAlarm + 1;
  const transition = state === 'ALARM' ? 'OK -> ALARM' : 'ALARM -> OK';
  return [
    `Threshold Crossed: ${deciding.length} out of the last ${evaluated.length} datapoints [${values.join(', ')}]`,
    `${verb}${state === 'ALARM' ? '' : ' not'} ${comparison} the threshold (${javaDouble(alarm.threshold)})`,
    `(minimum ${needed} ${needed === 1 ? 'datapoint' : 'datapoints'} for ${transition} transition).`,
  ].join(' ');
};

/** The alarm changed although there was nothing to look at: its treatment of missing data decided. */
const noDataReason = ({ evaluationPeriods, treatMissingData }: Rule): string => {
  const isOne = evaluationPeriods === 1;
  return [
    `Threshold Crossed: no datapoints were received for ${evaluationPeriods} ${isOne ? 'period' : 'periods'}`,
    `and ${evaluationPeriods} missing ${isOne ? 'datapoint was' : 'datapoints were'}`,
    `treated as [${treatMissingData === 'breaching' ? 'Breaching' : 'NonBreaching'}].`,
  ].join(' ');
};
