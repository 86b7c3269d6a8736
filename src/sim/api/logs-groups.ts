import {
  DescribeLogGroupsCommand,
  InvalidParameterException,
  type LogGroup as LogGroupOutput,
  ResourceNotFoundException,
} from '@aws-sdk/client-cloudwatch-logs';
import { on, type SimOperation } from '../wire/operation.ts';
import { logGroupArn } from '../world/account.ts';
import { DAY } from '../world/clock.ts';
import type { LogGroup } from '../world/log-group.ts';
import type { World } from '../world/world.ts';
import { pageOf } from './paging.ts';

const MOST_GROUPS = 50;

/** What an application writes in a day, roughly; CloudWatch's own count lags by hours, so nobody may rely on it. */
const BYTES_A_DAY = 1_400_000;

export const describeLogGroupsOperation = (world: World): SimOperation =>
  on(DescribeLogGroupsCommand, ({ logGroupNamePrefix: prefix, logGroupNamePattern: pattern, limit, nextToken }) => {
    if (prefix !== undefined && pattern !== undefined) {
      throw invalidParameter('LogGroup name prefix and LogGroup name pattern are mutually exclusive parameters.');
    }
    const groups = world.logs
      .groups()
      .filter(
        ({ name }) => name.startsWith(prefix ?? '') && name.toLowerCase().includes((pattern ?? '').toLowerCase()),
      );
    const page = pageOf(groups, {
      operation: 'DescribeLogGroups',
      size: limitOf(limit, MOST_GROUPS),
      token: nextToken,
      invalid: invalidToken,
    });
    return { logGroups: page.items.map(group => describe(world, group)), nextToken: page.nextToken };
  });

const describe = ({ account, clock }: World, group: LogGroup): LogGroupOutput => {
  const arn = logGroupArn(account, group.name);
  const days = Math.min(group.retentionDays, Math.floor((clock.now - group.createdAt) / DAY));
  return {
    logGroupName: group.name,
    creationTime: group.createdAt,
    retentionInDays: group.retentionDays,
    metricFilterCount: 0,
    // AWS: the older of the two ends in ":*", as policies want it.
    arn: `${arn}:*`,
    logGroupArn: arn,
    logGroupClass: 'STANDARD',
    storedBytes: days * BYTES_A_DAY,
  };
};

/**
 * By name or, where a call takes identifiers, by ARN.
 * @throws ResourceNotFoundException
 */
export const logGroupOf = (world: World, nameOrArn: string): LogGroup => {
  const prefix = logGroupArn(world.account, '');
  const name = nameOrArn.startsWith(prefix) ? nameOrArn.slice(prefix.length).replace(/:\*$/, '') : nameOrArn;
  const group = world.logs.find(name);
  if (group === undefined) throw notFound('The specified log group does not exist.');
  return group;
};

/** @throws InvalidParameterException when a call names its log group in no way, or in two */
export const namedLogGroup = (
  world: World,
  named: { readonly logGroupName?: string | undefined; readonly logGroupIdentifier?: string | undefined },
): LogGroup => {
  const { logGroupName, logGroupIdentifier } = named;
  if ((logGroupName === undefined) === (logGroupIdentifier === undefined)) {
    throw invalidParameter('Exactly one of logGroupName and logGroupIdentifier must be specified.');
  }
  return logGroupOf(world, logGroupName ?? logGroupIdentifier ?? '');
};

/** @throws InvalidParameterException */
export const limitOf = (asked: number | undefined, most: number): number => {
  const limit = asked ?? most;
  if (Number.isInteger(limit) && limit >= 1 && limit <= most) return limit;
  const constraint = limit < 1 ? 'greater than or equal to 1' : `less than or equal to ${most}`;
  throw invalidParameter(
    `1 validation error detected: Value '${limit}' at 'limit' failed to satisfy constraint: Member must have value ${constraint}`,
  );
};

export const invalidParameter = (message: string): InvalidParameterException =>
  new InvalidParameterException({ message, $metadata: {} });

export const invalidToken = (): InvalidParameterException => invalidParameter('The specified nextToken is invalid.');

export const notFound = (message: string): ResourceNotFoundException =>
  new ResourceNotFoundException({ message, $metadata: {} });
