import { type Account, loadBalancerArn, targetGroupArn } from '../world/account.ts';
import { DAY, HOUR, MINUTE, SECOND, type SimTime } from '../world/clock.ts';
import type { TargetTracking } from '../world/scalable-target.ts';
import { loadBalancerDimension, type TargetGroup, targetGroupDimension } from '../world/targets.ts';
import { World } from '../world/world.ts';

const ACCOUNT: Account = {
  accountId: '123456789012',
  region: 'us-east-1',
  callerArn: 'arn:aws:sts::123456789012:assumed-role/headroom-operator/simulated',
  callerUserId: 'AROASIMULATEDHEADROOM:simulated',
};

const CLUSTER = 'waooaw-production';
const BACKEND = 'waooaw-backend';
const AGENT = 'waooaw-agent';

const VPC = 'vpc-0a1b2c3d4e5f60718';
const SUBNETS = [
  { id: 'subnet-0a11111111111111a', availabilityZone: 'us-east-1a' },
  { id: 'subnet-0b22222222222222b', availabilityZone: 'us-east-1b' },
  { id: 'subnet-0c33333333333333c', availabilityZone: 'us-east-1c' },
] as const;

/** Enough for three hours of charts and for the slowest alarm. */
const HISTORY_MS = 4 * HOUR;

/** From the runbook, "Auto-Scaling": 70 % CPU, out after a minute, in after five. */
const CPU_70: TargetTracking = {
  metric: { kind: 'cpu' },
  targetValue: 70,
  scaleInCooldownMs: 300 * SECOND,
  scaleOutCooldownMs: 60 * SECOND,
  disableScaleIn: undefined,
};

/** From the same section, cooldowns left out as there. */
const requestsPerTarget1000 = (group: TargetGroup): TargetTracking => ({
  metric: {
    kind: 'requests-per-target',
    resourceLabel: `${loadBalancerDimension(group.loadBalancer)}/${targetGroupDimension(group)}`,
  },
  targetValue: 1000,
  scaleInCooldownMs: undefined,
  scaleOutCooldownMs: undefined,
  disableScaleIn: undefined,
});

export interface OpeningOptions {
  readonly seed: number;
  /** When the caller enters; the world has then been running for four hours. */
  readonly start: SimTime;
  readonly durations: number;
}

/** The runbook's production account on a quiet day, two tasks of each service running, auto-scaling as set up there. */
export const openWaooawProduction = ({ seed, start, durations }: OpeningOptions): World => {
  const beginning = Math.floor((start - HISTORY_MS) / MINUTE) * MINUTE;
  const world = new World({ seed, start: beginning, durations, account: ACCOUNT });
  world.ecs.addCluster(CLUSTER);
  openBackend(world);
  openAgent(world);
  world.clock.runUntil(start);
  return world;
};

const openBackend = (world: World): void => {
  const { clock, ids } = world;
  const loadBalancer = {
    arn: loadBalancerArn(ACCOUNT, { name: 'waooaw-alb', id: ids.hex('load-balancer', 16) }),
    name: 'waooaw-alb',
    dnsName: `waooaw-alb-${ids.digits('load-balancer', 10)}.${ACCOUNT.region}.elb.amazonaws.com`,
    canonicalHostedZoneId: 'Z35SXDOTRQ7X7K',
    createdAt: clock.now - 400 * DAY,
    vpcId: VPC,
    subnets: SUBNETS,
    securityGroups: ['sg-0a1b0a1b0a1b0a1b0'],
  };
  const targetGroup = world.loadBalancing.add(loadBalancer, {
    arn: targetGroupArn(ACCOUNT, { name: BACKEND, id: ids.hex('target-group', 16) }),
    name: BACKEND,
    port: 8080,
    healthCheckPath: '/health',
    deregistrationDelayMs: 30 * SECOND,
  });
  world.ecs.addTaskDefinition({
    ...fargateTask(BACKEND, 42),
    cpuUnits: 1024,
    memoryMib: 2048,
    containerPort: 8080,
    registeredAt: clock.now - 3 * DAY,
  });
  const service = world.ecs.addService({
    cluster: CLUSTER,
    name: BACKEND,
    taskDefinition: { family: BACKEND, revision: 42 },
    desiredCount: 2,
    subnets: SUBNETS,
    securityGroups: ['sg-0b2c0b2c0b2c0b2c0'],
    targetGroupArn: targetGroup.arn,
    healthCheckGracePeriodMs: MINUTE,
    createdAt: clock.now - 400 * DAY,
    deployedAt: clock.now - 3 * DAY,
  });
  world.addWorkload(service, {
    baselinePerMinute: 1000,
    taskAt: { requestsPerMinute: 500, cpuPercent: 30 },
    targetGroup,
  });
  const bounds = { minCapacity: 2, maxCapacity: 10, suspended: {} };
  const target = world.autoScaling.register(service, `service/${CLUSTER}/${BACKEND}`, bounds);
  world.autoScaling.putPolicy(service, target, 'cpu-scaling', CPU_70);
  world.autoScaling.putPolicy(service, target, 'request-scaling', requestsPerTarget1000(targetGroup));
};

/** A worker: it takes jobs from a queue, so it has no load balancer. */
const openAgent = (world: World): void => {
  const { clock } = world;
  world.ecs.addTaskDefinition({
    ...fargateTask(AGENT, 17),
    cpuUnits: 512,
    memoryMib: 1024,
    registeredAt: clock.now - 9 * DAY,
  });
  const service = world.ecs.addService({
    cluster: CLUSTER,
    name: AGENT,
    taskDefinition: { family: AGENT, revision: 17 },
    desiredCount: 2,
    subnets: SUBNETS,
    securityGroups: ['sg-0c3d0c3d0c3d0c3d0'],
    healthCheckGracePeriodMs: 0,
    createdAt: clock.now - 300 * DAY,
    deployedAt: clock.now - 9 * DAY,
  });
  world.addWorkload(service, { baselinePerMinute: 60, taskAt: { requestsPerMinute: 30, cpuPercent: 40 } });
  const bounds = { minCapacity: 2, maxCapacity: 6, suspended: {} };
  const target = world.autoScaling.register(service, `service/${CLUSTER}/${AGENT}`, bounds);
  world.autoScaling.putPolicy(service, target, 'cpu-scaling', CPU_70);
};

const fargateTask = (name: string, revision: number) => ({
  family: name,
  revision,
  containerName: name,
  image: `${ACCOUNT.accountId}.dkr.ecr.${ACCOUNT.region}.amazonaws.com/${name}:2026.11.${revision}`,
  logGroup: `/ecs/${name}-production`,
  executionRoleArn: `arn:aws:iam::${ACCOUNT.accountId}:role/ecsTaskExecutionRole`,
});
