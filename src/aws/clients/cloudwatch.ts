import {
  CloudWatchClient,
  DeleteAlarmsCommand,
  DescribeAlarmsCommand,
  GetMetricDataCommand,
  PutMetricAlarmCommand,
} from '@aws-sdk/client-cloudwatch';
import { withCheckedAnswers } from '../checked-answers.ts';
import type { ClientConfig } from '../client-config.ts';
import type { ServiceClient } from '../service-client.ts';

export function openCloudWatch(config: ClientConfig): ServiceClient<'cloudwatch'> {
  const client = withCheckedAnswers(new CloudWatchClient(config));
  return {
    commands: {
      'cloudwatch:GetMetricData': (input, options) => client.send(new GetMetricDataCommand(input), options),
      'cloudwatch:DescribeAlarms': (input, options) => client.send(new DescribeAlarmsCommand(input), options),
      'cloudwatch:PutMetricAlarm': (input, options) => client.send(new PutMetricAlarmCommand(input), options),
      'cloudwatch:DeleteAlarms': (input, options) => client.send(new DeleteAlarmsCommand(input), options),
    },
    destroy: () => client.destroy(),
  };
}
