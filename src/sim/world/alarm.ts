import type { SimTime } from './clock.ts';
import type { MetricId } from './metric-series.ts';
import type { Statistic } from './statistics.ts';

export type AlarmState = 'OK' | 'ALARM' | 'INSUFFICIENT_DATA';
export type MissingDataTreatment = 'missing' | 'ignore' | 'breaching' | 'notBreaching';

export type Comparison =
  | 'GreaterThanThreshold'
  | 'GreaterThanOrEqualToThreshold'
  | 'LessThanThreshold'
  | 'LessThanOrEqualToThreshold';

export interface AlarmSpec {
  readonly name: string;
  readonly description: string;
  /** False makes the alarm do nothing but change its state. */
  readonly actionsEnabled: boolean;
  readonly metric: MetricId;
  readonly statistic: Statistic;
  readonly periodMs: number;
  readonly evaluationPeriods: number;
  readonly datapointsToAlarm: number;
  readonly comparison: Comparison;
  readonly threshold: number;
  readonly treatMissingData: MissingDataTreatment;
  /** ARNs of what is told when the alarm goes to ALARM; scaling policies among them go on acting while it stays there. */
  readonly alarmActions: readonly string[];
  readonly okActions: readonly string[];
  readonly insufficientDataActions: readonly string[];
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
