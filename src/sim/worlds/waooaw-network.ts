import type { World } from '../world/world.ts';

export const VPC = 'vpc-0a1b2c3d4e5f60718';

export const SUBNETS = [
  { id: 'subnet-0a11111111111111a', availabilityZone: 'us-east-1a' },
  { id: 'subnet-0b22222222222222b', availabilityZone: 'us-east-1b' },
  { id: 'subnet-0c33333333333333c', availabilityZone: 'us-east-1c' },
] as const;

const [A, B, C] = SUBNETS;

/** Three private subnets, far from full. Zone ids are the account's own: us-east-1a need not be use1-az1. */
export const openNetwork = ({ network }: World): void => {
  const rows = [
    { ...A, name: 'waooaw-private-a', availabilityZoneId: 'use1-az4', cidrBlock: '10.0.0.0/20', takenByOthers: 37 },
    { ...B, name: 'waooaw-private-b', availabilityZoneId: 'use1-az6', cidrBlock: '10.0.16.0/20', takenByOthers: 35 },
    { ...C, name: 'waooaw-private-c', availabilityZoneId: 'use1-az1', cidrBlock: '10.0.32.0/20', takenByOthers: 29 },
  ];
  for (const subnet of rows) network.add({ ...subnet, vpcId: VPC });
};
