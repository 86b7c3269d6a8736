import type { PutTargetsCommandOutput, RemoveTargetsCommandOutput } from '@aws-sdk/client-eventbridge';
import type { eventOperations } from '../../domain/operations/events.ts';
import type { Clients } from '../clients.ts';
import { acknowledged, type OperationRows, answer } from '../operation-row.ts';
import { arn, count, list, object, optional, text } from '../shape.ts';

const events = (clients: Clients) => clients.events();
const lambda = (clients: Clients) => clients.lambda();

/** HTTP 200 says only that the list was read: what became of each target stands in the answer. */
function everyEntryTaken(output: PutTargetsCommandOutput | RemoveTargetsCommandOutput): string | undefined {
  const wrong = object({ FailedEntryCount: count, FailedEntries: optional(list(object({}))) })(output, '');
  if (wrong !== undefined) return wrong;
  if (output.FailedEntryCount === 0) return undefined;
  const entries = (output.FailedEntries ?? []).map(({ TargetId, ErrorCode }) => `${TargetId} (${ErrorCode})`);
  return `${output.FailedEntryCount} of its targets were not taken: ${entries.join(', ')}`;
}

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
    check(output, { Name }) {
      const wrong = object({ RuleArn: arn })(output, '');
      if (wrong !== undefined) return wrong;
      return output.RuleArn?.endsWith(`:rule/${Name}`) ? undefined : `it speaks of ${output.RuleArn}, not of ${Name}`;
    },
  },
  'events:DeleteRule': { client: events, check: acknowledged },
  'events:PutTargets': { client: events, check: everyEntryTaken },
  'events:RemoveTargets': { client: events, check: everyEntryTaken },
  'lambda:GetFunction': {
    client: lambda,
    check: answer(object({ Configuration: object({ FunctionName: text, FunctionArn: arn }) })),
  },
  'lambda:GetPolicy': { client: lambda, check: answer(object({ Policy: text })) },
  'lambda:AddPermission': {
    client: lambda,
    check({ Statement }, { StatementId }) {
      const sid = sidOf(Statement);
      return sid === StatementId ? undefined : `it speaks of the statement ${sid}, not of ${StatementId}`;
    },
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
