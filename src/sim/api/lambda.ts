import {
  AddPermissionCommand,
  type AddPermissionCommandInput,
  GetFunctionCommand,
  GetPolicyCommand,
  InvalidParameterValueException,
  RemovePermissionCommand,
  ResourceConflictException,
  ResourceNotFoundException,
} from '@aws-sdk/client-lambda';
import { on, type SimOperation } from '../wire/operation.ts';
import { functionArn } from '../world/account.ts';
import type { LambdaFunction } from '../world/lambda.ts';
import type { PolicyStatement } from '../world/resource-policy.ts';
import type { World } from '../world/world.ts';

export const lambdaOperations = (world: World): readonly SimOperation[] => [
  on(GetFunctionCommand, ({ FunctionName }) => {
    const found = existingFunction(world, FunctionName);
    return {
      Configuration: {
        FunctionName: found.name,
        FunctionArn: found.arn,
        Description: found.description,
        Runtime: found.runtime,
        Handler: found.handler,
        Role: found.role,
        Timeout: found.timeoutSeconds,
        MemorySize: found.memoryMib,
        // Lambda spells this one date with its offset: 2026-11-23T12:00:07.123+0000.
        LastModified: new Date(found.lastModifiedAt).toISOString().replace('Z', '+0000'),
        Version: '$LATEST',
        PackageType: 'Zip' as const,
        State: 'Active' as const,
        LastUpdateStatus: 'Successful' as const,
      },
    };
  }),

  on(AddPermissionCommand, input => {
    const found = existingFunction(world, input.FunctionName);
    const statement = statementFrom(found, input);
    if (found.statements.some(({ Sid }) => Sid === statement.Sid)) {
      throw new ResourceConflictException({
        message: `The statement id (${statement.Sid}) provided already exists. Please provide a new statement id, or remove the existing statement.`,
        ...USER_ERROR,
      });
    }
    world.lambda.addPermission(found, statement);
    return { Statement: JSON.stringify(statement) };
  }),

  on(RemovePermissionCommand, ({ FunctionName, StatementId }) => {
    const found = existingFunction(world, FunctionName);
    const statement = found.statements.find(({ Sid }) => Sid === StatementId);
    if (statement === undefined) throw notFound(`Statement ${StatementId} is not found in resource policy.`);
    world.lambda.removePermission(found, statement);
    return {};
  }),

  on(GetPolicyCommand, ({ FunctionName }) => {
    const { statements, policyRevision } = existingFunction(world, FunctionName);
    if (policyRevision === undefined) throw notFound('The resource you requested does not exist.');
    const Policy = JSON.stringify({ Version: '2012-10-17', Id: 'default', Statement: statements });
    return { Policy, RevisionId: policyRevision };
  }),
];

const USER_ERROR = { Type: 'User', $metadata: {} };

const notFound = (message: string): ResourceNotFoundException =>
  new ResourceNotFoundException({ message, Message: message, ...USER_ERROR });

const existingFunction = ({ account, lambda }: World, name = ''): LambdaFunction => {
  const found = lambda.find(name);
  if (found !== undefined) return found;
  throw notFound(`Function not found: ${name.startsWith('arn:') ? name : functionArn(account, name)}`);
};

const statementFrom = (target: LambdaFunction, input: AddPermissionCommandInput): PolicyStatement => {
  const { StatementId = '', Action = '', Principal = '', SourceArn, SourceAccount } = input;
  if (!/^[\w-]{1,100}$/.test(StatementId)) throw invalid(`Invalid statement id: ${StatementId}`);
  if (!/^(lambda:[*]|lambda:[a-zA-Z]+|[*])$/.test(Action)) throw invalid(`Invalid action: ${Action}`);
  const isService = Principal.includes('.');
  return {
    Sid: StatementId,
    Effect: 'Allow',
    Principal: isService ? { Service: Principal } : Principal === '*' ? '*' : { AWS: Principal },
    Action,
    Resource: target.arn,
    ...((SourceArn !== undefined || SourceAccount !== undefined) && {
      Condition: {
        ...(SourceAccount !== undefined && { StringEquals: { 'AWS:SourceAccount': SourceAccount } }),
        ...(SourceArn !== undefined && { ArnLike: { 'AWS:SourceArn': SourceArn } }),
      },
    }),
  };
};

const invalid = (message: string): InvalidParameterValueException =>
  new InvalidParameterValueException({ message, ...USER_ERROR });
