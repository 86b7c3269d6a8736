import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Database, MaxConnections } from '../../../src/domain/account-snapshot.ts';
import {
  firstLimit,
  fitAt,
  type Limit,
  type LimitId,
  type LimitReading,
  mostTasks,
} from '../../../src/domain/limits/limit.ts';
import { limitsOf } from '../../../src/domain/limits/limits.ts';
import { shortZones } from '../../../src/domain/limits/subnet-addresses.ts';
import { fresh, missing, type Observed, pending } from '../../../src/domain/observed.ts';
import type { Configured, ServiceSnapshot, Snapshot } from '../../../src/domain/snapshot.ts';
import { nothingConfigured } from '../../../src/domain/snapshot.ts';
import * as given from '../../support/snapshots.ts';
import { backend, now } from '../../support/snapshots.ts';

const agent = 'waooaw-production/waooaw-agent';

const database = (overrides: Partial<Database> = {}): Database => ({
  identifier: 'waooaw-postgres-production',
  instanceClass: 'db.t3.medium',
  engine: 'postgres',
  status: 'available',
  multiAz: false,
  replicaOf: null,
  maxConnections: { count: 400, from: 'set' },
  connections: 20,
  cpuPercent: 20,
  freeStorageBytes: null,
  allocatedStorageGib: 100,
  ...overrides,
});

interface World {
  readonly service?: Partial<ServiceSnapshot>;
  readonly others?: readonly ServiceSnapshot[];
  readonly quota?: Snapshot['account']['fargateQuota'];
  readonly databases?: Observed<readonly Database[]>;
  readonly configured?: Partial<Configured>;
}

function world({ service = {}, others = [], quota, databases, configured = {} }: World = {}): Snapshot {
  const plain = given.snapshot(service);
  return {
    ...plain,
    services: [...plain.services, ...others],
    account: {
      ...plain.account,
      ...(quota && { fargateQuota: quota }),
      ...(databases && { databases }),
    },
    configured: { ...nothingConfigured, ...configured },
  };
}

function reading(id: LimitId, snapshot: Snapshot): LimitReading | undefined {
  const [service] = snapshot.services;
  if (service === undefined) throw new Error('the builder makes a service');
  return limitsOf(snapshot, service).find(each => (each.known ? each.limit.id : each.id) === id);
}

function known(id: LimitId, snapshot: Snapshot): Limit {
  const found = reading(id, snapshot);
  if (!found?.known) throw new Error(`not known: ${JSON.stringify(found)}`);
  return found.limit;
}

const whyNot = (id: LimitId, snapshot: Snapshot): string => {
  const found = reading(id, snapshot);
  return found === undefined ? 'does not apply' : found.known ? 'known' : found.because;
};

const worker = (desiredCount: number, runningCount = desiredCount): ServiceSnapshot => ({
  ...given.service(),
  key: agent,
  service: 'waooaw-agent',
  counts: fresh(given.counts({ desiredCount, runningCount, targetGroupArns: [] }), now),
  task: fresh({ cpuUnits: 512, memoryMiB: 1024 }, now),
});

describe('the Fargate quota', () => {
  const quota = (limitVcpus: number, usedVcpus: number | null) => fresh({ limitVcpus, usedVcpus }, now);

  it('holds what AWS counted beyond the tasks of the service', () => {
    const limit = known('fargate-vcpus', world({ quota: quota(16, 7) }));
    expect(limit).toMatchObject({ capacity: 16, taken: 5, perTask: 1 });
    expect(mostTasks(limit)).toBe(11);
    expect([fitAt(limit, 11), fitAt(limit, 12)]).toEqual(['fits', 'full']);
  });

  it('holds tasks of others that were asked for and that AWS has not counted yet', () => {
    expect(known('fargate-vcpus', world({ quota: quota(16, 3), others: [worker(6, 2)] })).taken).toBe(3);
  });

  it('has nothing to do with tasks on EC2, neither as asked for nor as others', () => {
    const onEc2 = { counts: fresh(given.counts({ capacityProviders: ['EC2'] }), now) };
    expect(whyNot('fargate-vcpus', world({ service: onEc2 }))).toBe('does not apply');
    const others = [{ ...worker(6), ...onEc2 }];
    expect(known('fargate-vcpus', world({ quota: quota(16, 2), others })).taken).toBe(0);
  });

  it.each([
    ['no use', { quota: quota(16, null) }, 'The Fargate quota is 16 vCPU, and CloudWatch (AWS/Usage) does not say'],
    ['no answer', { quota: missing(given.denied) }, 'Attach the read policy to your role.'],
    ['not read yet', { quota: pending }, 'were not read yet'],
    [
      'no task size',
      { service: { task: missing(given.denied) } },
      'The vCPUs of a task of waooaw-backend cannot be read',
    ],
    ['an empty size', { service: { task: fresh({ cpuUnits: 0, memoryMiB: 0 }, now) } }, 'names no CPU'],
  ])('is unknown with %s, and says so', (_, made, says) => {
    expect(whyNot('fargate-vcpus', world(made))).toContain(says);
  });
});

describe('the addresses of the subnets', () => {
  const network = (...free: readonly number[]) => ({
    network: fresh(
      free.map((freeAddresses, index) => ({
        id: `subnet-${index}`,
        zone: `us-east-1${'abc'.charAt(index)}`,
        freeAddresses,
      })),
      now,
    ),
  });

  it('are what is free and what the tasks hold; a rolling deployment needs each twice', () => {
    const limit = known('subnet-addresses', world({ service: network(3, 3, 2) }));
    expect(limit.capacity).toBe(10);
    expect([5, 6, 10, 11].map(tasks => fitAt(limit, tasks))).toEqual(['fits', 'tight', 'tight', 'full']);
  });

  it('are unknown while one subnet is, and no matter to a service that has none', () => {
    expect(whyNot('subnet-addresses', world({ service: network(3, 3) }))).toContain('does not describe every subnet');
    expect(whyNot('subnet-addresses', world({ service: { network: missing(given.denied) } }))).toContain(
      'Attach the read policy',
    );
    const bridged = { counts: fresh(given.counts({ subnetIds: [] }), now) };
    expect(whyNot('subnet-addresses', world({ service: bridged }))).toBe('does not apply');
  });

  it('may be short in one zone alone', () => {
    const [service] = world({ service: network(0, 50, 50) }).services;
    expect(service && shortZones(service, 8)).toEqual(['us-east-1a']);
    expect(service && shortZones(service, 2)).toEqual([]);
  });
});

describe('the connections of the database', () => {
  const pools = { [backend]: 30, [agent]: 10 };
  const with_ = (
    overrides: Partial<Database>,
    others = [worker(2)],
    connectionsPerTask: Configured['connectionsPerTask'] = pools,
  ) => world({ databases: fresh([database(overrides)], now), others, configured: { connectionsPerTask } });

  it('are the pools of all services and ten more, tight above 80 % and full above 95 %', () => {
    const limit = known('database-connections', with_({}));
    expect(limit).toMatchObject({ capacity: 400, taken: 30, perTask: 30, isEstimated: false });
    // 80 % are 320, 95 % are 380.
    expect([9, 10, 11, 12].map(tasks => fitAt(limit, tasks))).toEqual(['fits', 'tight', 'tight', 'full']);
    expect(mostTasks(limit)).toBe(11);
  });

  it('count those of somebody who is not among the services', () => {
    expect(known('database-connections', with_({ connections: 200 })).taken).toBe(200 - 2 * 30 - 2 * 10 + 20);
  });

  it('are estimated from the class where nobody set the number', () => {
    const maxConnections: MaxConnections = { count: 405, from: 'class' };
    expect(known('database-connections', with_({ maxConnections })).isEstimated).toBe(true);
  });

  it('do not matter without a database, or to a service that opens none', () => {
    expect(whyNot('database-connections', world())).toBe('does not apply');
    expect(whyNot('database-connections', with_({}, [], { [backend]: 0 }))).toBe('does not apply');
  });

  it.each([
    [
      'no pool size',
      with_({}, [], {}),
      'is not known; 20 of 400 are open now, with 2 of its tasks running. Set connectionsPerTask',
    ],
    ['no maximum', with_({ maxConnections: null }), 'Set maxConnections in the configuration.'],
    [
      'two databases',
      world({ databases: fresh([database(), database({ identifier: 'other' })], now) }),
      'There are 2 databases',
    ],
    [
      'a configured one that is not there',
      world({ databases: fresh([database()], now), configured: { database: 'gone' } }),
      'The configured database gone is not there',
    ],
    ['no answer', world({ databases: missing(given.denied) }), 'Attach the read policy'],
    [
      'a sharer that cannot be read',
      with_({}, [{ ...worker(2), counts: missing(given.denied) }]),
      `The counts of ${agent}`,
    ],
  ])('are unknown with %s, and say so', (_, snapshot, says) => {
    expect(whyNot('database-connections', snapshot)).toContain(says);
  });

  it('are those of the primary, not of its replicas', () => {
    const replica = database({ identifier: 'replica', replicaOf: 'waooaw-postgres-production' });
    const snapshot = world({
      databases: fresh([replica, database()], now),
      configured: { connectionsPerTask: { [backend]: 30 } },
    });
    expect(known('database-connections', snapshot).consequence).toContain('waooaw-postgres-production would refuse');
  });
});

describe('what limits first', () => {
  it('is what the fewest tasks reach', () => {
    const snapshot = world({ quota: fresh({ limitVcpus: 9, usedVcpus: 4 }, now) });
    const [service] = snapshot.services;
    expect(service && firstLimit(limitsOf(snapshot, service))?.id).toBe('fargate-vcpus');
    const wide = world();
    expect(wide.services[0] && firstLimit(limitsOf(wide, wide.services[0]))?.id).toBe('task-ceiling');
  });

  it('is reached exactly one task beyond the most', () => {
    const anyLimit = fc.record({
      capacity: fc.nat(5000),
      taken: fc.nat(1000),
      perTask: fc.constantFrom(0.25, 0.5, 1, 2, 4, 7, 30),
      fullAbove: fc.constantFrom(0.95, 1),
    });
    fc.assert(
      fc.property(anyLimit, figures => {
        const limit = { ...known('task-ceiling', world()), ...figures };
        const most = mostTasks(limit);
        expect(fitAt(limit, most + 1)).toBe('full');
        if (most > 0) expect(fitAt(limit, most)).not.toBe('full');
      }),
    );
  });
});
