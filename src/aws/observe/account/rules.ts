import type { Rule, Target } from '@aws-sdk/client-eventbridge';
import type { EventRule, EventRuleTarget } from '../../../domain/account-snapshot.ts';
import { ruleTargetText, ruleText } from '../../../domain/configurations/rule.ts';
import { outsideText } from '../../../domain/outside-text.ts';
import { allPages, eachOf } from '../../pages.ts';
import type { AccountObservation, AccountRequest } from './account-observation.ts';

/** The rules of the default bus, on which AWS's own events and all schedules are. */
export const rules: AccountObservation<'rules'> = async request => {
  const { context, signal } = request;
  const listed = await allPages(async NextToken => {
    const page = await context.gateway.read('events:ListRules', { NextToken }, signal);
    return { items: page.Rules ?? [], next: page.NextToken };
  });
  return eachOf(listed, rule => readRule(rule, request));
};

async function readRule(rule: Rule, { context, signal }: AccountRequest): Promise<EventRule> {
  const targets = await allPages(async NextToken => {
    const page = await context.gateway.read('events:ListTargetsByRule', { Rule: rule.Name, NextToken }, signal);
    return { items: page.Targets ?? [], next: page.NextToken };
  });
  return {
    name: outsideText(rule.Name ?? ''),
    arn: outsideText(rule.Arn ?? ''),
    enabled: rule.State !== 'DISABLED',
    scheduleExpression: safeOrNull(rule.ScheduleExpression),
    eventPattern: safeOrNull(rule.EventPattern),
    targets: targets.map(targetOf),
    configuration: ruleText(rule),
  };
}

const targetOf = (target: Target): EventRuleTarget => ({
  id: outsideText(target.Id ?? ''),
  arn: outsideText(target.Arn ?? ''),
  input: safeOrNull(target.Input),
  configuration: ruleTargetText(target),
});

/** Longer than any pattern that AWS takes (4,096). */
const safeOrNull = (text: string | undefined): string | null => (text === undefined ? null : outsideText(text, 5000));
