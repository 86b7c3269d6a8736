import { answers } from '../emulators.ts';
import { type EmulatorDifference, each, only } from './difference.ts';

const SERVICES = { 'ecs:DescribeServices': 'services[].', 'ecs:UpdateService': 'service.' };

export const ecs: readonly EmulatorDifference[] = [
  {
    calls: ['ecs:DescribeClusters'],
    differences: only(
      'simulator',
      'clusters[].',
      ...['statistics', 'tags', 'capacityProviders', 'defaultCapacityProviderStrategy'],
    ),
    right: 'simulator',
    why: 'in the example of describe-clusters, empty where nothing was asked to be included',
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
      why: 'in the examples of update-service; the program does not believe a service without its createdAt',
    },
  ),
  ...each(SERVICES, inside => only('moto', inside, 'taskSets'), {
    right: 'both',
    why: 'task sets belong to other deployment controllers than ECS; the examples leave the member out, the model allows it',
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
    why: 'in the example, but for the protocol, whose default the reference names',
  },
  {
    calls: ['ecs:DescribeTaskDefinition'],
    differences: only('simulator', '', 'tags'),
    right: 'simulator',
    why: 'in the example of describe-task-definition, empty',
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
    why: 'in the examples of describe-tasks; an end is told only of a task that has ended',
  },
  {
    calls: ['ecs:DescribeTasks'],
    differences: only('moto', 'tasks[].containers[].', 'cpu', 'memory'),
    right: 'moto',
    why: "in the examples of describe-tasks: the container's own share. Nothing here reads it",
  },
  {
    calls: ['ecs:UpdateService, a negative count'],
    differences: [answers('success', 'InvalidParameterException')],
    right: 'simulator',
    why: 'a count is not negative',
  },
];
