import type { PutRuleCommandInput, Rule, Target } from '@aws-sdk/client-eventbridge';
import { configurationText } from './configuration-text.ts';

type Configuration = Pick<
  PutRuleCommandInput,
  'Description' | 'EventPattern' | 'RoleArn' | 'ScheduleExpression' | 'State'
>;

/** The configuration of an EventBridge rule as canonical text. PutRule replaces what it leaves out, the state too. */
export const ruleText = ({
  Description,
  EventPattern,
  RoleArn,
  ScheduleExpression,
  State,
}: Configuration | Rule): string =>
  configurationText({
    Description: Description || undefined,
    EventPattern: EventPattern === undefined ? undefined : jsonOf(EventPattern),
    RoleArn,
    ScheduleExpression,
    State: State ?? 'ENABLED',
  });

/** The configuration of a rule's target as canonical text; its id is its name. */
export const ruleTargetText = ({ Id: _, Input, ...others }: Target): string =>
  configurationText({ ...others, Input: Input === undefined ? undefined : jsonOf(Input) });

/** A JSON object inside of a member, of which AWS keeps neither order nor blanks. Any other JSON stays the text that it is. */
function jsonOf(text: string): unknown {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? value : text;
  } catch {
    return text;
  }
}
