import { GetCallerIdentityCommand } from '@aws-sdk/client-sts';
import { on, type SimOperation } from '../wire/operation.ts';
import type { World } from '../world/world.ts';

export const stsOperations = ({ account }: World): readonly SimOperation[] => [
  on(GetCallerIdentityCommand, () => ({
    Account: account.accountId,
    Arn: account.callerArn,
    UserId: account.callerUserId,
  })),
];
