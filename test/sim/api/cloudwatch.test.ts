import {
  DescribeAlarmsCommand,
  GetMetricDataCommand,
  type GetMetricDataCommandInput,
  GetMetricStatisticsCommand,
  type GetMetricStatisticsCommandInput,
  ListMetricsCommand,
  type ListMetricsCommandInput,
  type MetricDataQuery,
} from '@aws-sdk/client-cloudwatch';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { NOON, type SteppedAws, startSteppedAws } from './stepped-aws.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const Dimensions = [
  { Name: 'ServiceName', Value: 'waooaw-backend' },
  { Name: 'ClusterName', Value: 'waooaw-production' },
];

let aws: SteppedAws;
beforeEach(async () => {
  aws = await startSteppedAws();
});
afterEach(() => aws.close());

const cpu = (Id: string, Stat: string, Period = 60): MetricDataQuery => ({
  Id,
  MetricStat: { Metric: { Namespace: 'AWS/ECS', MetricName: 'CPUUtilization', Dimensions }, Period, Stat },
});

const data = async (MetricDataQueries: MetricDataQuery[], more: Partial<GetMetricDataCommandInput> = {}) => {
  const window = { StartTime: new Date(NOON - HOUR), EndTime: new Date(NOON) };
  return aws.cloudWatch.send(new GetMetricDataCommand({ ...window, MetricDataQueries, ...more }));
};

const statistics = (more: Partial<GetMetricStatisticsCommandInput>) =>
  aws.cloudWatch.send(
    new GetMetricStatisticsCommand({
      Namespace: 'AWS/ECS',
      MetricName: 'CPUUtilization',
      Dimensions,
      StartTime: new Date(NOON - HOUR),
      EndTime: new Date(NOON),
      Period: 300,
      Statistics: ['Average'],
      ...more,
    }),
  );

describe('GetMetricData', () => {
  it('gives minutes newest first, and the last ones are not there yet', async () => {
    const { MetricDataResults } = await data([cpu('cpu', 'Average')]);
    const [result] = MetricDataResults ?? [];
    expect(result?.StatusCode).toBe('Complete');
    const times = (result?.Timestamps ?? []).map(time => time.getTime());
    expect(times).toEqual([...times].sort((a, b) => b - a));
    // A minute is over 60 s after its start, and delivered 60 to 120 s after that.
    expect(NOON - (times[0] ?? 0)).toBeGreaterThanOrEqual(2 * MINUTE);
    expect(NOON - (times[0] ?? 0)).toBeLessThanOrEqual(4 * MINUTE);
    expect(times.length).toBeGreaterThan(55);
  });

  it('gives the oldest first when asked, in periods that begin at whole periods', async () => {
    const { MetricDataResults } = await data([cpu('cpu', 'Maximum', 300)], { ScanBy: 'TimestampAscending' });
    const times = (MetricDataResults?.[0]?.Timestamps ?? []).map(time => time.getTime());
    expect(times).toEqual([...times].sort((a, b) => a - b));
    expect(times.every(time => time % (5 * MINUTE) === 0)).toBe(true);
  });

  it('calculates', async () => {
    const { MetricDataResults } = await data([
      { ...cpu('m1', 'Maximum'), ReturnData: false },
      { ...cpu('m2', 'Average'), ReturnData: false },
      { Id: 'ratio', Expression: 'm1 / m2 * (1 + 1)' },
      { Id: 'sum', Expression: 'SUM(METRICS())' },
      { Id: 'filled', Expression: 'FILL(missing, 0)', Label: '5xx' },
      { ...cpu('missing', 'Average'), ReturnData: false, MetricStat: nothing },
    ]);
    expect(MetricDataResults?.map(({ Id, Label }) => [Id, Label])).toEqual([
      ['ratio', 'ratio'],
      ['sum', 'sum'],
      ['filled', '5xx'],
    ]);
    const [ratio, sum, filled] = MetricDataResults ?? [];
    expect(ratio?.Values?.[0]).toBeGreaterThanOrEqual(2);
    expect(ratio?.Values?.[0]).toBeLessThan(2.5);
    expect(sum?.Values?.[0]).toBeGreaterThan(30);
    expect(filled?.Values?.length).toBe(ratio?.Values?.length);
    expect(new Set(filled?.Values)).toEqual(new Set([0]));
  });

  it('goes page by page through all series', async () => {
    const whole = await data([cpu('a', 'Average'), cpu('b', 'Maximum')]);
    const seen = new Map<string, number[]>();
    let NextToken: string | undefined;
    do {
      const page: Awaited<ReturnType<typeof data>> = await data([cpu('a', 'Average'), cpu('b', 'Maximum')], {
        MaxDatapoints: 25,
        ...(NextToken !== undefined && { NextToken }),
      });
      for (const { Id = '', Values = [] } of page.MetricDataResults ?? []) {
        seen.set(Id, [...(seen.get(Id) ?? []), ...Values]);
      }
      NextToken = page.NextToken;
    } while (NextToken !== undefined);
    expect([...seen]).toEqual((whole.MetricDataResults ?? []).map(({ Id, Values }) => [Id, Values]));
  });

  it('has nothing for a metric without the cluster: dimensions must match exactly', async () => {
    const [service] = Dimensions;
    const query = cpu('cpu', 'Average');
    const Metric = { Namespace: 'AWS/ECS', MetricName: 'CPUUtilization', Dimensions: service ? [service] : [] };
    const { MetricDataResults } = await data([{ ...query, MetricStat: { Metric, Period: 60, Stat: 'Average' } }]);
    expect(MetricDataResults?.[0]).toMatchObject({ Values: [], StatusCode: 'Complete' });
  });

  it.each([
    ['an id that begins in upper case', [cpu('Cpu', 'Average')]],
    ['an id that comes twice', [cpu('cpu', 'Average'), cpu('cpu', 'Maximum')]],
    ['an expression of an unknown id', [cpu('cpu', 'Average'), { Id: 'e', Expression: 'm9 * 2' }]],
    ['an expression that cannot be read', [cpu('cpu', 'Average'), { Id: 'e', Expression: 'cpu * (2' }]],
    ['an expression of itself', [{ Id: 'e', Expression: 'e + 1' }]],
    ['a statistic that does not exist', [cpu('cpu', 'Mean')]],
    ['a period of half a minute', [cpu('cpu', 'Average', 30)]],
  ])('refuses %s', async (_, queries: MetricDataQuery[]) => {
    await expect(data(queries)).rejects.toMatchObject({ $metadata: { httpStatusCode: 400 } });
  });
});

const nothing = {
  Metric: { Namespace: 'AWS/ApplicationELB', MetricName: 'HTTPCode_Target_5XX_Count', Dimensions: [] },
  Period: 60,
  Stat: 'Sum',
};

describe('GetMetricStatistics', () => {
  it('gives several statistics per datapoint, percentiles too, in no order', async () => {
    const { Datapoints = [], Label } = await statistics({ Statistics: ['Average', 'Maximum'] });
    expect(Label).toBe('CPUUtilization');
    expect(Datapoints).toHaveLength(12);
    for (const { Average = 0, Maximum = 0, Unit } of Datapoints) {
      expect(Maximum).toBeGreaterThanOrEqual(Average);
      expect(Unit).toBe('Percent');
    }
    const times = Datapoints.map(({ Timestamp }) => Timestamp?.getTime() ?? 0);
    expect(times).not.toEqual([...times].sort((a, b) => a - b));
  });

  it('refuses more than 1,440 datapoints', async () => {
    const week = statistics({ StartTime: new Date(NOON - 7 * 24 * HOUR), Period: 60 });
    await expect(week).rejects.toMatchObject({
      name: 'InvalidParameterCombinationException',
      Code: 'InvalidParameterCombination',
      message: expect.stringContaining('10,080 datapoints, which exceeds the limit of 1,440'),
    });
  });

  it('refuses a window that runs backwards', async () => {
    const backwards = statistics({ StartTime: new Date(NOON), EndTime: new Date(NOON - HOUR) });
    await expect(backwards).rejects.toMatchObject({ Code: 'InvalidParameterValue' });
  });

  it('and so does GetMetricData, which has a code of its own for it', async () => {
    const refusal = { Code: 'ValidationError' };
    const backwards = data([cpu('a', 'Average')], { StartTime: new Date(NOON), EndTime: new Date(NOON - HOUR) });
    await expect(backwards).rejects.toMatchObject(refusal);
    const nothing = data([cpu('a', 'Average')], { StartTime: new Date(NOON), EndTime: new Date(NOON) });
    await expect(nothing).rejects.toMatchObject({ ...refusal, message: expect.stringContaining('must not equal') });
  });
});

describe('ListMetrics', () => {
  it('filters by namespace, name and dimension', async () => {
    const list = async (filter: ListMetricsCommandInput) =>
      (await aws.cloudWatch.send(new ListMetricsCommand(filter))).Metrics ?? [];
    expect(await list({ Namespace: 'AWS/ECS' })).toHaveLength(4);
    const filter = { Namespace: 'AWS/ECS', MetricName: 'CPUUtilization', Dimensions: Dimensions.slice(0, 1) };
    expect(await list(filter)).toHaveLength(1);
    expect(await list({ Dimensions: [{ Name: 'LoadBalancer' }], RecentlyActive: 'PT3H' })).not.toEqual([]);
  });
});

describe('DescribeAlarms', () => {
  it('goes page by page, and filters by state', async () => {
    const first = await aws.cloudWatch.send(new DescribeAlarmsCommand({ MaxRecords: 4 }));
    const second = await aws.cloudWatch.send(new DescribeAlarmsCommand({ MaxRecords: 4, NextToken: first.NextToken }));
    expect([first.MetricAlarms?.length, second.MetricAlarms?.length]).toEqual([4, 2]);
    const { MetricAlarms } = await aws.cloudWatch.send(new DescribeAlarmsCommand({ StateValue: 'ALARM' }));
    expect(MetricAlarms?.every(({ AlarmName }) => AlarmName?.includes('AlarmLow'))).toBe(true);
    expect(MetricAlarms).toHaveLength(3);
  });
});
