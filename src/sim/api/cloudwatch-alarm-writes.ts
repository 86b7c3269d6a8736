import {
  DeleteAlarmsCommand,
  InvalidFormatFault,
  PutMetricAlarmCommand,
  type PutMetricAlarmCommandInput,
  ResourceNotFound,
  SetAlarmStateCommand,
} from '@aws-sdk/client-cloudwatch';
import { on, type SimOperation } from '../wire/operation.ts';
import type { AlarmSpec, AlarmState, Comparison, MissingDataTreatment } from '../world/alarm.ts';
import { DAY, HOUR } from '../world/clock.ts';
import type { Statistic } from '../world/statistics.ts';
import type { World } from '../world/world.ts';
import {
  dimensionsFrom,
  invalidCombination,
  invalidValue,
  periodMsFrom,
  statisticFrom,
  validationError,
} from './metric-requests.ts';

const MOST_ALARMS = 100;
const MOST_ACTIONS = 5;
const STATES: readonly AlarmState[] = ['OK', 'ALARM', 'INSUFFICIENT_DATA'];
const TREATMENTS: readonly MissingDataTreatment[] = ['missing', 'ignore', 'breaching', 'notBreaching'];
const COMPARISONS: readonly Comparison[] = [
  'GreaterThanThreshold',
  'GreaterThanOrEqualToThreshold',
  'LessThanThreshold',
  'LessThanOrEqualToThreshold',
];

/** Metric math, anomaly detection, PromQL and what came with it: alarms that nothing here can evaluate. */
const UNKNOWN_MEMBERS = [
  'Metrics',
  'ThresholdMetricId',
  'EvaluateLowSampleCountPercentile',
  'EvaluationWindow',
  'WarmUpConfiguration',
  'EvaluationCriteria',
  'EvaluationInterval',
  'ActionConfiguration',
] as const;

export const alarmWriteOperations = (world: World): readonly SimOperation[] => [
  on(PutMetricAlarmCommand, input => {
    world.alarms.put(specFrom(world, input));
    return {};
  }),

  on(DeleteAlarmsCommand, ({ AlarmNames: names = [] }) => {
    if (names.length > MOST_ALARMS)
      throw invalidValue(`The parameter AlarmNames can have at most ${MOST_ALARMS} items.`);
    // AWS: "If you specify any incorrect alarm names, the alarms you specify with correct names are still deleted."
    for (const name of names) if (world.alarms.find(name) !== undefined) world.alarms.delete(name);
    return {};
  }),

  on(SetAlarmStateCommand, input => {
    const alarm = world.alarms.find(input.AlarmName ?? '');
    if (alarm === undefined) throw notFound(input.AlarmName ?? '');
    const state = oneOf(STATES, input.StateValue, 'stateValue');
    if (input.StateReasonData !== undefined && !isJson(input.StateReasonData)) {
      throw new InvalidFormatFault({ message: 'StateReasonData must be valid JSON.', $metadata: {} });
    }
    world.alarms.setState(alarm, state, input.StateReason ?? '');
    return {};
  }),
];

const specFrom = (world: World, input: PutMetricAlarmCommandInput): AlarmSpec => {
  const unknown = UNKNOWN_MEMBERS.find(member => input[member] !== undefined);
  if (unknown !== undefined) {
    throw invalidCombination(`The simulated AWS has alarms on the statistic of one metric only, without ${unknown}.`);
  }
  const { AlarmName: name = '', Threshold: threshold, MetricName: metricName, Namespace: namespace } = input;
  if (name === '' || name.length > 255) throw invalidValue('The parameter AlarmName must have 1 to 255 characters.');
  if (metricName === undefined) throw validationError('MetricName must not be null');
  if (namespace === undefined) throw validationError('Namespace must not be null');
  if (threshold === undefined) throw validationError('Threshold must not be null');
  return {
    name,
    description: input.AlarmDescription ?? '',
    metric: { namespace, metricName, dimensions: dimensionsFrom(input.Dimensions) },
    statistic: alarmStatistic(input),
    ...evaluationFrom(input),
    comparison: oneOf(COMPARISONS, input.ComparisonOperator, 'comparisonOperator'),
    threshold,
    treatMissingData: oneOf(TREATMENTS, input.TreatMissingData ?? 'missing', 'treatMissingData'),
    actionsEnabled: input.ActionsEnabled ?? true,
    alarmActions: actionsFrom(world, input.AlarmActions),
    okActions: actionsFrom(world, input.OKActions),
    insufficientDataActions: actionsFrom(world, input.InsufficientDataActions),
  };
};

const alarmStatistic = ({ Statistic, ExtendedStatistic }: PutMetricAlarmCommandInput): Statistic => {
  if ((Statistic === undefined) === (ExtendedStatistic === undefined)) {
    throw invalidCombination('Exactly one of the parameters Statistic and ExtendedStatistic must be specified.');
  }
  return statisticFrom(Statistic ?? ExtendedStatistic ?? '');
};

/** M out of N periods. AWS bounds the time that they cover: a day, or a week for periods of an hour and more. */
const evaluationFrom = (
  input: PutMetricAlarmCommandInput,
): Pick<AlarmSpec, 'periodMs' | 'evaluationPeriods' | 'datapointsToAlarm'> => {
  if (input.Period === undefined) throw validationError('Period must not be null');
  const periodMs = periodMsFrom(input.Period);
  const { EvaluationPeriods: evaluationPeriods = 0, DatapointsToAlarm: datapointsToAlarm = evaluationPeriods } = input;
  if (evaluationPeriods < 1) throw invalidValue('The parameter EvaluationPeriods must be greater than or equal to 1.');
  if (datapointsToAlarm < 1 || datapointsToAlarm > evaluationPeriods) {
    throw invalidValue('The parameter DatapointsToAlarm must be between 1 and EvaluationPeriods.');
  }
  const [mostMs, words] = periodMs < HOUR ? [DAY, 'a day'] : [7 * DAY, '7 days'];
  if (evaluationPeriods * periodMs > mostMs) {
    throw validationError(
      `Metrics cannot be checked across more than ${words} (EvaluationPeriods * Period must be <= ${mostMs / 1000}).`,
    );
  }
  return { periodMs, evaluationPeriods, datapointsToAlarm };
};

const actionsFrom = ({ account }: World, actions: readonly string[] | undefined): readonly string[] => {
  if (actions === undefined) return [];
  if (actions.length > MOST_ACTIONS) throw invalidValue(`An alarm can have at most ${MOST_ACTIONS} actions per state.`);
  for (const action of actions) {
    const [, region] = /^arn:aws:[\w-]+:([\w-]*):[\w-]*:.+$/.exec(action) ?? [];
    if (region === undefined) throw validationError(`Invalid arn syntax: ${action}`);
    if (region !== account.region) {
      throw validationError(`Invalid region ${region} specified. Only ${account.region} is supported.`);
    }
  }
  return actions;
};

const oneOf = <T extends string>(allowed: readonly T[], value: string | undefined, member: string): T => {
  const found = allowed.find(candidate => candidate === value);
  if (found !== undefined) return found;
  throw validationError(
    `1 validation error detected: Value '${value}' at '${member}' failed to satisfy constraint: Member must satisfy enum value set: [${allowed.join(', ')}]`,
  );
};

const isJson = (text: string): boolean => {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
};

const notFound = (name: string): ResourceNotFound =>
  new ResourceNotFound({ message: `Alarm not found: ${name}`, $metadata: {} });
