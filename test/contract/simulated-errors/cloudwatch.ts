import {
  DescribeAlarmsCommand,
  GetMetricDataCommand,
  GetMetricStatisticsCommand,
  PutMetricAlarmCommand,
  SetAlarmStateCommand,
} from '@aws-sdk/client-cloudwatch';
import { NOON, type SteppedAws } from '../../sim/api/stepped-aws.ts';
import type { ErrorRow } from './error-row.ts';

const statistics = ({ cloudWatch }: SteppedAws, change: { hours: number; Period: number }) =>
  cloudWatch.send(
    new GetMetricStatisticsCommand({
      Namespace: 'AWS/ECS',
      MetricName: 'CPUUtilization',
      StartTime: new Date(NOON - change.hours * 3_600_000),
      EndTime: new Date(NOON),
      Period: change.Period,
      Statistics: ['Average'],
    }),
  );

const data = ({ cloudWatch }: SteppedAws, change: { Id?: string; NextToken?: string }) =>
  cloudWatch.send(
    new GetMetricDataCommand({
      StartTime: new Date(NOON - 3_600_000),
      EndTime: new Date(NOON),
      NextToken: change.NextToken,
      MetricDataQueries: [
        {
          Id: change.Id ?? 'cpu',
          MetricStat: { Metric: { Namespace: 'AWS/ECS', MetricName: 'CPUUtilization' }, Period: 60, Stat: 'Average' },
        },
      ],
    }),
  );

export const cloudWatchErrors: readonly ErrorRow[] = [
  {
    fact: '4.3',
    operation: 'cloudwatch:GetMetricStatistics',
    when: 'more than 1,440 datapoints are asked for',
    name: 'InvalidParameterCombinationException',
    code: 'InvalidParameterCombination',
    status: 400,
    text: 'You have requested up to 2,880 datapoints, which exceeds the limit of 1,440. You may reduce the datapoints requested by increasing Period, or decreasing the time range.',
    provoke: aws => statistics(aws, { hours: 48, Period: 60 }),
  },
  {
    fact: '4.3',
    operation: 'cloudwatch:GetMetricStatistics',
    when: 'the period is none',
    name: 'InvalidParameterValueException',
    code: 'InvalidParameterValue',
    status: 400,
    text: 'The parameter Period must be a multiple of 60: 90',
    provoke: aws => statistics(aws, { hours: 1, Period: 90 }),
  },
  {
    operation: 'cloudwatch:GetMetricData',
    when: 'an id begins in upper case',
    name: 'ValidationException',
    code: 'ValidationError',
    status: 400,
    text: 'The value Cpu for parameter MetricDataQueries.Id must begin with a lower-case letter.',
    provoke: aws => data(aws, { Id: 'Cpu' }),
  },
  {
    operation: 'cloudwatch:DescribeAlarms',
    when: 'the token is of another list',
    name: 'InvalidNextToken',
    code: 'InvalidNextToken',
    status: 400,
    text: 'The next token is not valid.',
    provoke: ({ cloudWatch }) => cloudWatch.send(new DescribeAlarmsCommand({ NextToken: 'nonsense' })),
  },
  {
    operation: 'cloudwatch:SetAlarmState',
    when: 'there is no such alarm',
    name: 'ResourceNotFound',
    code: 'ResourceNotFound',
    status: 404,
    text: 'Alarm not found: ghost',
    provoke: ({ cloudWatch }) =>
      cloudWatch.send(new SetAlarmStateCommand({ AlarmName: 'ghost', StateValue: 'OK', StateReason: 'test' })),
  },
  {
    operation: 'cloudwatch:SetAlarmState',
    when: 'the data of the reason are no JSON',
    name: 'InvalidFormatFault',
    code: 'InvalidFormat',
    status: 400,
    text: 'StateReasonData must be valid JSON.',
    provoke: async ({ cloudWatch }) => {
      const { MetricAlarms } = await cloudWatch.send(new DescribeAlarmsCommand({ MaxRecords: 1 }));
      const AlarmName = MetricAlarms?.[0]?.AlarmName;
      const StateReasonData = 'no json';
      return cloudWatch.send(
        new SetAlarmStateCommand({ AlarmName, StateValue: 'OK', StateReason: 'test', StateReasonData }),
      );
    },
  },
  {
    operation: 'cloudwatch:PutMetricAlarm',
    when: 'a required parameter is missing',
    name: 'MissingRequiredParameterException',
    code: 'MissingParameter',
    status: 400,
    text: 'The parameter AlarmName is required.',
    provoke: ({ cloudWatch }) =>
      cloudWatch.send(
        new PutMetricAlarmCommand({
          AlarmName: undefined,
          ComparisonOperator: undefined,
          EvaluationPeriods: undefined,
        }),
      ),
  },
  {
    fact: '4.3',
    operation: 'cloudwatch:DescribeAlarms',
    when: 'calls come too fast',
    name: 'Throttling',
    code: 'Throttling',
    status: 400,
    text: 'Rate exceeded',
    provoke: ({ cloudWatch, simulator }) => {
      simulator.perform({ add: { effect: { kind: 'throttle' } } });
      return cloudWatch.send(new DescribeAlarmsCommand({}));
    },
  },
  {
    fact: '4.3',
    operation: 'cloudwatch:DescribeAlarms',
    when: 'AWS fails by itself',
    name: 'InternalServiceFault',
    code: 'InternalServiceError',
    status: 500,
    text: 'The request processing has failed because of an unknown error, exception or failure.',
    provoke: ({ cloudWatch, simulator }) => {
      simulator.perform({ add: { effect: { kind: 'server-error', status: 500, applied: false } } });
      return cloudWatch.send(new DescribeAlarmsCommand({}));
    },
  },
];
