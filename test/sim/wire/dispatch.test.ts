import { ListClustersCommand } from '@aws-sdk/client-ecs';
import { GetCallerIdentityCommand } from '@aws-sdk/client-sts';
import { describe, expect, it } from 'vitest';
import { createDispatch } from '../../../src/sim/wire/dispatch.ts';
import { schemaOf } from './loopback.ts';
import { ECS, recorder } from './recorder.ts';

describe('an unknown operation', () => {
  it('is UnknownOperationException over JSON, whether the service is known or not', () => {
    const { json } = recorder(ListClustersCommand);
    const unimplemented = json(`${ECS}.CreateCluster`, '{}');
    expect(unimplemented.status).toBe(400);
    expect(JSON.parse(unimplemented.text)).toEqual({
      __type: 'UnknownOperationException',
      message: 'The simulated AWS does not answer ecs:CreateCluster.',
    });
    expect(JSON.parse(json('DynamoDB_20120810.ListTables', '{}', '1.0').text)).toMatchObject({
      __type: 'UnknownOperationException',
    });
  });

  it('is InvalidAction over query, whether the service is known or not', () => {
    const { query } = recorder(GetCallerIdentityCommand);
    const answer = query('Action=AssumeRole&Version=2011-06-15');
    expect(answer.status).toBe(400);
    expect(answer.headers['content-type']).toBe('text/xml');
    expect(answer.text).toBe(
      '<ErrorResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><Error><Type>Sender</Type><Code>InvalidAction</Code>' +
        '<Message>Could not find operation AssumeRole for version 2011-06-15</Message></Error>' +
        '<RequestId>request-1</RequestId></ErrorResponse>',
    );
    expect(query('Action=ListUsers&Version=2010-05-08').text).toContain('<Code>InvalidAction</Code>');
  });

  it('is a bare 404 when the request has the shape of no AWS protocol', () => {
    const { send } = recorder(ListClustersCommand);
    expect(send({ method: 'GET', path: '/favicon.ico' })).toMatchObject({
      status: 404,
      text: '<UnknownOperationException/>\n',
    });
    expect(send({ headers: { 'x-amz-target': 'nonsense' } }).status).toBe(404);
  });
});

describe('the list of operations', () => {
  const options = { nextRequestId: () => '', onDefect: () => undefined };
  const operation = { schema: schemaOf(ListClustersCommand), handle: () => ({}) };

  it('may not answer one operation twice', () => {
    expect(() => createDispatch({ operations: [operation, operation], ...options })).toThrow('answered twice');
  });

  it('may not have an operation whose service nobody can address', () => {
    expect(() => createDispatch({ operations: [operation], services: [], ...options })).toThrow('no row');
  });
});
