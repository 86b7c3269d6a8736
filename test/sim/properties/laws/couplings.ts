import type { Metric } from '@aws-sdk/client-cloudwatch';
import { DescribeReplicationGroupsCommand } from '@aws-sdk/client-elasticache';
import { DescribeDBInstancesCommand } from '@aws-sdk/client-rds';
import { MINUTE } from '../../../../src/sim/world/clock.ts';
import { ask } from '../ask.ts';
import type { Look } from '../look.ts';
import { justReadable, readMinutes } from '../minutes.ts';
import type { Story } from '../story.ts';
import type { Law } from './law.ts';

/** What the opening world says of each service: the most connections that a task opens, and its connections to Redis. */
const POOLS = { 'waooaw-backend': { database: 30, cache: 10 }, 'waooaw-agent': { database: 10, cache: 5 } } as const;
const DATABASE = 'waooaw-postgres-production';
const CACHE = 'waooaw-redis-production';

/** aws-facts 2.4: what PostgreSQL takes at the most. */
const MOST_CONNECTIONS: Readonly<Record<string, number>> = {
  'db.t3.medium': 450,
  'db.t3.large': 901,
  'db.m5.large': 901,
};
const UP = new Set(['available', 'backing-up']);

/** A pool opens three tenths at the start. aws-facts 3.9 "sum(tasks*pool*clamp(0.3+rho))" */
const OPENED_AT_START = 0.3;
/** Of each pool the count is rounded. */
const ROUNDING = Object.keys(POOLS).length / 2;
/** Of the cache's own, beside a link for each replica, also for one that is still being made. */
const OWN_CONNECTIONS = 3;
const MOST_REPLICAS = 3;

const wanted = ({ services }: Look, of: 'database' | 'cache'): number =>
  services.reduce((sum, { name, service }) => sum + (service.runningCount ?? Number.NaN) * POOLS[name][of], 0);

/** aws-facts 3.9: running tasks hold connections, and nobody else does. */
export const databaseConnections: Law = {
  name: 'the connections of the database are those of the pools of the running tasks',
  watch: () => {
    /** What the database was at each look. */
    const seen = new Map<number, { readonly status: string; readonly most: number }>();
    return (story, judge) => {
      const [instance] =
        ask(story.simulator, DescribeDBInstancesCommand, { DBInstanceIdentifier: DATABASE }).DBInstances ?? [];
      const { DBInstanceStatus: status = '', DBInstanceClass: instanceClass = '' } = instance ?? {};
      seen.set(story.now.at, { status, most: MOST_CONNECTIONS[instanceClass] ?? Number.NaN });
      const readable = justReadable(story);
      if (readable === undefined) return;
      const { minute, around } = readable;
      const read = (stat: string): number | undefined => readOne(story, databaseMetric, minute, stat);
      const [least, most] = [read('Minimum'), read('Maximum')];
      if (least === undefined || most === undefined) return;
      const pools = around.map(look => wanted(look, 'database'));
      const mostWanted = Math.max(...pools);
      judge(most <= mostWanted + ROUNDING, () => `${most} connections of pools of ${pools}`);
      const limits = around.map(({ at }) => seen.get(at)?.most ?? Number.NaN);
      const limit = Math.max(...limits);
      judge(most <= limit, () => `${most} connections, and at most ${limit} are possible`);
      // Who is full refuses the rest, and who is being modified may be away.
      const wasUp = around.every(({ at }) => UP.has(seen.get(at)?.status ?? ''));
      const opened = OPENED_AT_START * Math.min(...pools) - ROUNDING;
      if (wasUp && mostWanted < Math.min(...limits) / 2)
        judge(least >= opened, () => `${least} connections of pools of ${pools}`);
    };
  },
};

const databaseMetric: Metric = {
  Namespace: 'AWS/RDS',
  MetricName: 'DatabaseConnections',
  Dimensions: [{ Name: 'DBInstanceIdentifier', Value: DATABASE }],
};

/** aws-facts 3.9, 2.7: so many connections for each running task, at the primary. */
export const cacheConnections: Law = {
  name: 'the connections of the cache are those of the running tasks, its replicas and its own',
  watch: () => (story, judge) => {
    const readable = justReadable(story);
    if (readable === undefined) return;
    const [group] =
      ask(story.simulator, DescribeReplicationGroupsCommand, { ReplicationGroupId: CACHE }).ReplicationGroups ?? [];
    const members = group?.NodeGroups?.[0]?.NodeGroupMembers ?? [];
    const primary = members.find(({ CurrentRole }) => CurrentRole === 'primary');
    const { minute, around } = readable;
    const metric: Metric = {
      Namespace: 'AWS/ElastiCache',
      MetricName: 'CurrConnections',
      Dimensions: [
        { Name: 'CacheClusterId', Value: primary?.CacheClusterId },
        { Name: 'CacheNodeId', Value: '0001' },
      ],
    };
    const measured = readOne(story, metric, minute, 'Maximum');
    if (measured === undefined) return;
    const ofTasks = around.map(look => wanted(look, 'cache'));
    const least = Math.min(...ofTasks) + OWN_CONNECTIONS + 1;
    const most = Math.max(...ofTasks) + OWN_CONNECTIONS + MOST_REPLICAS;
    judge(least <= measured && measured <= most, () => `${measured} connections, of tasks that have ${ofTasks}`);
  },
};

const readOne = ({ simulator }: Story, metric: Metric, minute: number, stat: string): number | undefined =>
  readMinutes(simulator, metric, { from: minute, to: minute + MINUTE, stat }).get(minute);
