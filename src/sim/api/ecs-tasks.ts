import { DescribeTasksCommand, ListTasksCommand, type Task as TaskOutput } from '@aws-sdk/client-ecs';
import { on, type SimOperation } from '../wire/operation.ts';
import { taskArn } from '../world/account.ts';
import type { Cluster, Service, TaskDefinition } from '../world/services.ts';
import type { Task } from '../world/tasks.ts';
import type { World } from '../world/world.ts';
import { clusterOf, invalidParameter, pageSize, serviceOf } from './ecs-names.ts';
import { pageOf } from './paging.ts';
import { dateOf, optionalDate } from './time.ts';

const MOST_TASKS = 100;

export const ecsTaskOperations = (world: World): readonly SimOperation[] => [
  on(ListTasksCommand, input => {
    const cluster = clusterOf(world, input.cluster);
    const services = input.serviceName === undefined ? allServices(cluster) : [serviceOf(cluster, input.serviceName)];
    // AWS: without a filter only tasks whose desired status is RUNNING are listed; stopped ones must be asked for.
    const desiredStatus = input.desiredStatus ?? 'RUNNING';
    const matches = (task: Task): boolean =>
      task.desiredStatus === desiredStatus &&
      (input.startedBy === undefined || task.deploymentId === input.startedBy) &&
      (input.family === undefined || task.taskDefinitionArn.includes(`/${input.family}:`)) &&
      (input.launchType === undefined || input.launchType === 'FARGATE') &&
      input.containerInstance === undefined;
    const arns = services.flatMap(({ tasks }) => tasks.filter(matches).map(({ arn }) => arn));
    const page = pageOf(arns, {
      operation: 'ListTasks',
      size: pageSize(input.maxResults, MOST_TASKS),
      token: input.nextToken,
      invalid: () => invalidParameter('Invalid token'),
    });
    return { taskArns: [...page.items], nextToken: page.nextToken };
  }),

  on(DescribeTasksCommand, ({ cluster: clusterName, tasks: asked = [] }) => {
    const cluster = clusterOf(world, clusterName);
    if (asked.length === 0) throw invalidParameter('Tasks cannot be empty.');
    if (asked.length > MOST_TASKS) throw invalidParameter(`Tasks can have at most ${MOST_TASKS} items.`);
    const tasks: TaskOutput[] = [];
    const failures: { arn: string; reason: string }[] = [];
    for (const idOrArn of asked) {
      const found = findTask(cluster, idOrArn);
      if (found !== undefined) tasks.push(describeTask(world, cluster, found.service, found.task));
      else failures.push({ arn: arnOf(world, cluster, idOrArn), reason: 'MISSING' });
    }
    return { tasks, failures };
  }),
];

const allServices = ({ services }: Cluster): readonly Service[] => [...services.values()];

const findTask = (cluster: Cluster, idOrArn: string): { service: Service; task: Task } | undefined => {
  for (const service of allServices(cluster)) {
    const task = service.tasks.find(({ id, arn }) => id === idOrArn || arn === idOrArn);
    if (task !== undefined) return { service, task };
  }
  return undefined;
};

const arnOf = (world: World, cluster: Cluster, idOrArn: string): string =>
  idOrArn.startsWith('arn:') ? idOrArn : taskArn(world.account, { cluster: cluster.name, id: idOrArn });

const describeTask = (world: World, cluster: Cluster, service: Service, task: Task): TaskOutput => {
  const definition = world.ecs.taskDefinitions.get(task.taskDefinitionArn);
  return {
    taskArn: task.arn,
    clusterArn: cluster.arn,
    taskDefinitionArn: task.taskDefinitionArn,
    group: `service:${service.name}`,
    startedBy: task.deploymentId,
    lastStatus: task.lastStatus,
    desiredStatus: task.desiredStatus,
    availabilityZone: task.subnet.availabilityZone,
    launchType: 'FARGATE',
    platformVersion: '1.4.0',
    platformFamily: 'Linux',
    cpu: definition && `${definition.cpuUnits}`,
    memory: definition && `${definition.memoryMib}`,
    healthStatus: healthStatus(task),
    connectivity: task.connectivityAt === undefined ? undefined : 'CONNECTED',
    createdAt: dateOf(task.createdAt),
    connectivityAt: optionalDate(task.connectivityAt),
    pullStartedAt: optionalDate(task.pullStartedAt),
    pullStoppedAt: optionalDate(task.pullStoppedAt),
    startedAt: optionalDate(task.startedAt),
    stoppingAt: optionalDate(task.stoppingAt),
    executionStoppedAt: optionalDate(task.executionStoppedAt),
    stoppedAt: optionalDate(task.stoppedAt),
    stopCode: task.stopReason?.stopCode,
    stoppedReason: task.stopReason?.stoppedReason,
    attachments: [describeNetworkInterface(task)],
    attributes: [{ name: 'ecs.cpu-architecture', value: 'x86_64' }],
    containers: definition && [describeContainer(task, definition)],
    ephemeralStorage: { sizeInGiB: 20 },
    enableExecuteCommand: false,
    overrides: {
      containerOverrides: definition && [{ name: definition.containerName }],
      inferenceAcceleratorOverrides: [],
    },
    tags: [],
    version: 1,
  };
};

const describeNetworkInterface = (task: Task): NonNullable<TaskOutput['attachments']>[number] => ({
  id: task.networkInterfaceId.replace('eni-', ''),
  type: 'ElasticNetworkInterface',
  status: attachmentStatus(task),
  details: [
    { name: 'subnetId', value: task.subnet.id },
    ...(task.hasAddress
      ? [
          { name: 'networkInterfaceId', value: task.networkInterfaceId },
          { name: 'privateIPv4Address', value: task.privateIp },
        ]
      : []),
  ],
});

const attachmentStatus = ({ lastStatus }: Task): string => {
  if (lastStatus === 'STOPPED') return 'DELETED';
  return lastStatus === 'PROVISIONING' ? 'PRECREATED' : 'ATTACHED';
};

const describeContainer = (
  task: Task,
  { containerName, image }: TaskDefinition,
): NonNullable<TaskOutput['containers']>[number] => ({
  containerArn: `${task.arn.replace(':task/', ':container/')}/${task.containerRuntimeId}`,
  taskArn: task.arn,
  name: containerName,
  image,
  runtimeId: task.containerRuntimeId,
  lastStatus: containerStatus(task),
  exitCode: task.executionStoppedAt === undefined ? undefined : task.exitCode,
  reason: task.stopReason?.containerReason,
  healthStatus: healthStatus(task),
  networkInterfaces: task.hasAddress
    ? [{ attachmentId: task.networkInterfaceId.replace('eni-', ''), privateIpv4Address: task.privateIp }]
    : [],
});

/** The images of this world pass no checks of their own: ECS knows of those that fail them, and nothing else. */
const healthStatus = ({ isUnhealthy }: Task): 'UNHEALTHY' | 'UNKNOWN' => (isUnhealthy ? 'UNHEALTHY' : 'UNKNOWN');

const containerStatus = ({ startedAt, executionStoppedAt, stoppingAt }: Task): string => {
  if (executionStoppedAt !== undefined) return 'STOPPED';
  if (startedAt !== undefined) return 'RUNNING';
  return stoppingAt === undefined ? 'PENDING' : 'STOPPED';
};
