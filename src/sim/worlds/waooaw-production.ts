import { type Account, loadBalancerArn, targetGroupArn } from '../world/account.ts';
import { DAY, HOUR, MINUTE, SECOND, type SimTime } from '../world/clock.ts';
import type { Dependency } from '../world/dependency.ts';
import { databaseDependency } from '../world/rds/database.ts';
import type { TargetTracking } from '../world/scalable-target.ts';
import { loadBalancerDimension, type TargetGroup, targetGroupDimension } from '../world/targets.ts';
import { World } from '../world/world.ts';
import { rememberDays } from './earlier-days.ts';
import { AGENT_CACHE_HABITS, BACKEND_CACHE_HABITS, openCache } from './waooaw-cache.ts';
import { AGENT_HABITS, BACKEND_HABITS, openDatabase } from './waooaw-database.ts';
import { openFunctions } from './waooaw-functions.ts';
import { openNetwork, SUBNETS, VPC } from './waooaw-network.ts';

const ACCOUNT: Account = {
  accountId: '123456789012',
  region: 'us-east-1',
  callerArn: 'arn:aws:sts::123456789012:assumed-role/headroom-operator/simulated',
  callerUserId: 'AROASIMULATEDHEADROOM:simulated',
  alias: 'waooaw',
};

const CLUSTER = 'waooaw-production';
const BACKEND = 'waooaw-backend';
const AGENT = 'waooaw-agent';

/** Ten backend tasks of one vCPU, which auto-scaling may ask for, six agents of half a one, and little more. */
const FARGATE_VCPUS = 16;

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
  /** When the caller enters. */
  readonly start: SimTime;
  readonly durations: number;
  /** How long it has been running when the caller enters; four hours unless given. */
  readonly historyMs?: number;
  /** Whether the database has a standby in another zone; not unless given. */
  readonly multiAz?: boolean;
  /** Of how many days before its beginning the metrics are remembered; of none unless given. */
  readonly earlierDays?: number;
  /** Whether the cache's keys lie in several shards; not unless given. */
  readonly cacheClusterMode?: 'disabled' | 'enabled';
}

/** The runbook's production account on a quiet day, two tasks of each service running, auto-scaling as set up there. */
export const openWaooawProduction = ({
  seed,
  start,
  durations,
  historyMs = HISTORY_MS,
  multiAz = false,
  earlierDays = 0,
  cacheClusterMode: clusterMode = 'disabled',
}: OpeningOptions): World => {
  const beginning = Math.floor((start - historyMs) / MINUTE) * MINUTE;
  const world = new World({ seed, start: beginning, durations, account: ACCOUNT, fargateVcpus: FARGATE_VCPUS });
  openNetwork(world);
  world.ecs.addCluster(CLUSTER);
  const database = openDatabase(world, { vpcId: VPC, subnets: SUBNETS, multiAz });
  const cache = openCache(world, { subnets: SUBNETS, database, clusterMode });
  openBackend(world, earlierDays, [
    databaseDependency(database, BACKEND_HABITS),
    world.elastiCache.dependency(cache, BACKEND_CACHE_HABITS),
  ]);
  openAgent(world, earlierDays, [
    databaseDependency(database, AGENT_HABITS),
    world.elastiCache.dependency(cache, AGENT_CACHE_HABITS),
  ]);
  openFunctions(world, { cluster: CLUSTER, service: BACKEND });
  world.clock.runUntil(start);
  return world;
};

const openBackend = (world: World, earlierDays: number, dependsOn: readonly Dependency[]): void => {
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
  const taskAt = { requestsPerMinute: 500, cpuPercent: 30 };
  world.addWorkload(service, { baselinePerMinute: 1000, taskAt, targetGroup, dependsOn });
  rememberDays(world, earlierDays, { service, tasks: 2, busiestPerMinute: 1150, taskAt, targetGroup });
  const bounds = { minCapacity: 2, maxCapacity: 10, suspended: {} };
  const target = world.autoScaling.register(service, `service/${CLUSTER}/${BACKEND}`, bounds);
  world.autoScaling.putPolicy(service, target, 'cpu-scaling', CPU_70);
  world.autoScaling.putPolicy(service, target, 'request-scaling', requestsPerTarget1000(targetGroup));
};

/** A worker: it takes jobs from a queue, so it has no load balancer. */
const openAgent = (world: World, earlierDays: number, dependsOn: readonly Dependency[]): void => {
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
  const taskAt = { requestsPerMinute: 30, cpuPercent: 40 };
  world.addWorkload(service, { baselinePerMinute: 60, taskAt, dependsOn });
  rememberDays(world, earlierDays, { service, tasks: 2, busiestPerMinute: 40, taskAt });
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
