import {
  AddPermissionCommand,
  type AddPermissionCommandInput,
  GetFunctionCommand,
  GetPolicyCommand,
  LambdaServiceException,
  ListFunctionsCommand,
  RemovePermissionCommand,
  ResourceNotFoundException,
} from '@aws-sdk/client-lambda';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type SteppedAws, startSteppedAws } from './stepped-aws.ts';

const ARN = 'arn:aws:lambda:us-east-1:123456789012:function:scale-ecs';

let aws: SteppedAws;
beforeEach(async () => {
  aws = await startSteppedAws();
});
afterEach(() => aws.close());

const add = (change: Partial<AddPermissionCommandInput> = {}) =>
  aws.lambda.send(
    new AddPermissionCommand({
      FunctionName: 'scale-ecs',
      StatementId: 'waooaw-scale-down',
      Action: 'lambda:InvokeFunction',
      Principal: 'events.amazonaws.com',
      SourceArn: 'arn:aws:events:us-east-1:123456789012:rule/waooaw-scale-down',
      ...change,
    }),
  );

const policy = async () => {
  const { Policy = '' } = await aws.lambda.send(new GetPolicyCommand({ FunctionName: 'scale-ecs' }));
  return JSON.parse(Policy);
};

describe('a function', () => {
  it.each(['scale-ecs', ARN, `${ARN}:$LATEST`, '123456789012:function:scale-ecs'])(
    'is found as %s',
    async FunctionName => {
      const { Configuration } = await aws.lambda.send(new GetFunctionCommand({ FunctionName }));
      expect(Configuration).toMatchObject({
        FunctionName: 'scale-ecs',
        FunctionArn: ARN,
        State: 'Active',
        Runtime: 'python3.12',
      });
    },
  );

  it('that is not there is a 404', async () => {
    const error: unknown = await aws.lambda
      .send(new GetFunctionCommand({ FunctionName: 'nobody' }))
      .catch(caught => caught);
    expect(error).toBeInstanceOf(ResourceNotFoundException);
    expect(error).toMatchObject({
      message: 'Function not found: arn:aws:lambda:us-east-1:123456789012:function:nobody',
      Type: 'User',
      $metadata: { httpStatusCode: 404 },
    });
  });
});

// aws-facts 1.24: EventBridge needs the function's own permission.
describe('the resource policy of a function', () => {
  it('is not there until somebody is let in', async () => {
    await expect(policy()).rejects.toMatchObject({
      name: 'ResourceNotFoundException',
      message: 'The resource you requested does not exist.',
    });
    const { Statement = '' } = await add();
    const statement = {
      Sid: 'waooaw-scale-down',
      Effect: 'Allow',
      Principal: { Service: 'events.amazonaws.com' },
      Action: 'lambda:InvokeFunction',
      Resource: ARN,
      Condition: { ArnLike: { 'AWS:SourceArn': 'arn:aws:events:us-east-1:123456789012:rule/waooaw-scale-down' } },
    };
    expect(JSON.parse(Statement)).toEqual(statement);
    expect(await policy()).toEqual({ Version: '2012-10-17', Id: 'default', Statement: [statement] });
  });

  it('has every statement once', async () => {
    await add();
    await expect(add()).rejects.toMatchObject({
      name: 'ResourceConflictException',
      message:
        'The statement id (waooaw-scale-down) provided already exists. Please provide a new statement id, or remove the existing statement.',
      $metadata: { httpStatusCode: 409 },
    });
    await add({ StatementId: 'another' });
    expect((await policy()).Statement).toHaveLength(2);
  });

  it('goes with its last statement', async () => {
    await add();
    const remove = () =>
      aws.lambda.send(new RemovePermissionCommand({ FunctionName: 'scale-ecs', StatementId: 'waooaw-scale-down' }));
    expect((await remove()).$metadata.httpStatusCode).toBe(204);
    await expect(remove()).rejects.toBeInstanceOf(ResourceNotFoundException);
    await expect(policy()).rejects.toBeInstanceOf(ResourceNotFoundException);
  });

  it('says what is missing in a request', async () => {
    await expect(add({ Principal: undefined })).rejects.toMatchObject({
      name: 'ValidationException',
      message:
        "1 validation error detected: Value null at 'principal' failed to satisfy constraint: Member must not be null",
    });
  });
});

describe('what the simulated Lambda does not do', () => {
  it('is said in the words of its protocol', async () => {
    const error: unknown = await aws.lambda.send(new ListFunctionsCommand({})).catch(caught => caught);
    expect(error).toBeInstanceOf(LambdaServiceException);
    expect(error).toMatchObject({
      name: 'UnknownOperationException',
      message: 'The simulated AWS does not answer lambda:GET /2015-03-31/functions.',
    });
  });
});
