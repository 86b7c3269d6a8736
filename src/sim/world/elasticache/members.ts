import { type Account, cacheClusterArn } from '../account.ts';
import type { SimTime } from '../clock.ts';
import type { Subnet } from '../tasks.ts';
import { nodeTypeOf } from './node-type.ts';
import type { CacheCluster, NodeGroup, ReplicationGroup } from './replication-group.ts';

/** What a new member takes over from its group. */
type Home = Pick<ReplicationGroup, 'id' | 'clusterEnabled' | 'subnets' | 'nodeType'>;

/** A new member of a shard, not yet in it: its primary if it has none, in the zone with the fewest members. */
export const makeMember = (
  nodeGroup: NodeGroup,
  making: { readonly account: Account; readonly home: Home; readonly at: SimTime },
): CacheCluster => {
  const { account, home, at } = making;
  const id = memberId(home, nodeGroup);
  return {
    id,
    arn: cacheClusterArn(account, id),
    subnet: emptiest(home.subnets, nodeGroup),
    createdAt: at,
    status: 'creating',
    role: nodeGroup.members.length === 0 ? 'primary' : 'replica',
    isLost: false,
    nodeType: home.nodeType,
    pendingNodeType: undefined,
    connections: 0,
    cpuCredits: nodeTypeOf(home.nodeType).credits?.most ?? 0,
  };
};

/** `cache-002`, or `cache-0001-002` with cluster mode enabled: the lowest number that is free. */
const memberId = ({ id, clusterEnabled }: Home, nodeGroup: NodeGroup): string => {
  const prefix = clusterEnabled ? `${id}-${nodeGroup.id}` : id;
  const taken = new Set(nodeGroup.members.map(member => member.id));
  for (let number = 1; ; number += 1) {
    const candidate = `${prefix}-${String(number).padStart(3, '0')}`;
    if (!taken.has(candidate)) return candidate;
  }
};

const emptiest = (subnets: readonly [Subnet, ...Subnet[]], { members }: NodeGroup): Subnet => {
  const membersIn = (subnet: Subnet): number => members.filter(member => member.subnet.id === subnet.id).length;
  return subnets.reduce((best, subnet) => (membersIn(subnet) < membersIn(best) ? subnet : best));
};

export const makeNodeGroup = (id: string, slots: NodeGroup['slots'], at: SimTime): NodeGroup => ({
  id,
  status: 'creating',
  slots,
  members: [],
  usedBytes: 0,
  downSince: undefined,
  downMs: 0,
  clientsSince: at,
});
