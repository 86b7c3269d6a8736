import { DescribeServicesCommand, ListServicesCommand, paginateListServices } from '@aws-sdk/client-ecs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { HOUR, MINUTE } from '../../../src/sim/world/clock.ts';
import { MetricSeries } from '../../../src/sim/world/metric-series.ts';
import { runningCount } from '../../../src/sim/world/services.ts';
import { EVENLY } from '../../../src/sim/world/statistics.ts';
import { single } from '../../../src/sim/world/tally.ts';
import { type SteppedAws, startSteppedAws } from '../api/stepped-aws.ts';

// Figures are for a quiet machine, limits are several times as much: other tests run beside this one.
const measured = <T>(what: string, work: () => T): { result: T; ms: number } => {
  const before = performance.now();
  const result = work();
  const ms = performance.now() - before;
  console.log(`${what} took ${ms.toFixed(0)} ms`);
  return { result, ms };
};

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

  it('live an hour in a second or two, and stay within their memory', () => {
    const { world } = aws.simulator;
    const { ms } = measured('an hour of 5,000 services', () => aws.pass(HOUR));
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

it('a series that is kept for six hours forgets what is older', () => {
  const id = { namespace: 'test', metricName: 'count', dimensions: [] };
  const series = new MetricSeries(id, 'Count', EVENLY, 6);
  for (let minute = 0; minute < 10 * 60; minute += 1) series.write(minute * MINUTE, single(minute));
  expect(series.minutes()).toHaveLength(7 * 60);
  expect(series.oldestMinute).toBe(3 * HOUR);
  expect([series.at(3 * HOUR - MINUTE), series.at(10 * HOUR - MINUTE)?.sum]).toEqual([undefined, 599]);
});
