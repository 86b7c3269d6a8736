import {
  AddPermissionCommand,
  GetFunctionCommand,
  InvokeCommand,
  LambdaClient,
  RemovePermissionCommand,
  ResourceNotFoundException,
} from '@aws-sdk/client-lambda';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { HttpServer } from '../../../src/sim/server/http.ts';
import { createDispatch } from '../../../src/sim/wire/dispatch.ts';
import { on } from '../../../src/sim/wire/operation.ts';
import { aws, awsVersion } from '../../support/aws-command.ts';
import { clientOf, schemaOf, serve } from './loopback.ts';
import { recorder } from './recorder.ts';

if (awsVersion === undefined) console.warn('SKIPPED: there is no `aws` command here, so nothing was checked with it');

const PATH = '/2015-03-31/functions';

describe('a REST request', () => {
  const signed = (service: string) => ({
    authorization: `AWS4-HMAC-SHA256 Credential=AKIA/20261123/us-east-1/${service}/aws4_request, SignedHeaders=host, Signature=0`,
  });

  it('has members in its path, in its query string and in its body', () => {
    const { inputs, send } = recorder(AddPermissionCommand);
    const body = new TextEncoder().encode(
      '{"StatementId":"s","Action":"a","Principal":"p","FunctionName":"not from here"}',
    );
    expect(send({ method: 'POST', path: `${PATH}/scale%2Decs/policy?Qualifier=a%20b%2Bc`, body })).toMatchObject({
      status: 201,
      headers: { 'content-type': 'application/json', 'x-amzn-requestid': 'request-1' },
    });
    expect(inputs).toEqual([
      { FunctionName: 'scale-ecs', StatementId: 's', Action: 'a', Principal: 'p', Qualifier: 'a b+c' },
    ]);
  });

  it('means the operation whose method and whole path fit', () => {
    const { inputs, send } = recorder(GetFunctionCommand, AddPermissionCommand, RemovePermissionCommand);
    expect(send({ method: 'GET', path: `${PATH}/one` }).status).toBe(200);
    expect(send({ method: 'DELETE', path: `${PATH}/two/policy/three` })).toMatchObject({ status: 204, text: '' });
    expect(inputs).toEqual([{ FunctionName: 'one' }, { FunctionName: 'two', StatementId: 'three' }]);
    expect(send({ method: 'GET', path: `${PATH}/one/two` }).status).toBe(404);
    expect(send({ method: 'PUT', path: `${PATH}/one` }).status).toBe(404);
    expect(inputs).toHaveLength(2);
  });

  it.each([
    ['a body that is no JSON', '{', 'SerializationException'],
    ['a body that is a list', '[]', 'SerializationException'],
    ['a member of the wrong type', '{"StatementId":1,"Action":"a","Principal":"p"}', 'SerializationException'],
    ['a required member missing', '{"StatementId":"s","Action":"a"}', 'ValidationException'],
  ])('with %s is refused, and the error is named in a header', (_, text, name) => {
    const { inputs, send } = recorder(AddPermissionCommand);
    const body = new TextEncoder().encode(text);
    const answer = send({ method: 'POST', path: `${PATH}/f/policy`, body });
    expect(answer).toMatchObject({ status: 400, headers: { 'x-amzn-errortype': name } });
    expect(JSON.parse(answer.text)).toEqual({ message: expect.any(String) });
    expect(inputs).toEqual([]);
  });

  it('with a path that cannot be decoded is refused', () => {
    const { send } = recorder(GetFunctionCommand);
    expect(send({ method: 'GET', path: `${PATH}/%E0%A4%A` }).status).toBe(400);
  });

  it('to a path that means nothing is told apart by who it was signed for', () => {
    const { send } = recorder(GetFunctionCommand);
    const answer = send({ method: 'GET', path: '/2015-03-31/event-source-mappings', headers: signed('lambda') });
    expect(answer).toMatchObject({ status: 404, headers: { 'x-amzn-errortype': 'UnknownOperationException' } });
    expect(answer.text).toContain('lambda:GET /2015-03-31/event-source-mappings');
    expect(send({ method: 'GET', path: '/favicon.ico' }).text).toBe('<UnknownOperationException/>\n');
    expect(send({ method: 'GET', path: '/', headers: signed('s3') }).status).toBe(404);
  });
});

describe('an operation with bindings that the layer does not understand', () => {
  it('is refused before it can lose anything', () => {
    const operation = { schema: schemaOf(InvokeCommand), handle: () => ({}) };
    const options = { nextRequestId: () => '', onDefect: () => undefined };
    expect(() => createDispatch({ operations: [operation], ...options })).toThrow(
      /^Invoke\.\w+: http\w+ is not understood/,
    );
  });
});

describe('clients', () => {
  const inputs: unknown[] = [];
  let server: HttpServer;
  beforeAll(async () => {
    server = await serve([
      on(GetFunctionCommand, input => {
        inputs.push(input);
        if (input.FunctionName !== 'nobody') return { Configuration: { FunctionName: 'scale-ecs', Timeout: 30 } };
        throw new ResourceNotFoundException({ message: 'Function not <found>', Type: 'User', $metadata: {} });
      }),
      on(AddPermissionCommand, input => {
        inputs.push(input);
        return { Statement: '{"Sid":"s"}' };
      }),
      on(RemovePermissionCommand, input => {
        inputs.push(input);
        return {};
      }),
    ]);
  });
  afterAll(() => server.close());

  it('of the SDK get what was answered, and its own exception', async () => {
    const client = new LambdaClient(clientOf(server.url));
    const arn = 'arn:aws:lambda:us-east-1:123456789012:function:scale-ecs';
    const { Configuration } = await client.send(new GetFunctionCommand({ FunctionName: arn, Qualifier: '$LATEST' }));
    expect(Configuration).toEqual({ FunctionName: 'scale-ecs', Timeout: 30 });
    expect(inputs.at(-1)).toEqual({ FunctionName: arn, Qualifier: '$LATEST' });
    const error: unknown = await client
      .send(new GetFunctionCommand({ FunctionName: 'nobody' }))
      .catch(caught => caught);
    expect(error).toBeInstanceOf(ResourceNotFoundException);
    expect(error).toMatchObject({ message: 'Function not <found>', Type: 'User', $metadata: { httpStatusCode: 404 } });
    client.destroy();
  });

  describe.skipIf(awsVersion === undefined)('such as the aws command', () => {
    const command = (...args: readonly string[]) => aws(server.url, ['lambda', ...args]);

    it('read and write', async () => {
      expect(await command('get-function', '--function-name', 'scale-ecs')).toEqual({
        Configuration: { FunctionName: 'scale-ecs', Timeout: 30 },
      });
      const permission = [
        ...['--function-name', 'scale-ecs', '--statement-id', 's', '--action', 'lambda:InvokeFunction'],
        ...['--principal', 'events.amazonaws.com', '--qualifier', 'live'],
      ];
      expect(await command('add-permission', ...permission)).toEqual({ Statement: '{"Sid":"s"}' });
      expect(inputs.at(-1)).toEqual({
        FunctionName: 'scale-ecs',
        StatementId: 's',
        Action: 'lambda:InvokeFunction',
        Principal: 'events.amazonaws.com',
        Qualifier: 'live',
      });
      await command('remove-permission', '--function-name', 'scale-ecs', '--statement-id', 's');
      expect(inputs.at(-1)).toEqual({ FunctionName: 'scale-ecs', StatementId: 's' });
    });

    it('show the error', async () => {
      await expect(command('get-function', '--function-name', 'nobody')).rejects.toThrow(
        '(ResourceNotFoundException) when calling the GetFunction operation: Function not <found>',
      );
    });
  });
});
