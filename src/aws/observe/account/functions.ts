import type { LambdaFunction } from '../../../domain/account-snapshot.ts';
import { permissionTextOfStatement } from '../../../domain/configurations/permission.ts';
import { FaultError } from '../../../domain/fault.ts';
import { outsideText } from '../../../domain/outside-text.ts';
import type { AccountRequest } from './account-observation.ts';

/** A function and who may invoke it; null where there is none of that name, which is an answer. */
export async function readFunction(FunctionName: string, request: AccountRequest): Promise<LambdaFunction | null> {
  const { gateway } = request.context;
  const found = await orNull(gateway.read('lambda:GetFunction', { FunctionName }, request.signal));
  if (found === null) return null;
  // AWS: a function without a policy is answered with ResourceNotFoundException, too.
  const policy = await orNull(gateway.read('lambda:GetPolicy', { FunctionName }, request.signal));
  return {
    name: outsideText(found.Configuration?.FunctionName ?? ''),
    arn: outsideText(found.Configuration?.FunctionArn ?? ''),
    permissions: permissionsIn(policy?.Policy),
  };
}

async function orNull<Answer>(asked: Promise<Answer>): Promise<Answer | null> {
  try {
    return await asked;
  } catch (error) {
    if (error instanceof FaultError && error.fault.kind === 'not-found') return null;
    throw error;
  }
}

function permissionsIn(policy: string | undefined): Readonly<Record<string, string>> {
  const parsed: unknown = policy === undefined ? {} : JSON.parse(policy);
  const statements: unknown = typeof parsed === 'object' && parsed !== null ? Reflect.get(parsed, 'Statement') : [];
  if (!Array.isArray(statements)) return {};
  return Object.fromEntries(
    statements.flatMap((statement: unknown) => {
      if (typeof statement !== 'object' || statement === null) return [];
      const { Sid } = Object.fromEntries(Object.entries(statement));
      return typeof Sid === 'string' ? [[outsideText(Sid), permissionTextOfStatement({ ...statement })]] : [];
    }),
  );
}
