import * as cloudWatch from '@aws-sdk/client-cloudwatch';
import { CPU, NOBODY } from './account.ts';
import { asking, type EmulatorCall } from './asking.ts';

const ask = asking('cloudwatch', aws => aws.cloudWatch);

const lastHour = () => ({ StartTime: new Date(Date.now() - 3_600_000), EndTime: new Date() });
const alarm: cloudWatch.PutMetricAlarmCommandInput = {
  AlarmName: 'waooaw-high-cpu',
  AlarmDescription: 'Backend CPU > 80%',
  ...CPU,
  Statistic: 'Average',
  Period: 300,
  EvaluationPeriods: 2,
  Threshold: 80,
  ComparisonOperator: 'GreaterThanThreshold',
};

export const metrics: readonly EmulatorCall[] = [
  ask(cloudWatch.ListMetricsCommand, { Namespace: 'AWS/ECS' }),
  ask(cloudWatch.GetMetricDataCommand, {
    ...lastHour(),
    MetricDataQueries: [{ Id: 'cpu', MetricStat: { Metric: CPU, Period: 60, Stat: 'Average' } }],
  }),
  ask(
    cloudWatch.GetMetricDataCommand,
    {
      StartTime: new Date(Date.now() + 3_600_000),
      EndTime: new Date(),
      MetricDataQueries: [{ Id: 'cpu', MetricStat: { Metric: CPU, Period: 60, Stat: 'Average' } }],
    },
    'an end before its start',
  ),
  ask(cloudWatch.GetMetricStatisticsCommand, { ...CPU, ...lastHour(), Period: 60, Statistics: ['Average', 'Maximum'] }),
  ask(cloudWatch.PutMetricDataCommand, { Namespace: 'Waooaw', MetricData: [{ MetricName: 'Orders', Value: 1 }] }),
  ask(cloudWatch.PutMetricAlarmCommand, alarm),
  ask(cloudWatch.PutMetricAlarmCommand, { ...alarm, Period: 7 }, 'a period that is none'),
  ask(cloudWatch.DescribeAlarmsCommand, { AlarmNames: ['waooaw-high-cpu'] }),
  ask(cloudWatch.SetAlarmStateCommand, { AlarmName: 'waooaw-high-cpu', StateValue: 'ALARM', StateReason: 'a drill' }),
  ask(
    cloudWatch.SetAlarmStateCommand,
    { AlarmName: NOBODY, StateValue: 'ALARM', StateReason: 'a drill' },
    'no such alarm',
  ),
  ask(cloudWatch.DeleteAlarmsCommand, { AlarmNames: ['waooaw-high-cpu'] }),
  ask(cloudWatch.DeleteAlarmsCommand, { AlarmNames: [NOBODY] }, 'no such alarm'),
];
