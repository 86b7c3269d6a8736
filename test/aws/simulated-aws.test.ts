import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { discoverServices } from '../../src/aws/discover.ts';
import { createObserver } from '../../src/aws/observe/observe-parts.ts';
import { createGateway, type OpenGateway } from '../../src/aws/sdk.ts';
import { probeSimulator } from '../../src/aws/simulated-endpoint.ts';
import type { AccountPart } from '../../src/domain/account-snapshot.ts';
import type { Effect } from '../../src/domain/operations.ts';
import { accountPart, type ServicePart } from '../../src/domain/snapshot.ts';
import { applyPatch, pendingSnapshot } from '../../src/domain/snapshot-patch.ts';
import { type RunningSimulator, startSimulator } from '../../src/sim/simulator.ts';
import { session } from '../support/snapshots.ts';

const allParts: readonly ServicePart[] = [
  'counts',
  'scaling',
  'activities',
  'alarms',
  'targets',
  'task',
  'stoppedTasks',
  'metrics',
  'scheduledActions',
  'zones',
  'network',
  'loadBalancers',
];

const accountParts: readonly AccountPart[] = [
  'fargateQuota',
  'metricAlarms',
  'topics',
  'rules',
  'databases',
  'caches',
  'function:scale-ecs',
  'function:no-such-function',
];

let simulator: RunningSimulator;
let opened: OpenGateway;

beforeAll(async () => {
  simulator = await startSimulator({ seed: 1, start: Date.UTC(2030, 0, 1, 12), speed: 60, durations: 1, port: 0 });
  const hello = await probeSimulator(simulator.url);
  if (hello === undefined) throw new Error('the simulator does not say hello');
  opened = createGateway({ region: hello.region, endpoint: simulator.url, simulator: hello });
});

afterAll(async () => {
  opened.destroy();
  await simulator.close();
});

describe('through the real SDK, from a simulated AWS', () => {
  it('every part of every service is fresh after one sweep', async () => {
    const { services } = await discoverServices(opened.gateway);
    expect(services).toContain('waooaw-production/waooaw-backend');
    const empty = pendingSnapshot(session(), services);
    const snapshot = applyPatch(empty, await createObserver(opened)(services, allParts, empty));
    const states = snapshot.services.flatMap(service =>
      allParts.map(part => `${service.key} ${part} ${service[part].state}`),
    );
    expect(states).toEqual(services.flatMap(key => allParts.map(part => `${key} ${part} fresh`)));
  });

  it('every part of the account is fresh as soon as somebody asks for it, and what AWS has stands in it', async () => {
    const empty = pendingSnapshot(session(), []);
    const { account } = applyPatch(empty, await createObserver(opened)([], accountParts, empty));
    for (const part of accountParts) expect([part, accountPart(account, part)?.state]).toEqual([part, 'fresh']);
    const { fargateQuota, metricAlarms, databases, caches, functions } = account;
    expect(fargateQuota).toMatchObject({ value: { limitVcpus: 16, usedVcpus: 3 } });
    expect(metricAlarms).toMatchObject({
      value: expect.arrayContaining([expect.objectContaining({ ofScalingPolicy: true })]),
    });
    expect(databases).toMatchObject({
      value: [
        {
          identifier: 'waooaw-postgres-production',
          instanceClass: 'db.t3.medium',
          maxConnections: { count: 405, from: 'class' },
          connections: expect.any(Number),
          replicaOf: null,
        },
      ],
    });
    expect(caches).toMatchObject({
      value: [{ id: 'waooaw-redis-production', nodes: 2, memoryPercent: expect.any(Number) }],
    });
    expect(functions).toMatchObject({
      'scale-ecs': { value: { name: 'scale-ecs', permissions: {} } },
      'no-such-function': { value: null },
    });
  });

  it('what surrounds a service is known: its zones, its subnets, its load balancer', async () => {
    const key = 'waooaw-production/waooaw-backend';
    const empty = pendingSnapshot(session(), [key]);
    const asked = await createObserver(opened)([key], ['zones', 'network', 'loadBalancers'], empty);
    expect(applyPatch(empty, asked).services[0]).toMatchObject({
      zones: { value: [{ zone: 'us-east-1a' }, { zone: 'us-east-1b' }, { zone: 'us-east-1c' }] },
      network: { value: expect.arrayContaining([expect.objectContaining({ freeAddresses: expect.any(Number) })]) },
      loadBalancers: { value: [{ name: 'waooaw-alb', dnsName: expect.stringMatching(/\.elb\.amazonaws\.com$/) }] },
    });
  });

  it.each([
    {
      operation: 'ecs:UpdateService',
      input: { cluster: 'waooaw-production', service: 'waooaw-backend', desiredCount: 3 },
    },
    {
      operation: 'application-autoscaling:RegisterScalableTarget',
      input: {
        ServiceNamespace: 'ecs',
        ResourceId: 'service/waooaw-production/waooaw-backend',
        ScalableDimension: 'ecs:service:DesiredCount',
        MinCapacity: 3,
      },
    },
  ] satisfies Effect[])('$operation is accepted', async effect => {
    const grant = opened.mint({ runId: 'run', stepId: 'apply-1', effect });
    expect(await opened.gateway.write(effect, grant)).toMatchObject({ outcome: 'accepted' });
  });

  it('time is the simulated one', () => {
    expect(opened.clock.speed).toBe(60);
    expect(new Date(opened.clock.now()).getUTCFullYear()).toBe(2030);
  });
});
