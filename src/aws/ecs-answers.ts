import type {
  DescribeServicesCommandInput,
  DescribeServicesCommandOutput,
  DescribeTaskDefinitionCommandInput,
  DescribeTaskDefinitionCommandOutput,
  UpdateServiceCommandInput,
  UpdateServiceCommandOutput,
} from '@aws-sdk/client-ecs';
import { echoes, inCluster, isNamed, onlyAsked } from './echo.ts';

/** Whether DescribeServices speaks of the services that were asked for, of each of them, and of no other. */
export function aboutServices(
  { services = [], failures = [] }: DescribeServicesCommandOutput,
  input: DescribeServicesCommandInput,
): string | undefined {
  const asked = input.services ?? [];
  for (const { serviceName, serviceArn, clusterArn } of services) {
    const wrong =
      misnamed(serviceArn, serviceName) ??
      (asked.includes(serviceArn ?? '') ? undefined : onlyAsked([serviceName], asked)) ??
      inCluster([serviceArn], input.cluster) ??
      echoes('cluster', clusterArn, input.cluster);
    if (wrong !== undefined) return wrong;
  }
  // AWS answers for every name, if only by calling it MISSING.
  const answered = [...services, ...failures].flatMap(each =>
    'serviceName' in each ? [each.serviceName, each.serviceArn] : 'arn' in each ? [each.arn] : [],
  );
  const forgotten = asked.find(name => !answered.some(each => isNamed(each, name)));
  return forgotten === undefined ? undefined : `it says nothing of service ${forgotten}`;
}

/** Whether UpdateService speaks of the service that was changed, and of the count that was sent. */
export function aboutUpdatedService(
  { service }: UpdateServiceCommandOutput,
  input: UpdateServiceCommandInput,
): string | undefined {
  if (!isNamed(service?.serviceName, input.service) && !isNamed(service?.serviceArn, input.service))
    return `it speaks of service ${service?.serviceName}, not of ${input.service}`;
  if (input.cluster !== undefined && !isNamed(service?.clusterArn, input.cluster))
    return `it speaks of cluster ${service?.clusterArn}, not of ${input.cluster}`;
  if (input.desiredCount !== undefined && service?.desiredCount !== input.desiredCount)
    return `it says desiredCount ${service?.desiredCount}, not ${input.desiredCount}`;
  return misnamed(service?.serviceArn, service?.serviceName) ?? inCluster([service?.serviceArn], input.cluster);
}

/** A family without a revision means its newest one. */
export function aboutTaskDefinition(
  { taskDefinition }: DescribeTaskDefinitionCommandOutput,
  input: DescribeTaskDefinitionCommandInput,
): string | undefined {
  const arn = taskDefinition?.taskDefinitionArn;
  return arn?.includes(`/${input.taskDefinition}:`) ? undefined : onlyAsked([arn], [input.taskDefinition]);
}

const misnamed = (arn: string | undefined, name: string | undefined): string | undefined =>
  isNamed(arn, name) ? undefined : `it calls ${arn} by the name ${name}`;
