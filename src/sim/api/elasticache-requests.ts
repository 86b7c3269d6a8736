import {
  InsufficientCacheClusterCapacityFault,
  InvalidCacheClusterStateFault,
  InvalidParameterCombinationException,
  InvalidParameterValueException,
  InvalidReplicationGroupStateFault,
  NodeQuotaForCustomerExceededFault,
  ReplicationGroupNotFoundFault,
} from '@aws-sdk/client-elasticache';
import { membersOf, type ReplicationGroup } from '../world/elasticache/replication-group.ts';
import type { World } from '../world/world.ts';
import { type Page, pageOf } from './paging.ts';

/** AWS: "Quotas for ElastiCache". */
const MOST_NODES_PER_REGION = 300;

export const invalidValue = (message: string): InvalidParameterValueException =>
  new InvalidParameterValueException({ message, $metadata: {} });

export const invalidCombination = (message: string): InvalidParameterCombinationException =>
  new InvalidParameterCombinationException({ message, $metadata: {} });

/**
 * Names are not case sensitive.
 * @throws ReplicationGroupNotFoundFault
 */
export const groupOf = (world: World, id = ''): ReplicationGroup => {
  const group = world.elastiCache.groups.get(id.toLowerCase());
  if (group !== undefined) return group;
  throw new ReplicationGroupNotFoundFault({ message: `ReplicationGroup ${id} not found.`, $metadata: {} });
};

/**
 * A group that reads `available` can have members that do not yet.
 * @throws InvalidReplicationGroupStateFault, InvalidCacheClusterStateFault
 */
export const insistOnAvailable = (group: ReplicationGroup): void => {
  if (group.status !== 'available') {
    const message = 'Replication group must be in available state to modify.';
    throw new InvalidReplicationGroupStateFault({ message, $metadata: {} });
  }
  if (membersOf(group).some(({ status }) => status !== 'available')) {
    const message = 'The requested cluster is not in the available state.';
    throw new InvalidCacheClusterStateFault({ message, $metadata: {} });
  }
};

/** @throws InvalidParameterValueException when a change that only exists at once is asked for later */
export const insistOnNow = (applyImmediately: boolean | undefined): void => {
  if (applyImmediately !== true) throw invalidValue('ApplyImmediately=false is not currently supported.');
};

/** @throws InsufficientCacheClusterCapacityFault when AWS has no such nodes at the moment */
export const insistOnCapacity = (world: World, nodeType: string): void => {
  if (!world.elastiCache.unavailableNodeTypes.has(nodeType)) return;
  const message = 'The requested cache node type is not available in the specified Availability Zone.';
  throw new InsufficientCacheClusterCapacityFault({ message, $metadata: {} });
};

/** @throws NodeQuotaForCustomerExceededFault */
export const insistOnNodeQuota = (world: World, addedNodes: number): void => {
  const nodes = [...world.elastiCache.groups.values()].flatMap(membersOf).length;
  if (nodes + addedNodes <= MOST_NODES_PER_REGION) return;
  const message =
    'The request cannot be processed because it would exceed the allowed number of cache nodes per customer.';
  throw new NodeQuotaForCustomerExceededFault({ message, $metadata: {} });
};

/** @throws InvalidParameterCombinationException: what the simulation does not carry out must not look as if it had been */
export const refuseOthers = (operation: string, input: object, known: readonly string[]): void => {
  const unknown = Object.entries(input).find(([name, value]) => value !== undefined && !known.includes(name));
  if (unknown !== undefined) throw invalidCombination(`The simulated AWS does not do ${unknown[0]} of ${operation}.`);
};

const LARGEST_PAGE = 100;
const SMALLEST_PAGE = 20;

/** @throws InvalidParameterValueException */
export const cachePage = <T>(
  items: readonly T[],
  operation: string,
  { MaxRecords: size = LARGEST_PAGE, Marker: token }: { MaxRecords: number | undefined; Marker: string | undefined },
): Page<T> => {
  if (!(size >= SMALLEST_PAGE && size <= LARGEST_PAGE)) {
    throw invalidValue(`The parameter MaxRecords must be between ${SMALLEST_PAGE} and ${LARGEST_PAGE}.`);
  }
  return pageOf(items, { operation, size, token, invalid: () => invalidValue('The parameter Marker is not valid.') });
};
