import type { PutTargetsCommandOutput, RemoveTargetsCommandOutput } from '@aws-sdk/client-eventbridge';
import type { eventOperations } from '../../domain/operations/events.ts';
import type { Clients } from '../clients.ts';
import { echoes } from '../echo.ts';
import { acknowledged, answer, type OperationRows } from '../operation-row.ts';
import { arn, count, list, object, optional, text } from '../shape.ts';

const events = (clients: Clients) => clients.events();
const lambda = (clients: Clients) => clients.lambda();

/** HTTP 200 says only that the list was read: what became of each target stands in the answer. */
const everyEntryTaken = answer(
  object({ FailedEntryCount: count, FailedEntries: optional(list(object({}))) }),
  ({ FailedEntryCount, FailedEntries = [] }: PutTargetsCommandOutput | RemoveTargetsCommandOutput) => {
    if (FailedEntryCount === 0) return undefined;
    const entries = FailedEntries.map(({ TargetId, ErrorCode }) => `${TargetId} (${ErrorCode})`);
    return `${FailedEntryCount} of its targets were not taken: ${entries.join(', ')}`;
  },
);

export const eventRows: OperationRows<keyof typeof eventOperations> = {
  'events:ListRules': {
    client: events,
    check: answer(object({ Rules: list(object({ Name: text, Arn: arn, State: text })) })),
  },
  'events:ListTargetsByRule': {
    client: events,
    check: answer(object({ Targets: list(object({ Id: text, Arn: arn })) })),
  },
  'events:PutRule': {
    client: events,
    check: answer(object({ RuleArn: arn }), ({ RuleArn }, { Name }) =>
      RuleArn?.endsWith(`:rule/${Name}`) ? undefined : `it speaks of ${RuleArn}, not of ${Name}`,
    ),
  },
  'events:DeleteRule': { client: events, check: acknowledged },
  'events:PutTargets': { client: events, check: everyEntryTaken },
  'events:RemoveTargets': { client: events, check: everyEntryTaken },
  'lambda:GetFunction': {
    client: lambda,
    check: answer(
      object({ Configuration: object({ FunctionName: text, FunctionArn: arn }) }),
      ({ Configuration }, { FunctionName }) => echoes('function', Configuration?.FunctionName, FunctionName),
    ),
  },
  'lambda:GetPolicy': { client: lambda, check: answer(object({ Policy: text })) },
  'lambda:AddPermission': {
    client: lambda,
    check: answer(object({ Statement: text }), ({ Statement }, { StatementId }) => {
      const sid = sidOf(Statement);
      return sid === StatementId ? undefined : `it speaks of the statement ${sid}, not of ${StatementId}`;
    }),
  },
  'lambda:RemovePermission': { client: lambda, check: acknowledged },
};

/** Lambda answers with the statement as JSON text. */
function sidOf(statement: string | undefined): string {
  try {
    const parsed: unknown = JSON.parse(statement ?? '');
    return typeof parsed === 'object' && parsed !== null && 'Sid' in parsed ? String(parsed.Sid) : 'none';
  } catch {
    return 'none';
  }
}
