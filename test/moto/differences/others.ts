import { answers } from '../emulators.ts';
import { type EmulatorDifference, only } from './difference.ts';

export const others: readonly EmulatorDifference[] = [
  {
    calls: ['elasticache:DescribeReplicationGroups'],
    differences: [
      ...only('simulator', 'ReplicationGroups[].', 'PendingModifiedValues'),
      ...only('simulator', 'ReplicationGroups[].NodeGroups[].', 'ReaderEndpoint'),
      ...only('moto', 'ReplicationGroups[].', 'MemberClustersOutpostArns'),
    ],
    right: 'simulator',
    why: 'in the example of describe-replication-groups, and no Outpost without one',
  },
  {
    calls: ['elasticache:DescribeReplicationGroups'],
    differences: only('simulator', 'ReplicationGroups[].', 'AutoMinorVersionUpgrade'),
    right: 'unknown',
    why: 'in the model; the example is older',
  },
  {
    calls: ['elasticache:IncreaseReplicaCount, no such group'],
    differences: [answers('not implemented', 'ReplicationGroupNotFoundFault')],
    right: 'simulator',
    why: 'moto changes no cache',
  },
  {
    calls: ['sns:GetTopicAttributes'],
    differences: only('moto', 'Attributes.', 'EffectiveDeliveryPolicy'),
    right: 'moto',
    why: 'in the example of get-topic-attributes; nothing here reads it',
  },
  {
    calls: ['sns:GetTopicAttributes'],
    differences: only('moto', 'Attributes.', 'DeliveryPolicy'),
    right: 'simulator',
    why: 'only where one was set',
  },
  {
    calls: ['sns:Subscribe, a protocol that is none'],
    differences: [answers('success', 'InvalidParameterException')],
    right: 'simulator',
    why: 'protocols are listed; moto takes any text',
  },
  {
    calls: ['sns:Unsubscribe, by what the list calls the subscription'],
    differences: [answers('success', 'InvalidParameterException')],
    right: 'simulator',
    why: 'an e-mail address has to confirm: until then the list says PendingConfirmation, which is no ARN. In moto it is confirmed at once',
  },
  {
    calls: ['events:PutRule, a schedule that is none'],
    differences: [answers('success', 'ValidationException')],
    right: 'simulator',
    why: 'moto keeps any text as a schedule',
  },
  {
    calls: ['elbv2:DescribeLoadBalancers'],
    differences: only('simulator', 'LoadBalancers[].', 'Scheme'),
    right: 'simulator',
    why: 'in the example of describe-load-balancers',
  },
  {
    calls: ['elbv2:DescribeTargetHealth'],
    differences: only('simulator', 'TargetHealthDescriptions[].Target.', 'AvailabilityZone'),
    right: 'both',
    why: 'it is told of targets that were registered with it, as ECS does and the other account was not',
  },
  {
    calls: ['logs:DescribeLogGroups'],
    differences: only('simulator', 'logGroups[].', 'logGroupClass'),
    right: 'simulator',
    why: 'the reference has it of every log group',
  },
  {
    calls: ['logs:FilterLogEvents'],
    differences: only('simulator', '', 'nextToken'),
    right: 'both',
    why: 'the one account has more lines than were asked for',
  },
  {
    calls: ['ec2:DescribeSubnets'],
    differences: only(
      'moto',
      'Subnets[].',
      'Ipv6CidrBlockAssociationSet',
      'Ipv6Native',
      'PrivateDnsNameOptionsOnLaunch',
    ),
    right: 'moto',
    why: 'in the examples of describe-subnets; nothing here reads them',
  },
  {
    calls: ['lambda:GetFunction'],
    differences: [
      ...only('moto', '', 'Code'),
      ...only('moto', 'Configuration.', 'Architectures', 'CodeSha256', 'CodeSize', 'EphemeralStorage', 'Layers'),
      ...only('moto', 'Configuration.', 'SnapStart', 'TracingConfig'),
    ],
    right: 'moto',
    why: 'the simulated function has no code, and nothing here reads of it',
  },
  {
    calls: ['service-quotas:GetServiceQuota'],
    differences: [answers('NoSuchResourceException', 'success')],
    right: 'simulator',
    why: 'moto knows the quotas of VPC alone',
  },
  {
    calls: ['iam:ListAccountAliases'],
    differences: only('simulator', '', 'IsTruncated'),
    right: 'simulator',
    why: 'the reference has it of every list; the CLI, which turns the pages itself, shows none',
  },
  {
    calls: ['iam:SimulatePrincipalPolicy'],
    differences: [answers('not implemented', 'success')],
    right: 'simulator',
    why: 'moto has no policy simulator',
  },
];
