import { describe, expect, it } from 'vitest';
import { fresh, missing } from '../../../src/domain/observed.ts';
import { capacityReport } from '../../../src/domain/reports/capacity-report.ts';
import type { ServiceKey, Snapshot } from '../../../src/domain/snapshot.ts';
import { type CapacityViewProps, capacityLines } from '../../../src/screens/capacity/capacity-view.ts';
import { plainText, span } from '../../../src/terminal/line.ts';
import { agent, backend, pictureSnapshot, pictureTime, throttled } from '../../support/ui-snapshots.ts';

/** The runbook's account: a small quota, one database with pools that are known, one cache. */
function account(overrides: Partial<Snapshot['account']> = {}): Snapshot {
  const plain = pictureSnapshot();
  return {
    ...plain,
    account: {
      ...plain.account,
      fargateQuota: fresh({ limitVcpus: 16, usedVcpus: 3 }, pictureTime),
      databases: fresh(
        [
          {
            identifier: 'waooaw-postgres-production',
            instanceClass: 'db.t3.medium',
            engine: 'postgres',
            status: 'available',
            multiAz: false,
            replicaOf: null,
            maxConnections: { count: 405, from: 'class' },
            connections: 62,
            cpuPercent: 31,
            freeStorageBytes: null,
            allocatedStorageGib: 100,
          },
        ],
        pictureTime,
      ),
      caches: fresh(
        [
          {
            id: 'waooaw-redis-production',
            nodeType: 'cache.t3.small',
            status: 'available',
            clusterEnabled: false,
            shards: 1,
            nodes: 2,
            members: ['waooaw-redis-production-001', 'waooaw-redis-production-002'],
            memoryPercent: 52,
            cpuPercent: 8,
            connections: 40,
            evictions: 0,
          },
        ],
        pictureTime,
      ),
      ...overrides,
    },
    configured: { ...plain.configured, connectionsPerTask: { [backend().key]: 30, [agent().key]: 10 } },
  };
}

interface Shown {
  readonly service?: ServiceKey;
  readonly expected?: string;
  readonly snapshot?: Snapshot;
}

function draw(width: number, { service = backend().key, expected = '', snapshot = account() }: Shown = {}) {
  const props: CapacityViewProps = {
    report: capacityReport(
      snapshot,
      { services: [service], ...(expected !== '' && { perMinute: Number(expected) }) },
      pictureTime,
    ),
    expected: { text: expected },
    note: [span('read 4 s ago')],
    place: 'service 1 of 2',
  };
  return capacityLines(props, width).map(line => plainText(line).trimEnd());
}

const picture = (lines: readonly string[]): string => `${lines.join('\n')}\n`;

describe('the picture of capacity', () => {
  it.each([
    [80, '80x24'],
    [120, '120x40'],
    [200, '200x60'],
  ])('at %i columns', async (width, name) => {
    const lines = draw(width);
    expect(Math.max(...lines.map(line => line.length))).toBeLessThanOrEqual(width);
    await expect(picture(lines)).toMatchFileSnapshot(`pictures/present-${name}.txt`);
  });

  it('with the traffic of a campaign, in a terminal of 80 columns', async () => {
    await expect(picture(draw(80, { expected: '5000' }))).toMatchFileSnapshot('pictures/campaign-80x24.txt');
  });

  it('of a worker that no load balancer serves', async () => {
    await expect(picture(draw(80, { service: agent().key }))).toMatchFileSnapshot('pictures/worker-80x24.txt');
  });

  it('where quota, database and cache cannot be read', async () => {
    const unread = missing(throttled);
    const snapshot = account({ fargateQuota: unread, databases: unread, caches: unread });
    await expect(picture(draw(80, { snapshot }))).toMatchFileSnapshot('pictures/unread-80x24.txt');
  });

  it('fits 80x24 without scrolling once the traffic is named', () => {
    expect(draw(80, { expected: '5000' }).length).toBeLessThanOrEqual(21);
  });
});
