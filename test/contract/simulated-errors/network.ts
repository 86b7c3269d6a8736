import { DescribeSubnetsCommand, EC2Client } from '@aws-sdk/client-ec2';
import {
  DescribeLoadBalancersCommand,
  DescribeTargetGroupsCommand,
  DescribeTargetHealthCommand,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import type { SteppedAws } from '../../sim/api/stepped-aws.ts';
import type { ErrorRow } from './error-row.ts';

const subnets = async (
  { configuration }: SteppedAws,
  input: { SubnetIds?: string[]; DryRun?: boolean; MaxResults?: number },
) => {
  const ec2 = new EC2Client(configuration);
  try {
    return await ec2.send(new DescribeSubnetsCommand(input));
  } finally {
    ec2.destroy();
  }
};

export const networkErrors: readonly ErrorRow[] = [
  {
    fact: '4.3',
    operation: 'elasticloadbalancing:DescribeTargetHealth',
    when: 'there is no such target group',
    name: 'TargetGroupNotFoundException',
    code: 'TargetGroupNotFound',
    status: 400,
    text: 'One or more target groups not found',
    provoke: ({ elb }) => elb.send(new DescribeTargetHealthCommand({ TargetGroupArn: 'arn:ghost' })),
  },
  {
    fact: '4.3',
    operation: 'elasticloadbalancing:DescribeLoadBalancers',
    when: 'there is no such load balancer',
    name: 'LoadBalancerNotFoundException',
    code: 'LoadBalancerNotFound',
    status: 400,
    text: "Load balancers '[ghost]' not found",
    provoke: ({ elb }) => elb.send(new DescribeLoadBalancersCommand({ Names: ['ghost'] })),
  },
  {
    operation: 'elasticloadbalancing:DescribeTargetGroups',
    when: 'the marker is of another list',
    name: 'ValidationError',
    code: 'ValidationError',
    status: 400,
    text: 'Invalid marker',
    provoke: ({ elb }) => elb.send(new DescribeTargetGroupsCommand({ Marker: 'nonsense' })),
  },
  {
    fact: '4.3',
    operation: 'ec2:DescribeSubnets',
    when: 'there is no such subnet',
    name: 'InvalidSubnetID.NotFound',
    code: 'InvalidSubnetID.NotFound',
    status: 400,
    text: "The subnet ID 'subnet-0fffffffffffffff0' does not exist",
    provoke: aws => subnets(aws, { SubnetIds: ['subnet-0fffffffffffffff0'] }),
  },
  {
    operation: 'ec2:DescribeSubnets',
    when: 'the id is none',
    name: 'InvalidSubnetID.Malformed',
    code: 'InvalidSubnetID.Malformed',
    status: 400,
    text: 'Invalid id: "ghost" (expecting "subnet-...")',
    provoke: aws => subnets(aws, { SubnetIds: ['ghost'] }),
  },
  {
    operation: 'ec2:DescribeSubnets',
    when: 'it was only to be tried',
    name: 'DryRunOperation',
    code: 'DryRunOperation',
    status: 412,
    text: 'Request would have succeeded, but DryRun flag is set.',
    provoke: aws => subnets(aws, { DryRun: true }),
  },
  {
    fact: '4.3',
    operation: 'ec2:DescribeSubnets',
    when: 'no policy allows it',
    name: 'UnauthorizedOperation',
    code: 'UnauthorizedOperation',
    status: 403,
    text: 'You are not authorized to perform this operation. User: arn:aws:sts::123456789012:assumed-role/headroom-operator/simulated is not authorized to perform: ec2:DescribeSubnets on resource: * because no identity-based policy allows the ec2:DescribeSubnets action',
    provoke: aws => {
      aws.simulator.perform({ add: { effect: { kind: 'access-denied' } } });
      return subnets(aws, {});
    },
  },
  {
    operation: 'ec2:DescribeSubnets',
    when: 'calls come too fast',
    name: 'RequestLimitExceeded',
    code: 'RequestLimitExceeded',
    status: 503,
    text: 'Request limit exceeded.',
    provoke: aws => {
      aws.simulator.perform({ add: { effect: { kind: 'throttle' } } });
      return subnets(aws, {});
    },
  },
];
