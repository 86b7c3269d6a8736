import { PutScalingPolicyCommand, RegisterScalableTargetCommand } from '@aws-sdk/client-application-auto-scaling';
import { GetMetricStatisticsCommand, PutMetricAlarmCommand } from '@aws-sdk/client-cloudwatch';
import { DescribeServicesCommand, UpdateServiceCommand } from '@aws-sdk/client-ecs';
import { DescribeTargetHealthCommand } from '@aws-sdk/client-elastic-load-balancing-v2';
import { describe, expect, it } from 'vitest';
import { bytesOf } from '../../../src/sim/wire/message.ts';
import { CLOUDWATCH, ECS, recorder, SCALING } from './recorder.ts';

describe('a required member that is missing', () => {
  it.each([
    ['a list of ECS', `${ECS}.DescribeServices`, '{}', 'InvalidParameterException', 'Services cannot be empty.'],
    [
      'a name of ECS',
      `${ECS}.UpdateService`,
      '{"service":null}',
      'InvalidParameterException',
      'Service can not be blank.',
    ],
    [
      'something deeper in ECS',
      `${ECS}.UpdateService`,
      '{"service":"s","networkConfiguration":{"awsvpcConfiguration":{}}}',
      'ClientException',
      'networkConfiguration.awsvpcConfiguration.subnets should not be null or empty.',
    ],
    [
      'one member of Application Auto Scaling',
      `${SCALING}.RegisterScalableTarget`,
      '{"ServiceNamespace":"ecs","ResourceId":"service/c/s"}',
      'ValidationException',
      "1 validation error detected: Value null at 'scalableDimension' failed to satisfy constraint: Member must not be null",
    ],
    [
      'several members of Application Auto Scaling',
      `${SCALING}.RegisterScalableTarget`,
      '{"ResourceId":"service/c/s"}',
      'ValidationException',
      "2 validation errors detected: Value null at 'serviceNamespace' failed to satisfy constraint: Member must not be null; " +
        "Value null at 'scalableDimension' failed to satisfy constraint: Member must not be null",
    ],
    [
      'a member inside a list',
      `${SCALING}.PutScalingPolicy`,
      '{"PolicyName":"p","ServiceNamespace":"ecs","ResourceId":"r","ScalableDimension":"d","TargetTrackingScalingPolicyConfiguration":' +
        '{"TargetValue":1,"CustomizedMetricSpecification":{"Dimensions":[{"Name":"a","Value":"b"},{"Name":"a"}]}}}',
      'ValidationException',
      "1 validation error detected: Value null at 'targetTrackingScalingPolicyConfiguration.customizedMetricSpecification." +
        "dimensions.2.member.value' failed to satisfy constraint: Member must not be null",
    ],
    [
      'an element of a list',
      `${ECS}.DescribeServices`,
      '{"services":["a",null]}',
      'ClientException',
      'services.2 should not be null or empty.',
    ],
  ])('%s', (_, target, body, type, message) => {
    const { inputs, json } = recorder(
      ...[DescribeServicesCommand, UpdateServiceCommand, RegisterScalableTargetCommand, PutScalingPolicyCommand],
    );
    const answer = json(target, body);
    // Each model spells the member its own way, and the SDKs read both.
    const { __type, message: lower, Message: upper } = JSON.parse(answer.text);
    expect([answer.status, __type, lower ?? upper]).toEqual([400, type, message]);
    expect(inputs).toEqual([]);
  });

  it('has a modelled name over CloudWatch’s JSON, and its query code in a header for clients that want it', () => {
    const { send } = recorder(GetMetricStatisticsCommand);
    const answer = send({
      headers: {
        'x-amz-target': `${CLOUDWATCH}.GetMetricStatistics`,
        'content-type': 'application/x-amz-json-1.0',
        'x-amzn-query-mode': 'true',
      },
      body: bytesOf('{"Namespace":"AWS/ECS"}'),
    });
    expect(JSON.parse(answer.text)).toEqual({
      __type: 'com.amazonaws.cloudwatch#MissingRequiredParameterException',
      message: 'The parameter MetricName is required.',
    });
    expect(answer.headers).toMatchObject({
      'content-type': 'application/x-amz-json-1.0',
      'x-amzn-query-error': 'MissingParameter;Sender',
    });
  });

  it('is ValidationError over the query of Elastic Load Balancing', () => {
    const { query } = recorder(DescribeTargetHealthCommand);
    const { status, text } = query('Action=DescribeTargetHealth&Version=2015-12-01');
    expect(status).toBe(400);
    expect(text).toContain('<Code>ValidationError</Code>');
    expect(text).toContain(
      'Value null at &apos;targetGroupArn&apos; failed to satisfy constraint: Member must not be null',
    );
  });

  it('is MissingParameter over the query of CloudWatch, with the parameter as the form writes it', () => {
    const { query } = recorder(PutMetricAlarmCommand);
    const { text } = query(
      'Action=PutMetricAlarm&Version=2010-08-01&AlarmName=a&EvaluationPeriods=1&ComparisonOperator=GreaterThanThreshold' +
        '&Dimensions.member.1.Name=ClusterName',
    );
    expect(text).toContain(
      '<Code>MissingParameter</Code><Message>The parameter Dimensions.member.1.Value is required.</Message>',
    );
  });
});
