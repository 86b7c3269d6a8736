import { DescribeAlarmsCommand, InvalidNextToken, type MetricAlarm } from '@aws-sdk/client-cloudwatch';
import { on, type SimOperation } from '../wire/operation.ts';
import type { Alarm } from '../world/alarm.ts';
import { type Statistic, statisticName } from '../world/statistics.ts';
import type { World } from '../world/world.ts';
import { describeDimensions, invalidCombination, invalidValue } from './metric-requests.ts';
import { pageOf } from './paging.ts';
import { dateOf } from './time.ts';

const MOST_ALARMS = 100;
const ALARMS_ON_A_PAGE = 50;

export const alarmOperations = (world: World): readonly SimOperation[] => [
  on(DescribeAlarmsCommand, input => {
    const { AlarmNames, AlarmNamePrefix, AlarmTypes, StateValue, ActionPrefix, MaxRecords, NextToken } = input;
    if (AlarmNames !== undefined && AlarmNames.length > MOST_ALARMS) {
      throw invalidValue(`The parameter AlarmNames can have at most ${MOST_ALARMS} items.`);
    }
    if (AlarmNames !== undefined && AlarmNamePrefix !== undefined) {
      throw invalidCombination('AlarmNames and AlarmNamePrefix cannot be used together.');
    }
    if (MaxRecords !== undefined && (MaxRecords < 1 || MaxRecords > MOST_ALARMS)) {
      throw invalidValue(`The parameter MaxRecords must be between 1 and ${MOST_ALARMS}.`);
    }
    const matches = (alarm: Alarm): boolean =>
      (AlarmNames === undefined || AlarmNames.includes(alarm.name)) &&
      (AlarmNamePrefix === undefined || alarm.name.startsWith(AlarmNamePrefix)) &&
      (AlarmTypes === undefined || AlarmTypes.length === 0 || AlarmTypes.includes('MetricAlarm')) &&
      (StateValue === undefined || alarm.state === StateValue) &&
      (ActionPrefix === undefined || allActions(alarm).some(action => action.startsWith(ActionPrefix)));
    const page = pageOf(world.alarms.all().filter(matches), {
      operation: 'DescribeAlarms',
      size: MaxRecords ?? ALARMS_ON_A_PAGE,
      token: NextToken,
      invalid: () => new InvalidNextToken({ message: 'The next token is not valid.', $metadata: {} }),
    });
    return { CompositeAlarms: [], MetricAlarms: page.items.map(describe), NextToken: page.nextToken };
  }),
];

const allActions = ({ alarmActions, okActions, insufficientDataActions }: Alarm): readonly string[] => [
  ...alarmActions,
  ...okActions,
  ...insufficientDataActions,
];

const describe = (alarm: Alarm): MetricAlarm => ({
  AlarmName: alarm.name,
  AlarmArn: alarm.arn,
  AlarmDescription: alarm.description === '' ? undefined : alarm.description,
  AlarmConfigurationUpdatedTimestamp: dateOf(alarm.configuredAt),
  ActionsEnabled: alarm.actionsEnabled,
  OKActions: [...alarm.okActions],
  AlarmActions: [...alarm.alarmActions],
  InsufficientDataActions: [...alarm.insufficientDataActions],
  StateValue: alarm.state,
  StateReason: alarm.stateReason,
  StateUpdatedTimestamp: dateOf(alarm.stateUpdatedAt),
  StateTransitionedTimestamp: dateOf(alarm.stateChangedAt),
  Namespace: alarm.metric.namespace,
  MetricName: alarm.metric.metricName,
  Dimensions: describeDimensions(alarm.metric.dimensions),
  ...describeStatistic(alarm.statistic),
  Period: alarm.periodMs / 1000,
  EvaluationPeriods: alarm.evaluationPeriods,
  DatapointsToAlarm: alarm.datapointsToAlarm,
  Threshold: alarm.threshold,
  ComparisonOperator: alarm.comparison,
  TreatMissingData: alarm.treatMissingData,
});

const describeStatistic = (statistic: Statistic): Pick<MetricAlarm, 'Statistic' | 'ExtendedStatistic'> =>
  statistic.kind === 'percentile' ? { ExtendedStatistic: statisticName(statistic) } : { Statistic: statistic.kind };
