import type {
  DescribeSubnetsCommandInput,
  DescribeSubnetsCommandOutput,
  Filter,
  Subnet as SubnetOutput,
} from '@aws-sdk/client-ec2';
import { ApiError } from '../wire/api-error.ts';
import type { SimOperation } from '../wire/operation.ts';
import { subnetArn } from '../world/account.ts';
import type { VpcSubnet } from '../world/network.ts';
import type { World } from '../world/world.ts';
import { DESCRIBE_SUBNETS } from './ec2-subnets-schema.ts';
import { pageOf } from './paging.ts';

const LARGEST_PAGE = 1000;
const SMALLEST_PAGE = 5;

export const ec2Operations = (world: World): readonly SimOperation[] => [
  {
    schema: DESCRIBE_SUBNETS,
    // The schema is what makes the input this: the wire has decoded it.
    handle: input => describeSubnets(world, input as DescribeSubnetsCommandInput),
  },
];

const describeSubnets = (
  world: World,
  { SubnetIds = [], Filters = [], MaxResults, NextToken, DryRun }: DescribeSubnetsCommandInput,
): Omit<DescribeSubnetsCommandOutput, '$metadata'> => {
  if (DryRun === true) {
    const message = 'Request would have succeeded, but DryRun flag is set.';
    throw new ApiError({ name: 'DryRunOperation', message, status: 412 });
  }
  const subnets = asked(world.network.subnets(), SubnetIds).filter(subnet =>
    Filters.every(filter => passes(world, subnet, filter)),
  );
  const page = pageOf(subnets, {
    operation: 'DescribeSubnets',
    size: pageSize(MaxResults, SubnetIds),
    token: NextToken,
    invalid: () => invalid('InvalidParameterValue', 'Invalid value for nextToken'),
  });
  return { Subnets: page.items.map(subnet => describe(world, subnet)), NextToken: page.nextToken };
};

/** All subnets, or those asked for; one that does not exist fails the whole call. */
const asked = (all: readonly VpcSubnet[], ids: readonly string[]): readonly VpcSubnet[] => {
  const malformed = ids.find(id => !/^subnet-[0-9a-f]+$/.test(id));
  if (malformed !== undefined) {
    throw invalid('InvalidSubnetID.Malformed', `Invalid id: "${malformed}" (expecting "subnet-...")`);
  }
  const missing = ids.find(id => !all.some(subnet => subnet.id === id));
  if (missing !== undefined) throw invalid('InvalidSubnetID.NotFound', `The subnet ID '${missing}' does not exist`);
  return ids.length === 0 ? all : all.filter(({ id }) => ids.includes(id));
};

/** What the filters of DescribeSubnets are about, as far as we know them. */
const FILTERED: Readonly<Record<string, (subnet: VpcSubnet) => string>> = {
  'subnet-id': ({ id }) => id,
  'vpc-id': ({ vpcId }) => vpcId,
  'availability-zone': ({ availabilityZone }) => availabilityZone,
  'availability-zone-id': ({ availabilityZoneId }) => availabilityZoneId,
  'cidr-block': ({ cidrBlock }) => cidrBlock,
  state: () => 'available',
  'tag:Name': ({ name }) => name,
};

const passes = (world: World, subnet: VpcSubnet, { Name = '', Values = [] }: Filter): boolean => {
  if (Name === 'available-ip-address-count') return Values.includes(`${world.network.freeAddresses(subnet.id)}`);
  const filtered = Object.hasOwn(FILTERED, Name) ? FILTERED[Name] : undefined;
  if (filtered === undefined) throw invalid('InvalidParameterValue', `The filter '${Name}' is invalid`);
  return Values.includes(filtered(subnet));
};

const pageSize = (size: number | undefined, ids: readonly string[]): number => {
  if (size === undefined) return LARGEST_PAGE;
  if (ids.length > 0) {
    const message = 'The parameter subnetIds cannot be used with the parameter maxResults';
    throw invalid('InvalidParameterCombination', message);
  }
  if (size >= SMALLEST_PAGE && size <= LARGEST_PAGE) return size;
  const message = `Value ( ${size} ) for parameter maxResults is invalid. Expecting a value between ${SMALLEST_PAGE} and ${LARGEST_PAGE}.`;
  throw invalid('InvalidParameterValue', message);
};

const invalid = (code: string, message: string): ApiError => new ApiError({ name: code, message });

const describe = ({ account, network }: World, subnet: VpcSubnet): SubnetOutput => ({
  SubnetId: subnet.id,
  SubnetArn: subnetArn(account, subnet.id),
  VpcId: subnet.vpcId,
  OwnerId: account.accountId,
  State: 'available',
  CidrBlock: subnet.cidrBlock,
  AvailableIpAddressCount: network.freeAddresses(subnet.id),
  AvailabilityZone: subnet.availabilityZone,
  AvailabilityZoneId: subnet.availabilityZoneId,
  AssignIpv6AddressOnCreation: false,
  DefaultForAz: false,
  MapPublicIpOnLaunch: false,
  Tags: [{ Key: 'Name', Value: subnet.name }],
});
