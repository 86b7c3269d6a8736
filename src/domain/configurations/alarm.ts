import type { MetricAlarm, PutMetricAlarmCommandInput } from '@aws-sdk/client-cloudwatch';
import { configurationText } from './configuration-text.ts';

type Member = Exclude<keyof PutMetricAlarmCommandInput, 'AlarmName' | 'Tags'>;

/** Every member that PutMetricAlarm sets: it replaces the whole alarm, so one that is left out would be lost. */
const members: Readonly<Record<Member, true>> = {
  ActionConfiguration: true,
  ActionsEnabled: true,
  AlarmActions: true,
  AlarmDescription: true,
  ComparisonOperator: true,
  DatapointsToAlarm: true,
  Dimensions: true,
  EvaluateLowSampleCountPercentile: true,
  EvaluationCriteria: true,
  EvaluationInterval: true,
  EvaluationPeriods: true,
  EvaluationWindow: true,
  ExtendedStatistic: true,
  InsufficientDataActions: true,
  MetricName: true,
  Metrics: true,
  Namespace: true,
  OKActions: true,
  Period: true,
  Statistic: true,
  Threshold: true,
  ThresholdMetricId: true,
  TreatMissingData: true,
  Unit: true,
  WarmUpConfiguration: true,
};

/** The configuration of a metric alarm as canonical text, with AWS's defaults where a request leaves something out. */
export function alarmText(alarm: MetricAlarm | PutMetricAlarmCommandInput): string {
  const own = Object.fromEntries(Object.entries(alarm).filter(([name]) => Object.hasOwn(members, name)));
  const { ActionsEnabled, AlarmActions, AlarmDescription, DatapointsToAlarm, Dimensions, EvaluationPeriods } = alarm;
  return configurationText({
    ...own,
    ActionsEnabled: ActionsEnabled ?? true,
    AlarmActions: AlarmActions ?? [],
    AlarmDescription: AlarmDescription || undefined,
    DatapointsToAlarm: DatapointsToAlarm ?? EvaluationPeriods,
    // AWS keeps no order of them.
    Dimensions: Dimensions?.toSorted((a, b) => ((a.Name ?? '') < (b.Name ?? '') ? -1 : 1)),
    InsufficientDataActions: alarm.InsufficientDataActions ?? [],
    OKActions: alarm.OKActions ?? [],
    TreatMissingData: alarm.TreatMissingData ?? 'missing',
  });
}
