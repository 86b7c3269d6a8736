import type { SimTime } from './clock.ts';
import type { MetricId } from './metric-series.ts';
import type { Statistic } from './statistics.ts';

export type AlarmState = 'OK' | 'ALARM' | 'INSUFFICIENT_DATA';
type MissingDataTreatment = 'missing' | 'ignore' | 'breaching' | 'notBreaching';

export interface AlarmSpec {
  readonly name: string;
  readonly description: string;
  readonly metric: MetricId;
  readonly statistic: Statistic;
  readonly periodMs: number;
  readonly evaluationPeriods: number;
  readonly datapointsToAlarm: number;
  readonly comparison: 'GreaterThanThreshold' | 'LessThanThreshold';
  readonly threshold: number;
  readonly treatMissingData: MissingDataTreatment;
  /** ARNs of what is told while the alarm is in ALARM. */
  readonly alarmActions: readonly string[];
}

export interface Alarm extends AlarmSpec {
  readonly arn: string;
  readonly configuredAt: SimTime;
  state: AlarmState;
  stateReason: string;
  /** When the state, or its reason, was last set. */
  stateUpdatedAt: SimTime;
  /** When the state last changed. */
  stateChangedAt: SimTime;
}
