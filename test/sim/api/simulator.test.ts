import { DescribeServicesCommand, ECSClient, UpdateServiceCommand } from '@aws-sdk/client-ecs';
import { describe, expect, it } from 'vitest';
import { startSimulator } from '../../../src/sim/simulator.ts';

const NOON = Date.UTC(2026, 10, 23, 12);
const cluster = 'waooaw-production';
const service = 'waooaw-backend';

const client = (endpoint: string): ECSClient =>
  new ECSClient({ endpoint, region: 'us-east-1', credentials: { accessKeyId: 'sim', secretAccessKey: 'sim' } });

describe('a started simulator', () => {
  // aws-facts 3.9
  it('lets its time run as fast as it was told, and shows it to whoever asks', async () => {
    let wall = 0;
    const simulator = await startSimulator({
      seed: 1,
      start: NOON,
      durations: 1,
      speed: 60,
      port: 0,
      wallNow: () => wall,
    });
    const ecs = client(simulator.url);
    await ecs.send(new UpdateServiceCommand({ cluster, service, desiredCount: 3 }));
    // Two seconds of the wall are two minutes of the world.
    wall += 2000;
    const { services } = await ecs.send(new DescribeServicesCommand({ cluster, services: [service] }));
    expect([services?.[0]?.desiredCount, services?.[0]?.runningCount]).toEqual([3, 3]);
    expect(simulator.driver.now).toBe(NOON + 120_000);
    ecs.destroy();
    await simulator.close();
    expect(simulator.defects).toEqual([]);
  });

  it('starts tasks sooner where durations are shorter, while metrics keep their pace', async () => {
    let wall = 0;
    const options = { seed: 1, start: NOON, speed: 1, port: 0, wallNow: () => wall };
    const simulator = await startSimulator({ ...options, durations: 0.1 });
    const ecs = client(simulator.url);
    const visibleBefore = simulator.world.metrics.visibleBefore;
    await ecs.send(new UpdateServiceCommand({ cluster, service, desiredCount: 3 }));
    wall += 10_000;
    const { services } = await ecs.send(new DescribeServicesCommand({ cluster, services: [service] }));
    expect(services?.[0]?.runningCount).toBe(3);
    expect(simulator.world.metrics.visibleBefore - visibleBefore).toBeLessThanOrEqual(60_000);
    ecs.destroy();
    await simulator.close();
  });

  it('gives its port back when it is closed', async () => {
    const options = { seed: 1, start: NOON, durations: 1, speed: 1 };
    const first = await startSimulator({ ...options, port: 0 });
    await expect(startSimulator({ ...options, port: first.port })).rejects.toMatchObject({ code: 'EADDRINUSE' });
    await first.close();
    const second = await startSimulator({ ...options, port: first.port });
    expect(second.port).toBe(first.port);
    await second.close();
  });

  it.each([{ speed: 0 }, { durations: 0 }, { durations: Number.NaN }])('refuses %o', async wrong => {
    const options = { seed: 1, start: NOON, durations: 1, speed: 1, port: 0, ...wrong };
    await expect(startSimulator(options)).rejects.toThrow(RangeError);
  });
});
