import { answers, type Emulator, onlyIn } from './emulators.ts';

export interface EmulatorDifference {
  /** The calls that show it, by name. */
  readonly calls: readonly string[];
  /** As `differencesIn` says it, in each of the calls. */
  readonly differences: readonly string[];
  /** Whose answer is AWS's, by its documentation. */
  readonly right: Emulator | 'both' | 'unknown';
  readonly why: string;
}

/** Members that only one of them has, inside one structure. */
const only = (emulator: Emulator, inside: string, ...members: readonly string[]): readonly string[] =>
  members.map(member => onlyIn(emulator, inside + member));

/** The same of a structure that several calls have, each at a place of its own. */
const each = (
  places: Readonly<Record<string, string>>,
  differences: (inside: string) => readonly string[],
  verdict: Pick<EmulatorDifference, 'right' | 'why'>,
): readonly EmulatorDifference[] =>
  Object.entries(places).map(([call, inside]) => ({ calls: [call], differences: differences(inside), ...verdict }));

const SERVICES = { 'ecs:DescribeServices': 'services[].', 'ecs:UpdateService': 'service.' };
const DATABASES = {
  'rds:DescribeDBInstances': 'DBInstances[].',
  'rds:ModifyDBInstance, later': 'DBInstance.',
  'rds:CreateDBInstanceReadReplica': 'DBInstance.',
};

const ecs: readonly EmulatorDifference[] = [
  {
    calls: ['ecs:DescribeClusters'],
    differences: only(
      'simulator',
      'clusters[].',
      ...['statistics', 'tags', 'capacityProviders', 'defaultCapacityProviderStrategy'],
    ),
    right: 'simulator',
    why: 'the examples of DescribeClusters have them, empty where nothing was asked to be included',
  },
  ...each(
    SERVICES,
    inside =>
      only(
        'simulator',
        inside,
        ...['createdAt', 'deploymentConfiguration', 'platformVersion', 'platformFamily', 'roleArn'],
        ...['placementConstraints', 'placementStrategy', 'healthCheckGracePeriodSeconds', 'enableECSManagedTags'],
        ...['enableExecuteCommand', 'availabilityZoneRebalancing', 'deployments[].platformVersion'],
        'networkConfiguration.awsvpcConfiguration.assignPublicIp',
        'deployments[].networkConfiguration.awsvpcConfiguration.assignPublicIp',
      ),
    {
      right: 'simulator',
      why: 'AWS fills in what a service was not told; the program refuses a service without its createdAt',
    },
  ),
  ...each(SERVICES, inside => only('moto', inside, 'taskSets'), {
    right: 'both',
    why: 'task sets belong to other deployment controllers than ECS; the examples leave the member out',
  }),
  {
    calls: ['ecs:UpdateService'],
    differences: only('moto', 'service.', 'tags'),
    right: 'simulator',
    why: 'tags are shown to those who include TAGS, which UpdateService cannot',
  },
  {
    calls: ['ecs:DescribeServices, an empty list'],
    differences: [answers('success', 'InvalidParameterException')],
    right: 'simulator',
    why: 'AWS says "Services cannot be empty."',
  },
  {
    calls: ['ecs:DescribeTaskDefinition'],
    differences: only(
      'simulator',
      'taskDefinition.',
      ...['registeredAt', 'registeredBy'],
      ...['containerDefinitions[].portMappings[].hostPort', 'containerDefinitions[].portMappings[].protocol'],
    ),
    right: 'simulator',
    why: 'AWS fills in who registered it and when, the protocol, and with awsvpc the same host port',
  },
  {
    calls: ['ecs:DescribeTaskDefinition'],
    differences: only('simulator', '', 'tags'),
    right: 'unknown',
    why: 'the documentation does not say whether an empty list comes when TAGS are not included',
  },
  {
    calls: ['ecs:DescribeTaskDefinition'],
    differences: only('moto', 'taskDefinition.containerDefinitions[].', 'memory'),
    right: 'both',
    why: 'only the one account was filled with it: moto cannot run a task without',
  },
  {
    calls: ['ecs:ListTasks, no such service'],
    differences: [answers('success', 'ServiceNotFoundException')],
    right: 'simulator',
    why: 'AWS answers ServiceNotFoundException, as users report',
  },
  {
    calls: ['ecs:DescribeTasks'],
    differences: [
      ...only(
        'simulator',
        'tasks[].',
        'attributes',
        'availabilityZone',
        'connectivity',
        'connectivityAt',
        'cpu',
        'memory',
      ),
      ...only(
        'simulator',
        'tasks[].',
        'createdAt',
        'startedAt',
        'pullStartedAt',
        'pullStoppedAt',
        'enableExecuteCommand',
      ),
      ...only('simulator', 'tasks[].', 'ephemeralStorage', 'healthStatus', 'platformFamily', 'platformVersion', 'tags'),
      ...only('simulator', 'tasks[].', 'version', 'containers[].runtimeId'),
      ...only('simulator', 'tasks[].overrides.', 'containerOverrides', 'inferenceAcceleratorOverrides'),
      ...only('moto', 'tasks[].', 'stoppedReason', 'containers[].exitCode'),
    ],
    right: 'simulator',
    why: 'AWS tells times, place and size of a task on Fargate, and an end only of one that has ended',
  },
  {
    calls: ['ecs:DescribeTasks'],
    differences: only('moto', 'tasks[].containers[].', 'cpu', 'memory'),
    right: 'moto',
    why: "AWS repeats the container's share in the task; nothing here reads it",
  },
  {
    calls: ['ecs:UpdateService, a negative count'],
    differences: [answers('success', 'InvalidParameterException')],
    right: 'simulator',
    why: 'a count is not negative',
  },
];

const autoScaling: readonly EmulatorDifference[] = [
  {
    calls: ['application-autoscaling:DescribeScalableTargets'],
    differences: only('simulator', 'ScalableTargets[].', 'RoleARN', 'SuspendedState'),
    right: 'simulator',
    why: 'RoleARN is required in the model, and SuspendedState is in the examples',
  },
  {
    calls: ['application-autoscaling:DescribeScalingActivities'],
    differences: [answers('not implemented', 'success')],
    right: 'simulator',
    why: 'moto has no scaling activities: nothing scales in it',
  },
  {
    calls: ['application-autoscaling:RegisterScalableTarget, a minimum above the maximum'],
    differences: [answers('success', 'ValidationException')],
    right: 'simulator',
    why: 'MaxCapacity must be at least MinCapacity',
  },
  {
    calls: ['application-autoscaling:PutScalingPolicy, no such target'],
    differences: [answers('success', 'ObjectNotFoundException')],
    right: 'simulator',
    why: 'listed among the errors: "the scalable target must have been registered"',
  },
  {
    calls: [
      'application-autoscaling:DeleteScalingPolicy, no such policy',
      'application-autoscaling:DeregisterScalableTarget, no such target',
    ],
    differences: [answers('ValidationException', 'ObjectNotFoundException')],
    right: 'simulator',
    why: 'listed among the errors of the operation',
  },
  {
    calls: ['application-autoscaling:DeleteScheduledAction, no such action'],
    differences: [answers('success', 'ObjectNotFoundException')],
    right: 'simulator',
    why: 'listed among the errors of the operation',
  },
  {
    calls: ['application-autoscaling:PutScheduledAction, a schedule that is none'],
    differences: [answers('success', 'ValidationException')],
    right: 'simulator',
    why: 'moto keeps any text as a schedule',
  },
];

const cloudWatch: readonly EmulatorDifference[] = [
  {
    calls: ['cloudwatch:GetMetricData'],
    differences: only('simulator', '', 'Messages'),
    right: 'simulator',
    why: 'the examples of GetMetricData have it, empty',
  },
  {
    calls: ['cloudwatch:PutMetricAlarm, a period that is none'],
    differences: [answers('success', 'InvalidParameterValueException')],
    right: 'simulator',
    why: 'a period is 10, 20, 30 or a multiple of 60 seconds',
  },
  {
    calls: ['cloudwatch:DescribeAlarms'],
    differences: only('moto', 'MetricAlarms[].', 'Metrics', 'StateReasonData'),
    right: 'simulator',
    why: 'Metrics is for alarms on metric math, and there is no reason before the first evaluation',
  },
  {
    calls: ['cloudwatch:DescribeAlarms'],
    differences: only('simulator', 'MetricAlarms[].', 'DatapointsToAlarm', 'TreatMissingData'),
    right: 'unknown',
    why: 'the documentation does not say whether defaults are shown that nobody set',
  },
  {
    calls: ['cloudwatch:DescribeAlarms'],
    differences: only('simulator', 'MetricAlarms[].', 'StateTransitionedTimestamp'),
    right: 'simulator',
    why: 'newer than what moto knows',
  },
];

const rds: readonly EmulatorDifference[] = [
  ...each(
    DATABASES,
    inside => only('moto', inside, 'AssociatedRoles', 'DbInstancePort', 'DomainMemberships', 'OptionGroupMemberships'),
    { right: 'moto', why: 'the examples have them; nothing here reads them' },
  ),
  ...each(DATABASES, inside => only('moto', inside, 'EnabledCloudwatchLogsExports'), {
    right: 'both',
    why: 'in the examples only where a log is exported',
  }),
  ...each(
    DATABASES,
    inside => [
      ...only('simulator', inside, 'DBSubnetGroup', 'PendingModifiedValues', 'Iops', 'StorageThroughput'),
      ...only(
        'simulator',
        inside,
        'MonitoringInterval',
        'PerformanceInsightsEnabled',
        'PubliclyAccessible',
        'NetworkType',
      ),
    ],
    { right: 'simulator', why: 'in the examples of RDS' },
  ),
  {
    calls: ['rds:DescribeDBInstances'],
    differences: only('simulator', 'DBInstances[].', 'Endpoint.HostedZoneId'),
    right: 'simulator',
    why: 'in the examples of RDS',
  },
  {
    calls: ['rds:ModifyDBInstance, later'],
    differences: only('simulator', 'DBInstance.', 'Endpoint.HostedZoneId'),
    right: 'simulator',
    why: 'in the examples of RDS',
  },
  {
    calls: ['rds:CreateDBInstanceReadReplica'],
    differences: only('moto', 'DBInstance.', 'Endpoint', 'InstanceCreateTime', 'LatestRestorableTime'),
    right: 'simulator',
    why: 'a replica that is being created has no address and no past; in moto it is there at once',
  },
  {
    calls: ['rds:ModifyDBInstance, a class that is none'],
    differences: [answers('success', 'InvalidParameterCombination')],
    right: 'simulator',
    why: 'moto takes any text for a class',
  },
  {
    calls: ['rds:CreateDBInstanceReadReplica, a name that is taken'],
    differences: [answers('success', 'DBInstanceAlreadyExistsFault')],
    right: 'simulator',
    why: 'listed among the errors of the operation; moto makes another',
  },
];

const others: readonly EmulatorDifference[] = [
  {
    calls: ['elasticache:DescribeReplicationGroups'],
    differences: [
      ...only('simulator', 'ReplicationGroups[].', 'AutoMinorVersionUpgrade', 'PendingModifiedValues'),
      ...only('simulator', 'ReplicationGroups[].NodeGroups[].', 'ReaderEndpoint'),
      ...only('moto', 'ReplicationGroups[].', 'MemberClustersOutpostArns'),
    ],
    right: 'simulator',
    why: 'in the examples of ElastiCache; Outposts are for groups on an Outpost',
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
    why: 'AWS shows the policy in effect of every topic; nothing here reads it',
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
    why: 'in the examples; moto leaves out the default',
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
    why: 'newer than what moto shows',
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
    why: 'the simulated subnets have only what the program may come to read',
  },
  {
    calls: ['lambda:GetFunction'],
    differences: [
      ...only('moto', '', 'Code'),
      ...only('moto', 'Configuration.', 'Architectures', 'CodeSha256', 'CodeSize', 'EphemeralStorage', 'Layers'),
      ...only('moto', 'Configuration.', 'SnapStart', 'TracingConfig'),
    ],
    right: 'moto',
    why: 'the simulated function has no code',
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
    why: 'in every answer of the kind',
  },
  {
    calls: ['iam:SimulatePrincipalPolicy'],
    differences: [answers('not implemented', 'success')],
    right: 'simulator',
    why: 'moto has no policy simulator',
  },
];

/** Every place where moto and the simulated AWS differ, in the order of the calls. */
export const emulatorDifferences: readonly EmulatorDifference[] = [
  ...ecs,
  ...autoScaling,
  ...cloudWatch,
  ...rds,
  ...others,
];
