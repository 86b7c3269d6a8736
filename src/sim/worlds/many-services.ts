import { type Account, loadBalancerArn, targetGroupArn } from '../world/account.ts';
import { DAY, MINUTE, SECOND } from '../world/clock.ts';
import type { TargetTracking } from '../world/scalable-target.ts';
import type { LoadBalancer, TargetGroup } from '../world/targets.ts';
import type { Subnet } from '../world/tasks.ts';
import { World } from '../world/world.ts';
import type { OpeningOptions } from './waooaw-production.ts';

const ACCOUNT: Account = {
  accountId: '123456789012',
  region: 'us-east-1',
  callerArn: 'arn:aws:sts::123456789012:assumed-role/headroom-operator/simulated',
  callerUserId: 'AROASIMULATEDHEADROOM:simulated',
  alias: 'waooaw-platform',
};

const CLUSTERS = 50;
const SERVICES_PER_CLUSTER = 100;

/** One service in ten serves requests behind a load balancer, and scales by itself; the others are workers. */
const ONE_WEB_IN = 10;

/** Of a quarter of a vCPU each. */
const FARGATE_VCPUS = 10_000;

/** Enough for the slowest alarm; four hours of history would make opening slow, and nobody reads 5,000 charts. */
const HISTORY_MS = 30 * MINUTE;

/** Ten thousand series, and a month of each, would not fit into anybody's memory. */
const METRICS_KEPT_HOURS = 6;

const VPC = 'vpc-0f1e2d3c4b5a69788';

const subnetIn = (zone: string): Subnet => ({
  id: `subnet-0f1e2d3c4b5a6978${zone}`,
  availabilityZone: `us-east-1${zone}`,
});

/** As many zones as us-east-1 has: ten thousand tasks need addresses. */
const SUBNETS: readonly [Subnet, ...Subnet[]] = [subnetIn('a'), ...['b', 'c', 'd', 'e', 'f'].map(subnetIn)];

/** Two zones each, in turn: whoever has one task has it in the first. */
const subnetsOf = (service: number): readonly [Subnet, ...Subnet[]] => {
  const [first = SUBNETS[0], second = SUBNETS[0]] = [0, 1].map(turn => SUBNETS[(service + turn) % SUBNETS.length]);
  return [first, second];
};

const CPU_70: TargetTracking = {
  metric: { kind: 'cpu' },
  targetValue: 70,
  scaleInCooldownMs: 300 * SECOND,
  scaleOutCooldownMs: 60 * SECOND,
  disableScaleIn: undefined,
};

/** `platform-07`, `service-0742`: names sort as numbers do. */
const clusterName = (index: number): string => `platform-${String(index).padStart(2, '0')}`;
const serviceName = (index: number): string => `service-${String(index).padStart(4, '0')}`;

/** A whole platform: 5,000 services of one to three tasks in 50 clusters, for what must not slow down with size. */
export const openManyServices = ({ seed, start, durations }: OpeningOptions): World => {
  const beginning = Math.floor((start - HISTORY_MS) / MINUTE) * MINUTE;
  const world = new World({
    seed,
    start: beginning,
    durations,
    account: ACCOUNT,
    fargateVcpus: FARGATE_VCPUS,
    metricsKeptHours: METRICS_KEPT_HOURS,
    looksEveryMs: MINUTE,
  });
  for (const [index, subnet] of SUBNETS.entries()) {
    const name = `platform-private-${index + 1}`;
    const place = { availabilityZoneId: `use1-az${index + 1}`, cidrBlock: `10.0.${index * 16}.0/20`, vpcId: VPC };
    world.network.add({ ...subnet, ...place, name, takenByOthers: 0 });
  }
  for (let cluster = 0; cluster < CLUSTERS; cluster += 1) openCluster(world, cluster);
  world.clock.runUntil(start);
  return world;
};

const openCluster = (world: World, cluster: number): void => {
  const name = clusterName(cluster);
  world.ecs.addCluster(name);
  for (let index = 0; index < SERVICES_PER_CLUSTER; index += 1) {
    const number = cluster * SERVICES_PER_CLUSTER + index;
    const isWeb = index % ONE_WEB_IN === 0;
    openService(world, { cluster: name, number, isWeb });
  }
};

const openService = (
  world: World,
  { cluster, number, isWeb }: { cluster: string; number: number; isWeb: boolean },
): void => {
  const { clock } = world;
  const name = serviceName(number);
  const targetGroup = isWeb ? openTargetGroup(world, name) : undefined;
  world.ecs.addTaskDefinition(taskDefinition(world, name, isWeb));
  const desiredCount = 1 + (number % 3);
  const service = world.ecs.addService({
    cluster,
    name,
    taskDefinition: { family: name, revision: 1 },
    desiredCount,
    subnets: subnetsOf(number),
    securityGroups: ['sg-0b2c0b2c0b2c0b2c0'],
    ...(targetGroup && { targetGroupArn: targetGroup.arn }),
    healthCheckGracePeriodMs: targetGroup === undefined ? 0 : MINUTE,
    createdAt: clock.now - 300 * DAY,
    deployedAt: clock.now - 5 * DAY,
  });
  world.addWorkload(service, {
    baselinePerMinute: 400 * desiredCount,
    taskAt: { requestsPerMinute: 500, cpuPercent: 40 },
    ...(targetGroup && { targetGroup }),
    // What 10,000 tasks write in a day would fill the memory, and nobody reads it here.
    writesLogs: false,
  });
  if (targetGroup === undefined) return;
  // At rest: the floor is what it runs.
  const bounds = { minCapacity: desiredCount, maxCapacity: 8, suspended: {} };
  const target = world.autoScaling.register(service, `service/${cluster}/${name}`, bounds);
  world.autoScaling.putPolicy(service, target, 'cpu-scaling', CPU_70);
};

/** Behind a load balancer of its own. */
const openTargetGroup = (world: World, name: string): TargetGroup => {
  const loadBalancer: LoadBalancer = {
    arn: loadBalancerArn(ACCOUNT, { name, id: world.ids.hex('load-balancer', 16) }),
    name,
    dnsName: `${name}-${world.ids.digits('load-balancer', 10)}.${ACCOUNT.region}.elb.amazonaws.com`,
    canonicalHostedZoneId: 'Z35SXDOTRQ7X7K',
    createdAt: world.clock.now - 400 * DAY,
    vpcId: VPC,
    subnets: SUBNETS,
    securityGroups: ['sg-0a1b0a1b0a1b0a1b0'],
  };
  return world.loadBalancing.add(loadBalancer, {
    arn: targetGroupArn(ACCOUNT, { name, id: world.ids.hex('target-group', 16) }),
    name,
    port: 8080,
    healthCheckPath: '/health',
    deregistrationDelayMs: 30 * SECOND,
  });
};

const taskDefinition = ({ clock }: World, name: string, isWeb: boolean) => ({
  family: name,
  revision: 1,
  cpuUnits: 256,
  memoryMib: 512,
  containerName: name,
  ...(isWeb && { containerPort: 8080 }),
  image: `${ACCOUNT.accountId}.dkr.ecr.${ACCOUNT.region}.amazonaws.com/${name}:1`,
  logGroup: `/ecs/${name}`,
  executionRoleArn: `arn:aws:iam::${ACCOUNT.accountId}:role/ecsTaskExecutionRole`,
  registeredAt: clock.now - 5 * DAY,
});
