import {
  CreateTopicCommand,
  DeleteTopicCommand,
  GetTopicAttributesCommand,
  ListSubscriptionsByTopicCommand,
  ListTopicsCommand,
  SetTopicAttributesCommand,
  SNSClient,
  SubscribeCommand,
  UnsubscribeCommand,
} from '@aws-sdk/client-sns';
import { withCheckedAnswers } from '../checked-answers.ts';
import type { ClientConfig } from '../client-config.ts';
import type { ServiceClient } from '../service-client.ts';

export function openSns(config: ClientConfig): ServiceClient<'sns'> {
  const client = withCheckedAnswers(new SNSClient(config));
  return {
    commands: {
      'sns:ListTopics': (input, options) => client.send(new ListTopicsCommand(input), options),
      'sns:GetTopicAttributes': (input, options) => client.send(new GetTopicAttributesCommand(input), options),
      'sns:ListSubscriptionsByTopic': (input, options) =>
        client.send(new ListSubscriptionsByTopicCommand(input), options),
      'sns:CreateTopic': (input, options) => client.send(new CreateTopicCommand(input), options),
      'sns:DeleteTopic': (input, options) => client.send(new DeleteTopicCommand(input), options),
      'sns:SetTopicAttributes': (input, options) => client.send(new SetTopicAttributesCommand(input), options),
      'sns:Subscribe': (input, options) => client.send(new SubscribeCommand(input), options),
      'sns:Unsubscribe': (input, options) => client.send(new UnsubscribeCommand(input), options),
    },
    destroy: () => client.destroy(),
  };
}
