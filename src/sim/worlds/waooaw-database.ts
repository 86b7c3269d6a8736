import { DAY } from '../world/clock.ts';
import type { Database, DatabaseHabits } from '../world/rds/database.ts';
import { GIB } from '../world/rds/instance-class.ts';
import type { Subnet } from '../world/tasks.ts';
import type { World } from '../world/world.ts';

const IDENTIFIER = 'waooaw-postgres-production';

/** The most that the pools open: at 12 backend tasks, the runbook's campaign, they alone nearly fill a db.t3.medium. */
export const BACKEND_HABITS: DatabaseHabits = { poolPerTask: 30, queriesPerRequest: 5 };
export const AGENT_HABITS: DatabaseHabits = { poolPerTask: 10, queriesPerRequest: 20 };

/** What their operators know, and AWS does not: how many connections the pool of one task opens at most. */
export const poolsPerTask: Readonly<Record<string, number>> = {
  'waooaw-backend': BACKEND_HABITS.poolPerTask,
  'waooaw-agent': AGENT_HABITS.poolPerTask,
};

/**
 * The runbook's database. Single-AZ unless asked otherwise: the runbook warns of 5 to 10 minutes of downtime, which only
 * an instance without a standby has; a failover takes one or two.
 */
export const openDatabase = (
  world: World,
  { vpcId, subnets, multiAz }: { vpcId: string; subnets: readonly [Subnet, ...Subnet[]]; multiAz: boolean },
): Database => {
  world.rds.addInstance({
    identifier: IDENTIFIER,
    instanceClass: 'db.t3.medium',
    engineVersion: '16.8',
    allocatedStorageGib: 100,
    usedStorageBytes: 38 * GIB,
    multiAz,
    backupRetentionDays: 7,
    preferredBackupWindow: '03:00-03:30',
    preferredMaintenanceWindow: 'sun:05:00-sun:05:30',
    autoMinorVersionUpgrade: true,
    copyTagsToSnapshot: true,
    deletionProtection: true,
    publiclyAccessible: false,
    masterUsername: 'waooaw',
    databaseName: 'waooaw',
    subnetGroup: { name: 'waooaw-production', vpcId, subnets },
    securityGroups: ['sg-0d4e0d4e0d4e0d4e0'],
    parameterGroup: { name: 'default.postgres16', family: 'postgres16', maxConnections: undefined },
    createdAt: world.clock.now - 400 * DAY,
  });
  return world.rds.database(IDENTIFIER);
};
