import { DescribeServicesCommand, ListServicesCommand, paginateListServices } from '@aws-sdk/client-ecs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { HOUR, MINUTE } from '../../../src/sim/world/clock.ts';
import { runningCount } from '../../../src/sim/world/services.ts';
import { machinePaceMs } from '../../support/machine-pace.ts';
import { type SteppedAws, startSteppedAws } from '../api/stepped-aws.ts';

describe('5,000 services', () => {
  let aws: SteppedAws;
  let openedInMs = 0;
  beforeAll(async () => {
    const before = performance.now();
    aws = await startSteppedAws({ world: 'many-services' });
    openedInMs = performance.now() - before;
  });
  afterAll(() => aws.close());

  it('are there in about two seconds, all of them steady', () => {
    console.log(`opening took ${openedInMs.toFixed(0)} ms`);
    expect(openedInMs).toBeLessThan(10_000);
    const services = aws.simulator.world.ecs.services();
    expect(services).toHaveLength(5000);
    expect(services.every(({ steadySince }) => steadySince !== undefined)).toBe(true);
    const tasks = services.map(runningCount);
    expect([Math.min(...tasks), Math.max(...tasks)]).toEqual([1, 3]);
    const addresses = services.flatMap(service => service.tasks.map(({ privateIp }) => privateIp));
    expect(new Set(addresses).size).toBe(addresses.length);
  });

  it('can be listed, cluster by cluster', async () => {
    const names = new Set<string>();
    for (const cluster of ['platform-00', 'platform-49']) {
      for await (const { serviceArns = [] } of paginateListServices(
        { client: aws.ecs },
        { cluster, maxResults: 100 },
      )) {
        for (const arn of serviceArns) names.add(arn);
      }
    }
    expect(names.size).toBe(200);
  });

  it('ten of them are described in a few milliseconds', async () => {
    const cluster = 'platform-37';
    const { serviceArns = [] } = await aws.ecs.send(new ListServicesCommand({ cluster, maxResults: 10 }));
    const describeTen = () => aws.ecs.send(new DescribeServicesCommand({ cluster, services: serviceArns }));
    await describeTen();
    const before = performance.now();
    const rounds = 20;
    for (let round = 0; round < rounds; round += 1) expect((await describeTen()).services).toHaveLength(10);
    const ms = (performance.now() - before) / rounds;
    console.log(`describing ten services took ${ms.toFixed(1)} ms`);
    expect(ms).toBeLessThan(250);
  });

  it('live an hour within a second on a quiet machine, and stay within their memory', () => {
    const { world } = aws.simulator;
    const pace = machinePaceMs();
    const before = performance.now();
    aws.pass(HOUR);
    const ms = performance.now() - before;
    console.log(`an hour of 5,000 services took ${ms.toFixed(0)} ms, at a pace of ${pace.toFixed(0)} ms`);
    // About twenty-five times the pace; other tests run beside this one, and take what both need of the memory.
    expect(ms).toBeLessThan(150 * pace);
    expect(ms).toBeLessThan(15_000);
    const heapMb = process.memoryUsage().heapUsed / 1e6;
    console.log(`the heap has ${heapMb.toFixed(0)} MB`);
    expect(heapMb).toBeLessThan(500);
    expect(world.metrics.all().length).toBeGreaterThan(10_000);
  });

  it('what happens to one happens to that one alone', () => {
    const { simulator, pass } = aws;
    const struck = 'platform-07/service-0741';
    simulator.perform({
      add: { match: { resource: struck }, effect: { kind: 'tasks-exit', exitCode: 1, afterSeconds: 30 } },
    });
    pass(5 * MINUTE);
    const ended = simulator.world.ecs.services().filter(({ tasks }) => tasks.some(({ exitCode }) => exitCode === 1));
    expect(ended.map(({ clusterName, name }) => `${clusterName}/${name}`)).toEqual([struck]);
  });
});
