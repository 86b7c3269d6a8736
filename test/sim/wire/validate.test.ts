import { DescribeAlarmsCommand, GetMetricDataCommand } from '@aws-sdk/client-cloudwatch';
import { ListClustersCommand, UpdateServiceCommand } from '@aws-sdk/client-ecs';
import { describe, expect, it } from 'vitest';
import { bytesOf } from '../../../src/sim/wire/message.ts';
import { CLOUDWATCH, ECS, recorder } from './recorder.ts';

describe('a JSON body that cannot be right', () => {
  it.each([
    ['text for a number', '{"service":"s","desiredCount":"4"}', 'STRING_VALUE can not be converted to a Number'],
    ['a number for text', '{"service":7}', 'NUMBER_VALUE can not be converted to a String'],
    ['true for a number', '{"service":"s","desiredCount":true}', 'TRUE_VALUE can not be converted to a Number'],
    ['a list for text', '{"service":["s"]}', 'Start of list found where not expected'],
    ['text for a list', '{"service":"s","loadBalancers":"x"}', 'Expected list or null'],
    ['a list for a structure', '{"service":"s","networkConfiguration":[]}', 'Start of list found where not expected'],
    ['a list as the whole body', '[]', 'Start of list found where not expected'],
    ['null as the whole body', 'null', 'Expected structure or null'],
  ])('%s', (_, body, message) => {
    const { inputs, json } = recorder(UpdateServiceCommand);
    const answer = json(`${ECS}.UpdateService`, body);
    expect(answer.status).toBe(400);
    expect(JSON.parse(answer.text)).toEqual({ __type: 'SerializationException', message });
    expect(inputs).toEqual([]);
  });

  it.each([
    ['cut short', bytesOf('{"service":"s"')],
    ['not JSON', bytesOf('<html>')],
    ['not UTF-8', Uint8Array.of(0x7b, 0xff, 0xfe, 0x7d)],
    ['a timestamp in words', bytesOf('{"MetricDataQueries":[],"StartTime":"yesterday","EndTime":0}')],
  ])('%s', (_, body) => {
    const { json } = recorder(GetMetricDataCommand);
    expect(JSON.parse(json(`${CLOUDWATCH}.GetMetricData`, body).text)).toMatchObject({
      __type: 'SerializationException',
    });
  });

  it('is read as no members at all when it is empty', () => {
    const { inputs, json } = recorder(ListClustersCommand);
    expect(json(`${ECS}.ListClusters`, '')).toMatchObject({ status: 200, text: '{}' });
    expect(inputs).toEqual([{}]);
  });

  it('may have members that nobody knows, which reach no handler', () => {
    const { inputs, json } = recorder(ListClustersCommand);
    json(`${ECS}.ListClusters`, '{"maxResults":3,"surprise":1,"__proto__":{"nextToken":"x"},"constructor":2}');
    expect(inputs).toEqual([{ maxResults: 3 }]);
  });

  it('keeps a number that is too great for an integer a number', () => {
    const { inputs, json } = recorder(UpdateServiceCommand);
    json(`${ECS}.UpdateService`, '{"service":"s","desiredCount":99999999999999999999}');
    expect(inputs).toEqual([{ service: 's', desiredCount: 1e20 }]);
  });
});

describe('a CBOR body', () => {
  const send = (body: Uint8Array) => {
    const { inputs, send } = recorder(DescribeAlarmsCommand);
    const answer = send({
      path: `/service/${CLOUDWATCH}/operation/DescribeAlarms`,
      headers: { 'smithy-protocol': 'rpc-v2-cbor', 'content-type': 'application/cbor' },
      body,
    });
    return { inputs, ...answer };
  };

  it.each([
    ['is garbage', Uint8Array.of(0xbf, 0x61)],
    ['announces more than it has', Uint8Array.of(0xb9, 0xff, 0xff)],
    ['is a list', Uint8Array.of(0x80)],
    // {"MaxRecords": "4"}
    ['has text for a number', Uint8Array.of(0xa1, 0x6a, ...bytesOf('MaxRecords'), 0x61, 0x34)],
  ])('that %s is a SerializationException', (_, body) => {
    const { status, text, inputs } = send(body);
    expect(status).toBe(400);
    expect(text).toContain('SerializationException');
    expect(inputs).toEqual([]);
  });

  it('that is empty has no members', () => {
    expect(send(new Uint8Array())).toMatchObject({ status: 200, inputs: [{}] });
  });
});
