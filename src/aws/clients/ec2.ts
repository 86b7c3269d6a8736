import { DescribeSubnetsCommand, EC2Client } from '@aws-sdk/client-ec2';
import { withCheckedAnswers } from '../checked-answers.ts';
import type { ClientConfig } from '../client-config.ts';
import type { ServiceClient } from '../service-client.ts';

export function openEc2(config: ClientConfig): ServiceClient<'ec2'> {
  const client = withCheckedAnswers(new EC2Client(config));
  return {
    commands: {
      'ec2:DescribeSubnets': (input, options) => client.send(new DescribeSubnetsCommand(input), options),
    },
    destroy: () => client.destroy(),
  };
}
