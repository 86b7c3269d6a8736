import {
  ClientException,
  type Deployment as DeploymentOutput,
  DescribeServicesCommand,
  ListServicesCommand,
  type Service as ServiceOutput,
  UnsupportedFeatureException,
  UpdateServiceCommand,
  type UpdateServiceCommandInput,
} from '@aws-sdk/client-ecs';
import { on, type SimOperation } from '../wire/operation.ts';
import { serviceArn } from '../world/account.ts';
import {
  type Deployment,
  deploymentCounts,
  MAXIMUM_PERCENT,
  MINIMUM_HEALTHY_PERCENT,
  pendingCount,
  runningCount,
  type Service,
} from '../world/services.ts';
import type { World } from '../world/world.ts';
import { findTaskDefinition } from './ecs-clusters.ts';
import { clusterOf, findService, invalidParameter, pageSize, serviceOf } from './ecs-names.ts';
import { pageOf } from './paging.ts';
import { dateOf } from './time.ts';

const MOST_SERVICES = 10;

export const ecsServiceOperations = (world: World): readonly SimOperation[] => [
  on(ListServicesCommand, ({ cluster, maxResults, nextToken }) => {
    const arns = [...clusterOf(world, cluster).services.values()].map(({ arn }) => arn);
    const page = pageOf(arns, {
      operation: 'ListServices',
      size: pageSize(maxResults, MOST_SERVICES),
      token: nextToken,
      invalid: () => invalidParameter('Invalid token'),
    });
    return { serviceArns: [...page.items], nextToken: page.nextToken };
  }),

  on(DescribeServicesCommand, ({ cluster: clusterName, services: asked = [] }) => {
    const cluster = clusterOf(world, clusterName);
    if (asked.length === 0) throw invalidParameter('Services cannot be empty.');
    if (asked.length > MOST_SERVICES) throw invalidParameter(`Services can have at most ${MOST_SERVICES} items.`);
    const services: ServiceOutput[] = [];
    const failures: { arn: string; reason: string }[] = [];
    for (const nameOrArn of asked) {
      const service = findService(cluster, nameOrArn);
      // AWS: a service that does not exist is no error; the answer is 200 and names it as missing.
      if (service !== undefined) services.push(describeService(world, service));
      else failures.push({ arn: arnOf(world, cluster.name, nameOrArn), reason: 'MISSING' });
    }
    return { services, failures };
  }),

  on(UpdateServiceCommand, input => {
    const service = serviceOf(clusterOf(world, input.cluster), input.service ?? '');
    refuseUnknownChanges(input);
    const { desiredCount, taskDefinition, forceNewDeployment } = input;
    const circuitBreaker = input.deploymentConfiguration?.deploymentCircuitBreaker;
    if (desiredCount !== undefined && (!Number.isInteger(desiredCount) || desiredCount < 0)) {
      throw invalidParameter('desiredCount must be a non-negative integer.');
    }
    const definition = taskDefinition === undefined ? undefined : findTaskDefinition(world, taskDefinition);
    if (taskDefinition !== undefined && definition === undefined) {
      throw new ClientException({ message: 'Unable to describe task definition.', $metadata: {} });
    }
    if (circuitBreaker !== undefined) {
      const { enable = false, rollback = false } = circuitBreaker;
      world.ecs.setCircuitBreaker(service, { enable, rollback });
    }
    if (desiredCount !== undefined) world.ecs.setDesiredCount(service, desiredCount);
    const current = service.deployments[0].taskDefinitionArn;
    if (forceNewDeployment === true || (definition !== undefined && definition.arn !== current)) {
      world.ecs.deploy(service, definition?.arn ?? current);
    }
    return { service: describeService(world, service) };
  }),
];

const KNOWN_CHANGES = new Set([
  'cluster',
  'service',
  'desiredCount',
  'taskDefinition',
  'forceNewDeployment',
  'deploymentConfiguration.deploymentCircuitBreaker',
]);

/** A change that the simulation does not carry out must not look as if it had been. */
const refuseUnknownChanges = (input: UpdateServiceCommandInput): void => {
  const { deploymentConfiguration = {}, ...others } = input;
  const inConfiguration = Object.entries(deploymentConfiguration).map(
    ([name, value]) => [`deploymentConfiguration.${name}`, value] as const,
  );
  const asked = [...Object.entries(others), ...inConfiguration].filter(([, value]) => value !== undefined);
  const unknown = asked.find(([name]) => !KNOWN_CHANGES.has(name));
  if (unknown === undefined) return;
  const message = `The simulated AWS cannot change ${unknown[0]} of a service.`;
  throw new UnsupportedFeatureException({ message, $metadata: {} });
};

const arnOf = (world: World, cluster: string, nameOrArn: string): string =>
  nameOrArn.startsWith('arn:') ? nameOrArn : serviceArn(world.account, { cluster, service: nameOrArn });

const describeService = (world: World, service: Service): ServiceOutput => {
  const group = world.loadBalancing.targetGroups.get(service.targetGroupArn ?? '');
  const definition = world.ecs.taskDefinitions.get(service.deployments[0].taskDefinitionArn);
  return {
    serviceArn: service.arn,
    serviceName: service.name,
    clusterArn: world.ecs.clusters.get(service.clusterName)?.arn,
    loadBalancers: group
      ? [{ targetGroupArn: group.arn, containerName: definition?.containerName, containerPort: group.port }]
      : [],
    serviceRegistries: [],
    status: 'ACTIVE',
    desiredCount: service.desiredCount,
    runningCount: runningCount(service),
    pendingCount: pendingCount(service),
    launchType: 'FARGATE',
    platformVersion: 'LATEST',
    platformFamily: 'Linux',
    taskDefinition: service.deployments[0].taskDefinitionArn,
    deploymentConfiguration: {
      deploymentCircuitBreaker: { ...service.circuitBreaker },
      maximumPercent: MAXIMUM_PERCENT,
      minimumHealthyPercent: MINIMUM_HEALTHY_PERCENT,
      strategy: 'ROLLING',
    },
    deployments: service.deployments.map(deployment => describeDeployment(service, deployment)),
    roleArn: `arn:aws:iam::${world.account.accountId}:role/aws-service-role/ecs.amazonaws.com/AWSServiceRoleForECS`,
    events: service.events.map(({ id, createdAt, message }) => ({ id, createdAt: dateOf(createdAt), message })),
    createdAt: dateOf(service.createdAt),
    placementConstraints: [],
    placementStrategy: [],
    networkConfiguration: networkConfiguration(service),
    // AWS leaves it out for a service without a load balancer.
    ...(group && { healthCheckGracePeriodSeconds: service.healthCheckGracePeriodMs / 1000 }),
    schedulingStrategy: 'REPLICA',
    deploymentController: { type: 'ECS' },
    enableECSManagedTags: true,
    propagateTags: 'NONE',
    enableExecuteCommand: false,
    availabilityZoneRebalancing: 'DISABLED',
  };
};

const describeDeployment = (service: Service, deployment: Deployment): DeploymentOutput => {
  const { desired, pending, running } = deploymentCounts(service, deployment);
  return {
    id: deployment.id,
    status: deployment.status,
    taskDefinition: deployment.taskDefinitionArn,
    desiredCount: desired,
    pendingCount: pending,
    runningCount: running,
    failedTasks: deployment.failedTasks,
    createdAt: dateOf(deployment.createdAt),
    updatedAt: dateOf(deployment.updatedAt),
    launchType: 'FARGATE',
    platformVersion: '1.4.0',
    platformFamily: 'Linux',
    networkConfiguration: networkConfiguration(service),
    rolloutState: deployment.rolloutState,
    rolloutStateReason: deployment.rolloutStateReason,
  };
};

const networkConfiguration = (service: Service): NonNullable<ServiceOutput['networkConfiguration']> => ({
  awsvpcConfiguration: {
    subnets: service.subnets.map(({ id }) => id),
    securityGroups: [...service.securityGroups],
    assignPublicIp: 'DISABLED',
  },
});
