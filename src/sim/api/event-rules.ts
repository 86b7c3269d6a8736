import {
  DeleteRuleCommand,
  DisableRuleCommand,
  EnableRuleCommand,
  InvalidEventPatternException,
  ListRulesCommand,
  PutRuleCommand,
  type PutRuleCommandInput,
  type Rule as RuleOutput,
} from '@aws-sdk/client-eventbridge';
import { on, type SimOperation } from '../wire/operation.ts';
import type { Rule, RuleSpec } from '../world/event-bridge.ts';
import { parsePattern } from '../world/event-pattern.ts';
import { parseSchedule } from '../world/schedules/schedule.ts';
import type { World } from '../world/world.ts';
import { existingRule, insistOnDefaultBus, invalid, pageRequest, ruleName } from './event-requests.ts';
import { pageOf } from './paging.ts';

export const ruleOperations = (world: World): readonly SimOperation[] => [
  on(PutRuleCommand, input => {
    insistOnDefaultBus(world, input.EventBusName);
    return { RuleArn: world.eventBridge.putRule(specFrom(input)).arn };
  }),

  on(EnableRuleCommand, ({ Name: name, EventBusName: bus }) => {
    world.eventBridge.setState(existingRule(world, { name, bus, member: 'name' }), 'ENABLED');
    return {};
  }),

  on(DisableRuleCommand, ({ Name: name, EventBusName: bus }) => {
    world.eventBridge.setState(existingRule(world, { name, bus, member: 'name' }), 'DISABLED');
    return {};
  }),

  on(DeleteRuleCommand, ({ Name: name, EventBusName: bus }) => {
    insistOnDefaultBus(world, bus);
    const rule = world.eventBridge.find(ruleName(name, 'name'));
    // AWS: deleting a rule that is not there is no error.
    if (rule === undefined) return {};
    if (rule.targets.size > 0) throw invalid("Rule can't be deleted since it has targets.");
    world.eventBridge.deleteRule(rule);
    return {};
  }),

  on(ListRulesCommand, ({ NamePrefix: prefix = '', EventBusName, Limit, NextToken }) => {
    insistOnDefaultBus(world, EventBusName);
    const chosen = world.eventBridge.rules().filter(({ name }) => name.startsWith(prefix));
    const page = pageOf(chosen, pageRequest('ListRules', Limit, NextToken));
    return { Rules: page.items.map(describe), NextToken: page.nextToken };
  }),
];

/** AWS: what an update leaves out is not kept; the state is then ENABLED again, too. */
const specFrom = (input: PutRuleCommandInput): RuleSpec => {
  const { ScheduleExpression: scheduleExpression, EventPattern: eventPattern, State: state = 'ENABLED' } = input;
  if (scheduleExpression === undefined && eventPattern === undefined) {
    throw invalid('Parameter(s) EventPattern or ScheduleExpression must be specified.');
  }
  if (scheduleExpression !== undefined) insistOnSchedule(scheduleExpression);
  if (eventPattern !== undefined) insistOnPattern(eventPattern);
  return {
    name: ruleName(input.Name, 'name'),
    description: input.Description,
    state: state === 'DISABLED' ? 'DISABLED' : 'ENABLED',
    scheduleExpression,
    eventPattern,
    roleArn: input.RoleArn,
  };
};

const insistOnSchedule = (text: string): void => {
  const schedule = parseSchedule(text);
  // `at(...)` is for EventBridge Scheduler and for Application Auto Scaling.
  if (schedule === undefined || schedule.kind === 'at') throw invalid('Parameter ScheduleExpression is not valid.');
};

const insistOnPattern = (text: string): void => {
  const parsed = parsePattern(text);
  if (parsed.pattern !== undefined) return;
  const message = `Event pattern is not valid. Reason: ${parsed.because}`;
  throw new InvalidEventPatternException({ message, $metadata: {} });
};

const describe = (rule: Rule): RuleOutput => ({
  Name: rule.name,
  Arn: rule.arn,
  EventPattern: rule.eventPattern,
  State: rule.state,
  Description: rule.description,
  ScheduleExpression: rule.scheduleExpression,
  RoleArn: rule.roleArn,
  EventBusName: 'default',
});
