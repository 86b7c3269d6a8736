import { describe, expect, it } from 'vitest';
import { DAY, HOUR, MINUTE, type SimTime } from '../../../src/sim/world/clock.ts';
import type { DbInstance } from '../../../src/sim/world/rds/db-instance.ts';
import { parseStatistic } from '../../../src/sim/world/statistics.ts';
import { isRunning } from '../../../src/sim/world/tasks.ts';
import type { World } from '../../../src/sim/world/world.ts';
import { openWaooawProduction } from '../../../src/sim/worlds/waooaw-production.ts';
import { eventsSince, NOON, openQuietWorld } from './quiet-world.ts';

const PRIMARY = 'waooaw-postgres-production';

const values = (
  world: World,
  metricName: string,
  statistic: string,
  window: { from: SimTime; identifier?: string; periodMs?: number },
): readonly number[] => {
  const { from, identifier = PRIMARY, periodMs = MINUTE } = window;
  const parsed = parseStatistic(statistic);
  if (parsed === undefined) throw new Error(`no statistic ${statistic}`);
  const id = { namespace: 'AWS/RDS', metricName, dimensions: [{ name: 'DBInstanceIdentifier', value: identifier }] };
  return world.metrics.read({ id, from, to: world.clock.now, periodMs, statistic: parsed }).map(({ value }) => value);
};

const ofBackend = (world: World, metricName: string, statistic: string, from: SimTime): readonly number[] => {
  const series = world.metrics.all().findLast(({ id }) => id.metricName === metricName);
  const parsed = parseStatistic(statistic);
  if (series === undefined || parsed === undefined) return [];
  const window = { id: series.id, from, to: world.clock.now, periodMs: MINUTE, statistic: parsed };
  return world.metrics.read(window).map(({ value }) => value);
};

const primaryOf = (world: World): DbInstance => {
  const instance = world.rds.instances.get(PRIMARY);
  if (instance === undefined) throw new Error('the opening world has no database');
  return instance;
};

const mean = (numbers: readonly number[]): number => numbers.reduce((sum, n) => sum + n, 0) / numbers.length;

describe('the database of the opening world', () => {
  it('is quiet: below its CPU baseline, a tenth of its connections, its credits saved up', () => {
    // aws-facts 2.3, 3.9
    const { world, pass } = openQuietWorld();
    pass(DAY);
    const average = (name: string) => mean(values(world, name, 'Average', { from: NOON }));
    expect(Math.max(...values(world, 'CPUUtilization', 'Average', { from: NOON }))).toBeLessThan(20);
    expect(average('CPUUtilization')).toBeGreaterThan(8);
    expect(average('DatabaseConnections') / primaryOf(world).maxConnections).toBeCloseTo(0.1, 1);
    expect(average('DiskQueueDepth')).toBeLessThan(1);
    expect(average('ReadLatency')).toBeLessThan(0.002);
    expect(average('FreeableMemory')).toBeGreaterThan(0.3 * 4 * 2 ** 30);
    expect(average('FreeStorageSpace')).toBeGreaterThan(0.5 * 100 * 2 ** 30);
    expect(values(world, 'SwapUsage', 'Maximum', { from: NOON }).every(bytes => bytes === 0)).toBe(true);
    expect(Math.min(...values(world, 'CPUCreditBalance', 'Minimum', { from: NOON }))).toBeGreaterThan(575);
    expect(values(world, 'ReplicaLag', 'Average', { from: NOON })).toEqual([]);
  });

  it('reports its credits every five minutes only', () => {
    // aws-facts 2.3: "5-min period only"
    const { world } = openQuietWorld();
    const anHour = { from: NOON - 3 * HOUR };
    expect(values(world, 'CPUCreditBalance', 'Average', anHour).length).toBeLessThan(40);
    expect(values(world, 'CPUCreditBalance', 'Average', { ...anHour, periodMs: 5 * MINUTE }).length).toBeGreaterThan(
      34,
    );
    expect(values(world, 'CPUUtilization', 'Average', anHour).length).toBeGreaterThan(170);
  });

  it('is backed up every night, while it goes on working', () => {
    const { world, pass } = openQuietWorld();
    pass(7 * DAY);
    const messages = world.rds.events.all().map(({ message }) => message);
    expect(messages.filter(message => message === 'Finished DB instance backup')).toHaveLength(7);
    expect(Math.min(...values(world, 'DatabaseConnections', 'Minimum', { from: NOON }))).toBeGreaterThan(20);
  });

  it('may have a standby', () => {
    const world = openWaooawProduction({ seed: 1, start: NOON, durations: 1, multiAz: true });
    expect(primaryOf(world)).toMatchObject({
      multiAz: true,
      availabilityZone: 'us-east-1a',
      secondaryAvailabilityZone: 'us-east-1b',
    });
  });
});

describe('traffic', () => {
  it("makes the database's CPU, connections and disk operations, and uses up its credits", () => {
    // aws-facts 3.9
    const { world, backend, pass } = openQuietWorld();
    world.addSurge(backend, { from: NOON, rampMs: 10 * MINUTE, holdMs: 2 * HOUR, extraPerMinute: 4000 });
    pass(HOUR);
    const from = NOON + 40 * MINUTE;
    expect(mean(values(world, 'CPUUtilization', 'Average', { from }))).toBeGreaterThan(50);
    expect(mean(values(world, 'DatabaseConnections', 'Average', { from }))).toBeGreaterThan(100);
    expect(mean(values(world, 'WriteIOPS', 'Average', { from }))).toBeGreaterThan(600);
    expect(values(world, 'CPUCreditBalance', 'Average', { from }).at(-1)).toBeLessThan(560);
  });

  it('beyond what the database can do slows the backend down, however many tasks there are', () => {
    const { world, backend, pass } = openQuietWorld();
    world.rds.database(PRIMARY).connect().want({ connections: 10, queriesPerMinute: 33_000 });
    pass(20 * MINUTE);
    const from = NOON + 10 * MINUTE;
    expect(Math.min(...values(world, 'CPUUtilization', 'Average', { from }))).toBeGreaterThan(90);
    expect(mean(ofBackend(world, 'TargetResponseTime', 'p95', from))).toBeGreaterThan(1);
    expect(backend.tasks.filter(isRunning)).toHaveLength(2);
  });
});

describe('an outage of the database', () => {
  it('shows as no connections, failing requests, and recovery afterwards', () => {
    // aws-facts 3.5, 8.7
    const { world, passUntil, pass } = openQuietWorld();
    const primary = primaryOf(world);
    world.rds.modify(primary, { instanceClass: 'db.t3.large' }, { immediately: true });
    passUntil(() => !primary.isReachable, 6 * MINUTE);
    const downAt = world.clock.now;
    expect(world.rds.database(PRIMARY).connectionsInUse).toBe(0);
    passUntil(() => primary.status === 'available', 10 * MINUTE);
    const upAt = world.clock.now;
    pass(10 * MINUTE);
    expect(Math.min(...values(world, 'DatabaseConnections', 'Minimum', { from: downAt - MINUTE }))).toBe(0);
    expect(Math.max(...ofBackend(world, 'HTTPCode_Target_5XX_Count', 'Sum', downAt - MINUTE))).toBeGreaterThan(500);
    expect(Math.max(...ofBackend(world, 'TargetResponseTime', 'p95', downAt - MINUTE))).toBeGreaterThan(5);
    const afterwards = upAt + 2 * MINUTE;
    expect(ofBackend(world, 'HTTPCode_Target_5XX_Count', 'Sum', afterwards)).toEqual([]);
    expect(Math.max(...ofBackend(world, 'TargetResponseTime', 'p95', afterwards))).toBeLessThan(0.4);
  });

  it('lets new tasks fail their health checks, and leaves those alone that serve already', () => {
    // aws-facts 8.7: "ECS tasks may fail health checks if /health touches DB"
    const { world, backend, pass, passUntil } = openQuietWorld();
    const old = backend.tasks.map(({ id }) => id);
    const primary = primaryOf(world);
    primary.isReachable = false;
    world.ecs.setDesiredCount(backend, 3);
    pass(5 * MINUTE);
    expect(backend.tasks.map(({ stopReason }) => stopReason?.stoppedReason)).toContain(
      `Task failed ELB health checks in (target-group ${backend.targetGroupArn})`,
    );
    expect(eventsSince(backend, NOON).some(text => text.includes('is unhealthy in'))).toBe(true);
    expect(backend.tasks.filter(task => old.includes(task.id)).every(isRunning)).toBe(true);
    primary.isReachable = true;
    world.ecs.setDesiredCount(backend, 3);
    passUntil(() => backend.steadySince !== undefined, 15 * MINUTE);
  });
});

describe('a database at its connection limit', () => {
  // aws-facts 3.9
  it('refuses the next task, and part of the requests; scaling out makes it worse', () => {
    // aws-facts T4: "DB connections exhausted ... do NOT scale ECS out"
    const { world, backend, pass } = openQuietWorld();
    const database = world.rds.database(PRIMARY);
    const forgotten = database.connect();
    forgotten.want({ connections: 365, queriesPerMinute: 0 });
    pass(5 * MINUTE);
    expect(database.isFull).toBe(true);
    expect(database.connectionsInUse).toBeLessThanOrEqual(database.maxConnections);
    const errors = () => mean(ofBackend(world, 'HTTPCode_Target_5XX_Count', 'Sum', world.clock.now - 5 * MINUTE));
    const before = errors();
    expect(before).toBeGreaterThan(0);
    world.ecs.setDesiredCount(backend, 6);
    pass(6 * MINUTE);
    expect(errors()).toBeGreaterThan(before);
    const [group] = world.loadBalancing.targetGroups.values();
    expect(group?.targets.filter(({ state }) => state === 'healthy')).toHaveLength(2);

    forgotten.want({ connections: 0, queriesPerMinute: 0 });
    pass(5 * MINUTE);
    expect(database.isFull).toBe(false);
  });
});

describe('the lag of a read replica', () => {
  const settings = { autoMinorVersionUpgrade: true, copyTagsToSnapshot: false, deletionProtection: false };
  const spec = {
    identifier: 'replica',
    multiAz: false,
    availabilityZone: undefined,
    publiclyAccessible: false,
    settings,
  };
  const identifier = 'replica';

  const openWithReplica = () => {
    const quiet = openQuietWorld();
    const { world } = quiet;
    const replica = world.rds.createReadReplica(primaryOf(world), { ...spec, instanceClass: 'db.t3.medium' });
    quiet.passUntil(() => replica.status === 'available', 30 * MINUTE);
    return { ...quiet, replica, from: world.clock.now };
  };

  it('is caught up after the restore, and stays below a second on a quiet day', () => {
    const { world, pass, from } = openWithReplica();
    pass(20 * MINUTE);
    expect(Math.max(...values(world, 'ReplicaLag', 'Maximum', { from, identifier }))).toBeGreaterThan(20);
    const settled = { from: from + 10 * MINUTE, identifier };
    expect(Math.max(...values(world, 'ReplicaLag', 'Maximum', settled))).toBeLessThan(1);
  });

  it('grows while the source writes more than the replica can repeat', () => {
    // aws-facts 3.5, 2.3
    const { world, pass, from } = openWithReplica();
    pass(10 * MINUTE);
    const flood = world.rds.database(PRIMARY).connect();
    flood.want({ connections: 20, queriesPerMinute: 40_000 });
    pass(20 * MINUTE);
    const growing = values(world, 'ReplicaLag', 'Maximum', { from: from + 15 * MINUTE, identifier });
    expect(growing.at(-1)).toBeGreaterThan(30);
    expect(growing.at(-1)).toBeGreaterThan(growing[0] ?? 0);
    flood.want({ connections: 0, queriesPerMinute: 0 });
    pass(20 * MINUTE);
    expect(values(world, 'ReplicaLag', 'Maximum', { from, identifier }).at(-1)).toBeLessThan(1);
  });

  it('is the age of the last transaction: it also grows while the source is down', () => {
    // aws-facts 2.3: "now()-last replayed xact"
    const { world, pass, from } = openWithReplica();
    pass(10 * MINUTE);
    primaryOf(world).isReachable = false;
    pass(5 * MINUTE);
    expect(values(world, 'ReplicaLag', 'Maximum', { from, identifier }).at(-1)).toBeGreaterThan(60);
    primaryOf(world).isReachable = true;
    pass(5 * MINUTE);
    expect(values(world, 'ReplicaLag', 'Maximum', { from, identifier }).at(-1)).toBeLessThan(1);
  });

  it('is none any more when its source is deleted: the replica is then on its own', () => {
    const { world, pass, replica } = openWithReplica();
    world.rds.delete(primaryOf(world));
    pass(10 * MINUTE);
    expect(replica.sourceIdentifier).toBeUndefined();
    const from = world.clock.now;
    pass(5 * MINUTE);
    expect(values(world, 'ReplicaLag', 'Maximum', { from, identifier })).toEqual([]);
    expect(values(world, 'CPUUtilization', 'Maximum', { from, identifier })).not.toEqual([]);
    expect(values(world, 'CPUUtilization', 'Maximum', { from })).toEqual([]);
  });
});

describe('the pace of the world', () => {
  it('is the pace of the database too', () => {
    const { world, passUntil } = openQuietWorld({ durations: 0.05 });
    const primary = primaryOf(world);
    world.rds.modify(primary, { instanceClass: 'db.t3.large' }, { immediately: true });
    passUntil(() => primary.instanceClass === 'db.t3.large' && primary.status === 'available', MINUTE);
  });
});

describe('the same seed', () => {
  const lived = (chunkMs: number): string => {
    const { world, backend, pass } = openQuietWorld({ seed: 5 });
    const primary = primaryOf(world);
    const settings = { autoMinorVersionUpgrade: true, copyTagsToSnapshot: false, deletionProtection: false };
    const chosen = { instanceClass: 'db.t3.small', multiAz: false, availabilityZone: undefined, settings };
    world.rds.createReadReplica(primary, { identifier: 'replica', publiclyAccessible: false, ...chosen });
    const changes = { instanceClass: 'db.t3.large', multiAz: true, allocatedStorageGib: 200 };
    world.rds.modify(primary, changes, { immediately: true });
    world.addSurge(backend, { from: NOON + MINUTE, rampMs: MINUTE, holdMs: 20 * MINUTE, extraPerMinute: 6000 });
    for (let passedMs = 0; passedMs < HOUR; passedMs += chunkMs) pass(Math.min(chunkMs, HOUR - passedMs));
    return world.state();
  };

  it('gives the same databases, in one leap or in many steps', () => {
    expect(lived(HOUR)).toBe(lived(37_123));
  });
});
