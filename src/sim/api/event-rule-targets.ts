import {
  LimitExceededException,
  ListTargetsByRuleCommand,
  PutTargetsCommand,
  RemoveTargetsCommand,
  type Target,
} from '@aws-sdk/client-eventbridge';
import { on, type SimOperation } from '../wire/operation.ts';
import type { RuleTarget } from '../world/event-bridge.ts';
import type { World } from '../world/world.ts';
import { existingRule, invalid, pageRequest } from './event-requests.ts';
import { pageOf } from './paging.ts';

const MOST_TARGETS_OF_A_RULE = 5;

export const ruleTargetOperations = (world: World): readonly SimOperation[] => [
  on(PutTargetsCommand, ({ Rule: name, EventBusName: bus, Targets: targets = [] }) => {
    const rule = existingRule(world, { name, bus, member: 'rule' });
    const put = targets.map(targetFrom);
    if (new Set([...rule.targets.keys(), ...put.map(({ id }) => id)]).size > MOST_TARGETS_OF_A_RULE) {
      const message = 'The requested resource exceeds the maximum number allowed.';
      throw new LimitExceededException({ message, $metadata: {} });
    }
    // AWS takes a target that nobody can reach: whether it is there, and may be invoked, shows when the rule fires.
    world.eventBridge.putTargets(rule, put);
    return { FailedEntryCount: 0, FailedEntries: [] };
  }),

  on(RemoveTargetsCommand, ({ Rule: name, EventBusName: bus, Ids: ids = [] }) => {
    const rule = existingRule(world, { name, bus, member: 'rule' });
    world.eventBridge.removeTargets(rule, ids);
    const FailedEntries = ids
      .filter(id => !rule.targets.has(id))
      .map(id => ({
        TargetId: id,
        ErrorCode: 'ResourceNotFoundException',
        ErrorMessage: `Rule ${rule.name} does not have target(s) with ID(s): [${id}].`,
      }));
    return { FailedEntryCount: FailedEntries.length, FailedEntries };
  }),

  on(ListTargetsByRuleCommand, ({ Rule: name, EventBusName: bus, Limit, NextToken }) => {
    const rule = existingRule(world, { name, bus, member: 'rule' });
    const page = pageOf([...rule.targets.values()], pageRequest('ListTargetsByRule', Limit, NextToken));
    return { Targets: page.items.map(describe), NextToken: page.nextToken };
  }),
];

const targetFrom = (target: Target, index: number): RuleTarget => {
  const { Id: id = '', Arn: arn = '', Input: input, RoleArn: roleArn, ...others } = target;
  if (!/^[.\-_A-Za-z0-9]{1,64}$/.test(id)) {
    throw invalid(
      `1 validation error detected: Value '${id}' at 'targets.${index + 1}.member.id' failed to satisfy constraint: Member must satisfy regular expression pattern: [\\.\\-_A-Za-z0-9]+`,
    );
  }
  if (!/^arn:aws:[\w-]+:[\w-]*:(\d{12})?:\S+$/.test(arn)) {
    throw invalid(`Parameter ${arn} is not valid. Reason: Provided Arn is not in correct format.`);
  }
  if (input !== undefined && !isJson(input)) {
    throw invalid(`JSON syntax error in input for target ${id}.`);
  }
  const [unknown] = Object.entries(others).find(([, value]) => value !== undefined) ?? [];
  if (unknown !== undefined) throw invalid(`The simulated AWS does not know ${unknown} of a target.`);
  return { id, arn, input, roleArn };
};

const isJson = (text: string): boolean => {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
};

const describe = ({ id, arn, input, roleArn }: RuleTarget): Target => ({
  Id: id,
  Arn: arn,
  Input: input,
  RoleArn: roleArn,
});
