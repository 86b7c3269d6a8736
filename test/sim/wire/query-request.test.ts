import { DescribeAlarmsCommand, GetMetricStatisticsCommand } from '@aws-sdk/client-cloudwatch';
import { GetCallerIdentityCommand } from '@aws-sdk/client-sts';
import { describe, expect, it } from 'vitest';
import { recorder } from './recorder.ts';

describe('a query request', () => {
  const alarms = (parameters: string) => {
    const { inputs, query } = recorder(DescribeAlarmsCommand, GetMetricStatisticsCommand);
    const answer = query(parameters);
    return { ...answer, inputs };
  };
  const statistics = (parameters: string) =>
    alarms(
      'Action=GetMetricStatistics&Version=2010-08-01&Namespace=AWS%2FECS&MetricName=CPUUtilization&Period=60' +
        `&StartTime=2026-11-23T12%3A00%3A00Z&EndTime=1795435260.5${parameters}`,
    );

  it('reads lists, structures, numbers and both kinds of timestamps', () => {
    const { inputs } = statistics(
      '&Dimensions.member.2.Name=ServiceName&Dimensions.member.2.Value=a%26b+c&Dimensions.member.10.Name=Z' +
        '&Dimensions.member.10.Value=z&Dimensions.member.1.Name=ClusterName&Dimensions.member.1.Value=c' +
        '&Statistics.member.1=Average&Unknown.Thing=1',
    );
    expect(inputs).toEqual([
      {
        Namespace: 'AWS/ECS',
        MetricName: 'CPUUtilization',
        Period: 60,
        StartTime: new Date('2026-11-23T12:00:00Z'),
        EndTime: new Date(1_795_435_260_500),
        Dimensions: [
          { Name: 'ClusterName', Value: 'c' },
          { Name: 'ServiceName', Value: 'a&b c' },
          { Name: 'Z', Value: 'z' },
        ],
        Statistics: ['Average'],
      },
    ]);
  });

  it('tells an empty list from no list', () => {
    expect(statistics('&Dimensions=').inputs).toMatchObject([{ Dimensions: [] }]);
    expect(statistics('').inputs[0]).not.toHaveProperty('Dimensions');
  });

  it('may come as the URL of a GET', () => {
    const { inputs, send } = recorder(GetCallerIdentityCommand);
    const answer = send({ method: 'GET', path: '/?Action=GetCallerIdentity&Version=2011-06-15' });
    expect(answer.text).toBe(
      '<GetCallerIdentityResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><GetCallerIdentityResult/>' +
        '<ResponseMetadata><RequestId>request-1</RequestId></ResponseMetadata></GetCallerIdentityResponse>',
    );
    expect(inputs).toEqual([{}]);
  });

  it.each([
    ['a number', 'Action=DescribeAlarms&Version=2010-08-01&MaxRecords=many', '&apos;many&apos; is not a valid number'],
    ['an empty number', 'Action=DescribeAlarms&Version=2010-08-01&MaxRecords=', 'is not a valid number'],
  ])('with %s that cannot be read is MalformedInput', (_, form, message) => {
    const { status, text, inputs } = alarms(form);
    expect(status).toBe(400);
    expect(text).toContain('<Code>MalformedInput</Code>');
    expect(text).toContain(message);
    expect(inputs).toEqual([]);
  });

  it('with a timestamp that cannot be read is MalformedInput', () => {
    const { text } = alarms(
      'Action=GetMetricStatistics&Version=2010-08-01&Namespace=n&MetricName=m&Period=60&StartTime=yesterday&EndTime=0',
    );
    expect(text).toContain('<Message>timestamp must follow ISO8601</Message>');
  });
});
