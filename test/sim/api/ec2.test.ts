import { DescribeSubnetsCommand, type DescribeSubnetsCommandInput, EC2Client } from '@aws-sdk/client-ec2';
import { UpdateServiceCommand } from '@aws-sdk/client-ecs';
import { NormalizedSchema } from '@smithy/core/schema';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { DESCRIBE_SUBNETS } from '../../../src/sim/api/ec2-subnets-schema.ts';
import { schemaOf } from '../wire/loopback.ts';
import { type SteppedAws, startSteppedAws } from './stepped-aws.ts';

const MINUTE = 60_000;
const SUBNETS = ['subnet-0a11111111111111a', 'subnet-0b22222222222222b', 'subnet-0c33333333333333c'];

let aws: SteppedAws;
let ec2: EC2Client;
beforeEach(async () => {
  aws = await startSteppedAws();
  ec2 = new EC2Client(aws.configuration);
});
afterEach(async () => {
  ec2.destroy();
  await aws.close();
});

const describeSubnets = async (input: DescribeSubnetsCommandInput = {}) => {
  const { Subnets = [] } = await ec2.send(new DescribeSubnetsCommand(input));
  return Subnets;
};

describe('the subnets of the service', () => {
  it('say where they are, and how many addresses are left', async () => {
    const subnets = await describeSubnets({ SubnetIds: SUBNETS });
    expect(subnets.map(({ SubnetId }) => SubnetId)).toEqual(SUBNETS);
    expect(subnets[0]).toEqual({
      SubnetId: SUBNETS[0],
      SubnetArn: `arn:aws:ec2:us-east-1:123456789012:subnet/${SUBNETS[0]}`,
      VpcId: 'vpc-0a1b2c3d4e5f60718',
      OwnerId: '123456789012',
      State: 'available',
      CidrBlock: '10.0.0.0/20',
      // AWS keeps five addresses of 4096; 37 are others', two are those of a backend task and an agent.
      AvailableIpAddressCount: 4096 - 5 - 37 - 2,
      AvailabilityZone: 'us-east-1a',
      AvailabilityZoneId: 'use1-az4',
      AssignIpv6AddressOnCreation: false,
      DefaultForAz: false,
      MapPublicIpOnLaunch: false,
      Tags: [{ Key: 'Name', Value: 'waooaw-private-a' }],
    });
  });

  it('lose an address to every task, zone by zone, and get it back', async () => {
    const free = async () =>
      (await describeSubnets()).map(({ AvailableIpAddressCount = 0 }) => AvailableIpAddressCount);
    const before = await free();
    const scaleTo = async (desiredCount: number): Promise<void> => {
      const names = { cluster: 'waooaw-production', service: 'waooaw-backend' };
      await aws.ecs.send(new UpdateServiceCommand({ ...names, desiredCount }));
    };
    await scaleTo(9);
    aws.pass(2 * MINUTE);
    const [a = 0, b = 0, c = 0] = await free();
    // Three in each zone; two of them were there before, in the first two.
    expect([a, b, c].map((now, index) => (before[index] ?? 0) - now)).toEqual([2, 2, 3]);
    await scaleTo(2);
    aws.pass(5 * MINUTE);
    const after = await free();
    expect(after.reduce((sum, count) => sum + count)).toBe(before.reduce((sum, count) => sum + count));
  });

  it('are found by filters, and page by page', async () => {
    const inZone = await describeSubnets({ Filters: [{ Name: 'availability-zone', Values: ['us-east-1b'] }] });
    expect(inZone.map(({ SubnetId }) => SubnetId)).toEqual([SUBNETS[1]]);
    expect(await describeSubnets({ Filters: [{ Name: 'vpc-id', Values: ['vpc-1'] }] })).toEqual([]);
    expect(await describeSubnets({ MaxResults: 5 })).toHaveLength(3);
  });

  // aws-facts 4.3: "EC2 InvalidSubnetID.NotFound"
  it.each([
    [
      { SubnetIds: [...SUBNETS, 'subnet-0d44444444444444d'] },
      'InvalidSubnetID.NotFound',
      "The subnet ID 'subnet-0d44444444444444d' does not exist",
    ],
    [{ SubnetIds: ['waooaw'] }, 'InvalidSubnetID.Malformed', 'Invalid id: "waooaw" (expecting "subnet-...")'],
    [{ Filters: [{ Name: 'colour', Values: ['red'] }] }, 'InvalidParameterValue', "The filter 'colour' is invalid"],
  ])('refuse %o', async (input, name, message) => {
    await expect(ec2.send(new DescribeSubnetsCommand(input))).rejects.toMatchObject({ name, message, Code: name });
  });
});

describe('the shapes that are written by hand', () => {
  type Shape = { readonly is: string; readonly traits: unknown; readonly members: Record<string, unknown> };

  /** A schema as plain data; of a structure only the members that `like` has, too. */
  const shapeOf = (schema: NormalizedSchema, like: NormalizedSchema): Shape | string => {
    const traits = schema.getMergedTraits();
    if (schema.isListSchema()) {
      return { is: 'list', traits, members: { item: shapeOf(schema.getValueSchema(), like.getValueSchema()) } };
    }
    if (!schema.isStructSchema()) return JSON.stringify([schema.getSchema(), traits]);
    const members: Record<string, unknown> = {};
    for (const [name, member] of like.structIterator()) members[name] = shapeOf(schema.getMemberSchema(name), member);
    return { is: 'structure', traits, members };
  };

  const client = schemaOf(DescribeSubnetsCommand);

  it.each([
    ['what is asked', 4],
    ['what is answered', 5],
  ] as const)('are those of the EC2 client: %s', (_, part) => {
    const ours = NormalizedSchema.of(DESCRIBE_SUBNETS[part]);
    expect(shapeOf(ours, ours)).toEqual(shapeOf(NormalizedSchema.of(client[part]), ours));
  });
});
