import { ClusterNotFoundException, InvalidParameterException, ServiceNotFoundException } from '@aws-sdk/client-ecs';
import type { Cluster, Service } from '../world/services.ts';
import type { World } from '../world/world.ts';

/** AWS: the cluster that is meant when a call names none. A call that forgets the cluster ends here. */
const DEFAULT_CLUSTER = 'default';

/** The last part of an ARN's resource, or the name itself. */
const lastPart = (nameOrArn: string): string => nameOrArn.slice(nameOrArn.lastIndexOf('/') + 1);

/** @throws ClusterNotFoundException */
export const clusterOf = (world: World, nameOrArn: string | undefined): Cluster => {
  const cluster = world.ecs.clusters.get(lastPart(nameOrArn ?? DEFAULT_CLUSTER));
  if (cluster === undefined || (nameOrArn?.startsWith('arn:') && nameOrArn !== cluster.arn)) {
    throw new ClusterNotFoundException({ message: 'Cluster not found.', $metadata: {} });
  }
  return cluster;
};

export const findService = (cluster: Cluster, nameOrArn: string): Service | undefined => {
  const service = cluster.services.get(lastPart(nameOrArn));
  return nameOrArn.startsWith('arn:') && nameOrArn !== service?.arn ? undefined : service;
};

/** @throws ServiceNotFoundException */
export const serviceOf = (cluster: Cluster, nameOrArn: string): Service => {
  const service = findService(cluster, nameOrArn);
  if (service === undefined) throw new ServiceNotFoundException({ message: 'Service not found.', $metadata: {} });
  return service;
};

export const invalidParameter = (message: string): InvalidParameterException =>
  new InvalidParameterException({ message, $metadata: {} });

/** @throws InvalidParameterException when a list call asks for a page of an impossible size */
export const pageSize = (asked: number | undefined, otherwise: number): number => {
  if (asked === undefined) return otherwise;
  if (!Number.isInteger(asked) || asked < 1 || asked > 100) {
    throw invalidParameter('Max results must be between 1 and 100.');
  }
  return asked;
};
