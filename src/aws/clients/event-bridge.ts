import {
  DeleteRuleCommand,
  EventBridgeClient,
  ListRulesCommand,
  ListTargetsByRuleCommand,
  PutRuleCommand,
  PutTargetsCommand,
  RemoveTargetsCommand,
} from '@aws-sdk/client-eventbridge';
import { withCheckedAnswers } from '../checked-answers.ts';
import type { ClientConfig } from '../client-config.ts';
import type { ServiceClient } from '../service-client.ts';

export function openEventBridge(config: ClientConfig): ServiceClient<'events'> {
  const client = withCheckedAnswers(new EventBridgeClient(config));
  return {
    commands: {
      'events:ListRules': (input, options) => client.send(new ListRulesCommand(input), options),
      'events:ListTargetsByRule': (input, options) => client.send(new ListTargetsByRuleCommand(input), options),
      'events:PutRule': (input, options) => client.send(new PutRuleCommand(input), options),
      'events:DeleteRule': (input, options) => client.send(new DeleteRuleCommand(input), options),
      'events:PutTargets': (input, options) => client.send(new PutTargetsCommand(input), options),
      'events:RemoveTargets': (input, options) => client.send(new RemoveTargetsCommand(input), options),
    },
    destroy: () => client.destroy(),
  };
}
