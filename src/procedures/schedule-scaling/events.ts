import type { EventRule, LambdaFunction } from '../../domain/account-snapshot.ts';
import { permissionText } from '../../domain/configurations/permission.ts';
import { ruleTargetText, ruleText } from '../../domain/configurations/rule.ts';
import { lastKnown } from '../../domain/observed.ts';
import { arnIn } from '../arn-in.ts';
import type { ConfigurationMove } from '../configuration-step.ts';
import { cronOf, ruleName, type Turn } from './pair.ts';
import type { Situation } from './situation.ts';

/** Of what the runbook has one target, both rules have: it invokes the function with the count. */
const targetId = '1';

/** For each turn the permission, the rule and its target, in the order in which nothing is ever missing to the next. */
export function eventMoves(situation: Situation): readonly ConfigurationMove[] {
  const lambda = lastKnown(situation.lambda);
  const rules = lastKnown(situation.rules);
  if (lambda === undefined || lambda === null || rules === undefined) return [];
  // What gives capacity back comes first, as with scheduled actions.
  return [situation.pair.up, situation.pair.down].flatMap(turn => {
    const held = rules.find(({ name }) => name === ruleName(situation.input, turn));
    return [
      ...permissionMoves(situation, turn, lambda),
      ruleMove(situation, turn, held),
      targetMove(situation, turn, { lambda, held }),
    ];
  });
}

/** AWS: a function's permission cannot be replaced. One that says something else goes first. */
function permissionMoves(
  { input, session }: Situation,
  turn: Turn,
  { permissions }: LambdaFunction,
): readonly ConfigurationMove[] {
  const rule = ruleName(input, turn);
  const fact = { attribute: 'lambdaPermission', name: `${input.functionName}/${rule}` } as const;
  const what = `the permission of rule ${rule} to invoke ${input.functionName}`;
  const from = permissions[rule] ?? null;
  const to = permissionText({
    Action: 'lambda:InvokeFunction',
    Principal: 'events.amazonaws.com',
    SourceArn: arnIn(session, 'events', `rule/${rule}`),
  });
  if (from === null || from === to) return [{ fact, from, to, what }];
  return [
    { fact, from, to: null, what },
    { fact, from: null, to, what },
  ];
}

/** AWS: PutRule replaces what it leaves out. What that changes of a rule that is there stands among the changes. */
function ruleMove({ input, service }: Situation, turn: Turn, held: EventRule | undefined): ConfigurationMove {
  const name = ruleName(input, turn);
  return {
    fact: { attribute: 'rule', name },
    from: held?.configuration ?? null,
    to: ruleText({
      Description: `${service.service} to ${turn.min} tasks`,
      ScheduleExpression: cronOf(turn, input.days),
      State: 'ENABLED',
    }),
    what: `rule ${name}`,
  };
}

function targetMove(
  { input }: Situation,
  turn: Turn,
  { lambda, held }: { readonly lambda: LambdaFunction; readonly held: EventRule | undefined },
): ConfigurationMove {
  const name = ruleName(input, turn);
  return {
    fact: { attribute: 'ruleTarget', name: `${name}/${targetId}` },
    from: held?.targets.find(({ id }) => id === targetId)?.configuration ?? null,
    to: ruleTargetText({ Id: targetId, Arn: lambda.arn, Input: JSON.stringify({ count: turn.min }) }),
    what: `the target of rule ${name}`,
  };
}
