import type { Account } from './account.ts';
import type { Alarm, AlarmState } from './alarm.ts';
import type { SimTime } from './clock.ts';
import type { EventBridge } from './event-bridge.ts';
import type { JsonObject } from './event-pattern.ts';
import type { Sns } from './sns.ts';
import { statisticName } from './statistics.ts';

/** An alarm that has just changed its state, and what it was before. */
export interface AlarmNews {
  readonly alarm: Alarm;
  readonly previous: { readonly state: AlarmState; readonly reason: string; readonly updatedAt: SimTime };
}

/** Tells EventBridge of every change of state, and the topics among the alarm's actions for its new state. */
export const tellOfAlarm = (
  news: AlarmNews,
  { account, sns, eventBridge }: { readonly account: Account; readonly sns: Sns; readonly eventBridge: EventBridge },
): void => {
  const { alarm } = news;
  eventBridge.publish({
    source: 'aws.cloudwatch',
    detailType: 'CloudWatch Alarm State Change',
    resources: [alarm.arn],
    detail: eventDetail(news),
  });
  const publisher = {
    principal: 'cloudwatch.amazonaws.com',
    context: {
      'aws:sourceowner': account.accountId,
      'aws:sourceaccount': account.accountId,
      'aws:sourcearn': alarm.arn,
    },
  };
  const message = JSON.stringify(notification(news, account));
  const subject = `${alarm.state}: "${alarm.name}" in ${regionName(account.region)}`;
  for (const action of actionsFor(alarm)) {
    if (action.startsWith('arn:aws:sns:')) sns.publishFor(publisher, action, { subject, message });
  }
};

/** What the alarm does in the state that it is in. */
const actionsFor = (alarm: Alarm): readonly string[] => {
  if (!alarm.actionsEnabled) return [];
  switch (alarm.state) {
    case 'ALARM':
      return alarm.alarmActions;
    case 'OK':
      return alarm.okActions;
    case 'INSUFFICIENT_DATA':
      return alarm.insufficientDataActions;
  }
};

/** The body of CloudWatch's notifications. AWS: "Notifying users on alarm changes". */
const notification = ({ alarm, previous }: AlarmNews, account: Account): JsonObject => ({
  AlarmName: alarm.name,
  AlarmDescription: alarm.description,
  AWSAccountId: account.accountId,
  AlarmConfigurationUpdatedTimestamp: offsetTime(alarm.configuredAt),
  NewStateValue: alarm.state,
  NewStateReason: alarm.stateReason,
  StateChangeTime: offsetTime(alarm.stateUpdatedAt),
  Region: regionName(account.region),
  AlarmArn: alarm.arn,
  OldStateValue: previous.state,
  OKActions: alarm.okActions,
  AlarmActions: alarm.alarmActions,
  InsufficientDataActions: alarm.insufficientDataActions,
  Trigger: {
    MetricName: alarm.metric.metricName,
    Namespace: alarm.metric.namespace,
    ...(alarm.statistic.kind === 'percentile'
      ? { StatisticType: 'ExtendedStatistic', ExtendedStatistic: statisticName(alarm.statistic) }
      : { StatisticType: 'Statistic', Statistic: statisticName(alarm.statistic).toUpperCase() }),
    Unit: null,
    Dimensions: alarm.metric.dimensions.map(({ name, value }) => ({ value, name })),
    Period: alarm.periodMs / 1000,
    EvaluationPeriods: alarm.evaluationPeriods,
    DatapointsToAlarm: alarm.datapointsToAlarm,
    ComparisonOperator: alarm.comparison,
    Threshold: alarm.threshold,
    TreatMissingData: alarm.treatMissingData,
    EvaluateLowSampleCountPercentile: '',
  },
});

/** AWS: "Alarm events and EventBridge". */
const eventDetail = ({ alarm, previous }: AlarmNews): JsonObject => ({
  alarmName: alarm.name,
  state: { value: alarm.state, reason: alarm.stateReason, timestamp: offsetTime(alarm.stateUpdatedAt) },
  previousState: { value: previous.state, reason: previous.reason, timestamp: offsetTime(previous.updatedAt) },
  configuration: {
    description: alarm.description,
    metrics: [
      {
        id: 'm1',
        metricStat: {
          metric: {
            namespace: alarm.metric.namespace,
            name: alarm.metric.metricName,
            dimensions: Object.fromEntries(alarm.metric.dimensions.map(({ name, value }) => [name, value])),
          },
          period: alarm.periodMs / 1000,
          stat: statisticName(alarm.statistic),
        },
        returnData: true,
      },
    ],
  },
});

/** `2026-11-23T12:00:10.123+0000` */
const offsetTime = (at: SimTime): string => new Date(at).toISOString().replace('Z', '+0000');

/** The name that people read; only the simulated account's own region has one here. */
const regionName = (region: string): string => (region === 'us-east-1' ? 'US East (N. Virginia)' : region);
