import { afterEach, describe, expect, it } from 'vitest';
import type { Metric, Series } from '../../../src/domain/metrics.ts';
import type { ServiceKey } from '../../../src/domain/snapshot.ts';
import {
  behindLoadBalancer,
  ecsService,
  freshValue,
  now,
  type ObservedAccount,
  observedAccount,
  servicesAsked,
  targetGroupArn,
} from '../support/account.ts';
import { type Answers, xmlResult } from '../support/canned-aws.ts';

let account: ObservedAccount | undefined;
afterEach(() => account?.close());

async function facing(services: readonly ServiceKey[], answers: Answers): Promise<ObservedAccount> {
  account = await observedAccount(services, answers);
  return account;
}

const minute = 60_000;
const windowEnd = Math.floor(now / minute) * minute;
const windowStart = windowEnd - 180 * minute;

interface Query {
  readonly Id: string;
  readonly MetricStat: {
    readonly Metric: { readonly MetricName: string; readonly Dimensions: { readonly Value: string }[] };
    readonly Stat: string;
  };
}

/** The minutes of the window, from 0, that have a value. */
type Minutes = Readonly<Record<number, number>>;

const result = (Id: string, minutes: Minutes, StatusCode = 'Complete'): object => ({
  Id,
  Label: Id,
  StatusCode,
  Timestamps: Object.keys(minutes).map(index => (windowStart + Number(index) * minute) / 1000),
  Values: Object.values(minutes),
});

/** CloudWatch with these series by metric name; `status` where AWS could not give one. */
const cloudWatch = (
  series: Readonly<Record<string, Minutes>>,
  status: Readonly<Record<string, string>> = {},
): Answers => ({
  'cloudwatch:GetMetricData': ({ MetricDataQueries }) => ({
    // The last question is answered first: results are found by Id.
    MetricDataResults: (MetricDataQueries as Query[])
      .toReversed()
      .map(({ Id, MetricStat: { Metric } }) => result(Id, series[Metric.MetricName] ?? {}, status[Metric.MetricName])),
  }),
});

const loadBalanced: Answers = {
  'ecs:DescribeServices': servicesAsked({ backend: behindLoadBalancer, agent: {} }),
  'elasticloadbalancing:DescribeTargetGroups': () =>
    xmlResult(
      'DescribeTargetGroups',
      `<TargetGroups><member><TargetGroupArn>${targetGroupArn}</TargetGroupArn><TargetGroupName>backend</TargetGroupName><LoadBalancerArns><member>arn:aws:elasticloadbalancing:us-east-1:123456789012:loadbalancer/app/web/50dc6c495c0c9188</member></LoadBalancerArns></member></TargetGroups>`,
    ),
  'elasticloadbalancing:DescribeTargetHealth': () =>
    xmlResult('DescribeTargetHealth', '<TargetHealthDescriptions></TargetHealthDescriptions>'),
};

const at = ({ points }: Series, index: number) => points[index]?.value;

describe('the metrics of services', () => {
  it('are one call for all services and series, over three hours of whole minutes', async () => {
    const { aws, observe } = await facing(['production/backend', 'production/agent'], {
      ...loadBalanced,
      ...cloudWatch({}),
    });
    await observe('metrics');
    const [input, ...more] = aws.inputsOf('GetMetricData');
    expect(more).toEqual([]);
    expect(input).toMatchObject({ StartTime: windowStart / 1000, EndTime: windowEnd / 1000 });
    const queries = (input?.['MetricDataQueries'] ?? []) as Query[];
    expect(queries.map(({ MetricStat: { Metric, Stat } }) => `${Metric.MetricName} ${Stat}`)).toEqual([
      'CPUUtilization Average',
      'MemoryUtilization Average',
      'RequestCount Sum',
      'RequestCountPerTarget Sum',
      'TargetResponseTime p95',
      'HTTPCode_Target_5XX_Count Sum',
      'CPUUtilization Average',
      'MemoryUtilization Average',
    ]);
    expect(queries[2]?.MetricStat.Metric.Dimensions.map(({ Value }) => Value)).toEqual([
      'app/web/50dc6c495c0c9188',
      'targetgroup/backend/73e2d6bc24d8a067',
    ]);
  });

  it('a minute without data is a gap; of errors, no report is none where there were requests', async () => {
    const { observe } = await facing(['production/backend'], {
      ...loadBalanced,
      ...cloudWatch({
        CPUUtilization: { 0: 30, 2: 50 },
        RequestCount: { 0: 500, 1: 600 },
        HTTPCode_Target_5XX_Count: { 1: 7 },
      }),
    });
    const metrics = freshValue(await observe('metrics'), 'metrics');
    expect(metrics.cpuPercent.points).toHaveLength(180);
    expect(metrics.cpuPercent.points[0]).toEqual({ at: windowStart, value: 30 });
    expect([0, 1, 2].map(index => at(metrics.cpuPercent, index))).toEqual([30, null, 50]);
    expect([0, 1, 2].map(index => at(metrics.errorsPerMinute, index))).toEqual([0, 7, null]);
  });

  it('errors that AWS may not tell are unknown, not none', async () => {
    const { observe } = await facing(['production/backend'], {
      ...loadBalanced,
      ...cloudWatch({ RequestCount: { 0: 500 } }, { HTTPCode_Target_5XX_Count: 'Forbidden' }),
    });
    expect(at(freshValue(await observe('metrics'), 'metrics').errorsPerMinute, 0)).toBeNull();
  });

  it('a service that no load balancer knows has no request metrics at all', async () => {
    const { observe } = await facing(['production/agent'], {
      ...loadBalanced,
      ...cloudWatch({ CPUUtilization: { 0: 1 } }),
    });
    const metrics = freshValue(await observe('metrics'), 'metrics');
    const withoutPoints = (Object.keys(metrics) as Metric[]).filter(metric => metrics[metric].points.length === 0);
    expect(withoutPoints).toEqual(['requestsPerMinute', 'requestsPerTask', 'p95Seconds', 'errorsPerMinute']);
  });

  it('CPU is read although the load balancer cannot be', async () => {
    const { observe } = await facing(['production/backend'], {
      'ecs:DescribeServices': () => ({ services: [ecsService('backend', behindLoadBalancer)] }),
      ...cloudWatch({ CPUUtilization: { 179: 42 } }),
    });
    const snapshot = await observe('metrics');
    expect(snapshot.services[0]?.targets).toMatchObject({ state: 'missing', because: { kind: 'denied' } });
    expect(at(freshValue(snapshot, 'metrics').cpuPercent, 179)).toBe(42);
  });

  it('a series that is spread over pages is put together', async () => {
    const { observe } = await facing(['production/agent'], {
      ...loadBalanced,
      'cloudwatch:GetMetricData': ({ NextToken }) =>
        NextToken === undefined
          ? { MetricDataResults: [result('q0', { 0: 10 }, 'PartialData')], NextToken: 'more' }
          : { MetricDataResults: [result('q0', { 1: 20 })] },
    });
    const { cpuPercent } = freshValue(await observe('metrics'), 'metrics');
    expect([0, 1].map(index => at(cpuPercent, index))).toEqual([10, 20]);
  });
});
