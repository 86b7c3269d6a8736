import { safeText } from './safe-text.ts';

type Members = Readonly<Record<string, unknown>>;

const signs: Readonly<Record<string, string>> = {
  GreaterThanThreshold: '>',
  GreaterThanOrEqualToThreshold: '≥',
  LessThanThreshold: '<',
  LessThanOrEqualToThreshold: '≤',
};

/**
 * What an alarm is, in one sentence: "Average CPUUtilization > 80 in 5 of 5 periods of 60 s, of ClusterName web,
 * ServiceName api; missing data: missing; tells events, also when it is over". Undefined for one on an expression, and for
 * what is no alarm.
 */
export function alarmWords(alarm: Members): string | undefined {
  const { MetricName, Statistic, ExtendedStatistic, ComparisonOperator, Threshold, Dimensions } = alarm;
  const sign = signs[String(ComparisonOperator)];
  if (MetricName === undefined || sign === undefined) return undefined;
  const { DatapointsToAlarm, EvaluationPeriods, Period, TreatMissingData } = alarm;
  const rings = `${Statistic ?? ExtendedStatistic} ${MetricName} ${sign} ${Threshold} in ${DatapointsToAlarm} of ${EvaluationPeriods} periods of ${Period} s`;
  const dimensions = listOf(Dimensions).map(({ Name, Value }) => `${Name} ${Value}`);
  const of = dimensions.length === 0 ? '' : `, of ${dimensions.join(', ')}`;
  return safeText(`${rings}${of}; missing data: ${TreatMissingData}; ${told(alarm)}`, 1000);
}

/** A topic by its name, anything else by its ARN. */
const nameOf = (arn: string): string => (/^arn:[^:]*:sns:/.test(arn) ? arn.slice(arn.lastIndexOf(':') + 1) : arn);

function told({ ActionsEnabled, AlarmActions, OKActions, InsufficientDataActions }: Members): string {
  const names = (actions: unknown): string => textsOf(actions).map(nameOf).join(', ');
  const over = names(OKActions) === names(AlarmActions) ? 'also' : names(OKActions);
  const parts = [
    ...(textsOf(AlarmActions).length === 0 ? ['tells nobody'] : [`tells ${names(AlarmActions)}`]),
    ...(textsOf(OKActions).length === 0 ? [] : [`${over} when it is over`]),
    ...(textsOf(InsufficientDataActions).length === 0
      ? []
      : [`${names(InsufficientDataActions)} when data is lacking`]),
  ];
  return `${parts.join(', ')}${ActionsEnabled === false ? ', but is switched off' : ''}`;
}

const listOf = (value: unknown): readonly Members[] => (Array.isArray(value) ? value : []);

const textsOf = (value: unknown): readonly string[] => (Array.isArray(value) ? value.map(String) : []);
