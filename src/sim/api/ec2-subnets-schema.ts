import type { StaticListSchema, StaticOperationSchema, StaticStructureSchema } from '@smithy/types';

/**
 * The shapes of DescribeSubnets, by hand and only as far as we answer it. The EC2 client brings all of EC2 with it: to
 * load it takes longer than all other clients together, for a single read. A test holds these shapes against the client's.
 */

const NAMESPACE = 'com.amazonaws.ec2';

// Smithy's numbers for types.
const STRING = 0;
const INTEGER = 1;
const BOOLEAN = 2;

type MemberSchema = StaticStructureSchema[5][number];
type Shape = StaticStructureSchema | StaticListSchema;

const structure = (name: string, members: Readonly<Record<string, MemberSchema>>): StaticStructureSchema => [
  3,
  NAMESPACE,
  name,
  0,
  Object.keys(members),
  Object.values(members),
];

const list = (name: string, xmlName: string, member: Shape | typeof STRING): StaticListSchema => [
  1,
  NAMESPACE,
  name,
  0,
  [typeof member === 'number' ? member : () => member, { xmlName }],
];

/** A member of an answer: in XML it begins with a lower-case letter. */
const answered = (name: string, schema: Shape | typeof STRING | typeof INTEGER | typeof BOOLEAN): MemberSchema => [
  typeof schema === 'number' ? schema : () => schema,
  { ec2QueryName: name, xmlName: name.charAt(0).toLowerCase() + name.slice(1) },
];

const FILTER = structure('Filter', {
  Name: STRING,
  Values: [() => list('ValueStringList', 'item', STRING), { xmlName: 'Value' }],
});

const TAG = structure('Tag', { Key: answered('Key', STRING), Value: answered('Value', STRING) });

const SUBNET = structure('Subnet', {
  AvailabilityZoneId: answered('AvailabilityZoneId', STRING),
  OwnerId: answered('OwnerId', STRING),
  AssignIpv6AddressOnCreation: answered('AssignIpv6AddressOnCreation', BOOLEAN),
  Tags: answered('TagSet', list('TagList', 'item', TAG)),
  SubnetArn: answered('SubnetArn', STRING),
  SubnetId: answered('SubnetId', STRING),
  State: answered('State', STRING),
  VpcId: answered('VpcId', STRING),
  CidrBlock: answered('CidrBlock', STRING),
  AvailableIpAddressCount: answered('AvailableIpAddressCount', INTEGER),
  AvailabilityZone: answered('AvailabilityZone', STRING),
  DefaultForAz: answered('DefaultForAz', BOOLEAN),
  MapPublicIpOnLaunch: answered('MapPublicIpOnLaunch', BOOLEAN),
});

const REQUEST = structure('DescribeSubnetsRequest', {
  Filters: [() => list('FilterList', 'Filter', FILTER), { xmlName: 'Filter' }],
  SubnetIds: [() => list('SubnetIdStringList', 'SubnetId', STRING), { xmlName: 'SubnetId' }],
  NextToken: STRING,
  MaxResults: INTEGER,
  DryRun: [BOOLEAN, { ec2QueryName: 'DryRun', xmlName: 'dryRun' }],
});

const RESULT = structure('DescribeSubnetsResult', {
  NextToken: answered('NextToken', STRING),
  Subnets: answered('SubnetSet', list('SubnetList', 'item', SUBNET)),
});

export const DESCRIBE_SUBNETS: StaticOperationSchema = [9, NAMESPACE, 'DescribeSubnets', 0, REQUEST, RESULT];
