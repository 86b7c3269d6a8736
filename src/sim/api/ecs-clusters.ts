import {
  ClientException,
  type Cluster as ClusterOutput,
  DescribeClustersCommand,
  DescribeTaskDefinitionCommand,
  ListClustersCommand,
  type TaskDefinition as TaskDefinitionOutput,
} from '@aws-sdk/client-ecs';
import { on, type SimOperation } from '../wire/operation.ts';
import { clusterArn } from '../world/account.ts';
import { type Cluster, pendingCount, runningCount, type TaskDefinition } from '../world/services.ts';
import type { World } from '../world/world.ts';
import { invalidParameter, pageSize } from './ecs-names.ts';
import { pageOf } from './paging.ts';
import { dateOf } from './time.ts';

const MOST_CLUSTERS = 100;

export const ecsClusterOperations = (world: World): readonly SimOperation[] => [
  on(ListClustersCommand, ({ maxResults, nextToken }) => {
    const arns = [...world.ecs.clusters.values()].map(({ arn }) => arn);
    const page = pageOf(arns, {
      operation: 'ListClusters',
      size: pageSize(maxResults, MOST_CLUSTERS),
      token: nextToken,
      invalid: () => invalidParameter('Invalid token'),
    });
    return { clusterArns: [...page.items], nextToken: page.nextToken };
  }),

  on(DescribeClustersCommand, ({ clusters: asked = ['default'] }) => {
    if (asked.length > MOST_CLUSTERS) throw invalidParameter(`Clusters can have at most ${MOST_CLUSTERS} items.`);
    const clusters: ClusterOutput[] = [];
    const failures: { arn: string; reason: string }[] = [];
    for (const nameOrArn of asked) {
      const name = nameOrArn.slice(nameOrArn.lastIndexOf('/') + 1);
      const cluster = world.ecs.clusters.get(name);
      if (cluster === undefined) failures.push({ arn: clusterArn(world.account, name), reason: 'MISSING' });
      else clusters.push(describeCluster(cluster));
    }
    return { clusters, failures };
  }),

  on(DescribeTaskDefinitionCommand, ({ taskDefinition = '' }) => {
    const definition = findTaskDefinition(world, taskDefinition);
    if (definition === undefined) {
      throw new ClientException({ message: 'Unable to describe task definition.', $metadata: {} });
    }
    return { taskDefinition: describeTaskDefinition(world, definition), tags: [] };
  }),
];

/** By ARN, `family:revision`, or `family`, which is its newest revision. */
export const findTaskDefinition = (world: World, asked: string): TaskDefinition | undefined => {
  const all = [...world.ecs.taskDefinitions.values()].sort((a, b) => b.revision - a.revision);
  return all.find(
    ({ arn, family, revision }) => arn === asked || `${family}:${revision}` === asked || family === asked,
  );
};

const describeCluster = (cluster: Cluster): ClusterOutput => {
  const services = [...cluster.services.values()];
  return {
    clusterArn: cluster.arn,
    clusterName: cluster.name,
    status: 'ACTIVE',
    registeredContainerInstancesCount: 0,
    runningTasksCount: services.reduce((sum, service) => sum + runningCount(service), 0),
    pendingTasksCount: services.reduce((sum, service) => sum + pendingCount(service), 0),
    activeServicesCount: services.length,
    statistics: [],
    tags: [],
    settings: [{ name: 'containerInsights', value: 'disabled' }],
    capacityProviders: ['FARGATE', 'FARGATE_SPOT'],
    defaultCapacityProviderStrategy: [],
  };
};

const describeTaskDefinition = (world: World, definition: TaskDefinition): TaskDefinitionOutput => ({
  taskDefinitionArn: definition.arn,
  family: definition.family,
  revision: definition.revision,
  status: 'ACTIVE',
  networkMode: 'awsvpc',
  requiresCompatibilities: ['FARGATE'],
  compatibilities: ['EC2', 'FARGATE'],
  cpu: `${definition.cpuUnits}`,
  memory: `${definition.memoryMib}`,
  executionRoleArn: definition.executionRoleArn,
  registeredAt: dateOf(definition.registeredAt),
  registeredBy: world.account.callerArn,
  volumes: [],
  placementConstraints: [],
  containerDefinitions: [
    {
      name: definition.containerName,
      image: definition.image,
      cpu: 0,
      essential: true,
      environment: [],
      mountPoints: [],
      volumesFrom: [],
      portMappings:
        definition.containerPort === undefined
          ? []
          : [{ containerPort: definition.containerPort, hostPort: definition.containerPort, protocol: 'tcp' }],
      logConfiguration: {
        logDriver: 'awslogs',
        options: {
          'awslogs-group': definition.logGroup,
          'awslogs-region': world.account.region,
          'awslogs-stream-prefix': 'ecs',
        },
      },
    },
  ],
});
