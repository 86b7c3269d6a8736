import { describe, expect, it } from 'vitest';
import { CpuCredits } from '../../../src/sim/world/rds/cpu-credits.ts';
import { loadOf, pressureOf, strainOf } from '../../../src/sim/world/rds/database-load.ts';
import {
  defaultMaxConnections,
  INSTANCE_CLASSES,
  instanceClassOf,
  mostCredits,
} from '../../../src/sim/world/rds/instance-class.ts';

const means = (name: string, allocatedStorageGib = 100) => ({
  instanceClass: instanceClassOf(name),
  allocatedStorageGib,
});

describe('an instance class', () => {
  it.each([
    // aws-facts 2.5: class, vCPU, GiB, most credits
    ['db.t3.micro', 2, 1, 288],
    ['db.t3.medium', 2, 4, 576],
    ['db.t4g.large', 2, 8, 864],
    ['db.t3.xlarge', 4, 16, 2304],
    ['db.t3.2xlarge', 8, 32, 4608],
    ['db.m6g.large', 2, 8, 0],
    ['db.r7g.2xlarge', 8, 64, 0],
    ['db.m5.16xlarge', 64, 256, 0],
  ])('%s has %i vCPUs, %i GiB and at most %i credits', (name, vcpus, memoryGib, credits) => {
    const instanceClass = instanceClassOf(name);
    expect([instanceClass.vcpus, instanceClass.memoryGib]).toEqual([vcpus, memoryGib]);
    expect(mostCredits(instanceClass)).toBeCloseTo(credits);
  });

  it.each([
    // aws-facts 2.4: upper bounds; real values are 5 to 20 % lower
    ['db.t3.micro', 112],
    ['db.t3.medium', 450],
    ['db.t3.large', 901],
    ['db.t3.xlarge', 1802],
  ])('%s takes somewhat fewer connections than %i', (name, bound) => {
    const most = defaultMaxConnections(instanceClassOf(name));
    expect(most).toBeLessThan(bound * 0.95);
    expect(most).toBeGreaterThan(bound * 0.8);
  });

  it('never takes more than 5,000', () => {
    const most = [...INSTANCE_CLASSES.values()].map(defaultMaxConnections);
    expect(Math.max(...most)).toBe(5000);
  });
});

describe('the load of a database', () => {
  it('is lower on a class with more vCPUs, and no lower on one with more memory alone', () => {
    // aws-facts 1.13: "db.t3.medium -> db.t3.large does not add vCPU"
    const cpu = (name: string) => loadOf(means(name), { connections: 50, queriesPerMinute: 20_000 }).cpuPercent;
    expect(cpu('db.t3.large')).toBe(cpu('db.t3.medium'));
    expect(cpu('db.t3.xlarge')).toBeLessThan(0.6 * cpu('db.t3.medium'));
  });

  // aws-facts 3.9
  it('reads less from disk with more memory, and queues when the disk can do no more', () => {
    const reads = (name: string) => loadOf(means(name), { connections: 0, queriesPerMinute: 20_000 }).readIops;
    expect(reads('db.t3.large')).toBeCloseTo(reads('db.t3.medium') / 2);
    const saturated = loadOf(means('db.m6g.2xlarge'), { connections: 0, queriesPerMinute: 100_000 });
    expect(saturated.readIops + saturated.writeIops).toBeCloseTo(3000);
    expect(saturated.diskQueueDepth).toBeGreaterThan(10);
    expect(saturated.writeSeconds).toBeGreaterThan(0.02);
    // gp3 from 400 GiB on has 12,000 IOPS. aws-facts 2.3
    const relieved = loadOf(means('db.m6g.2xlarge', 400), { connections: 0, queriesPerMinute: 100_000 });
    expect(relieved.diskQueueDepth).toBeLessThan(1);
  });

  it('shows which resource is short: where the CPU is, the disk is not, and the other way round', () => {
    const small = loadOf(means('db.t3.medium'), { connections: 0, queriesPerMinute: 80_000 });
    expect(small.cpuPercent).toBeCloseTo(100);
    expect(small.readIops + small.writeIops).toBeLessThan(0.95 * 3000);
    const big = loadOf(means('db.m6g.2xlarge'), { connections: 0, queriesPerMinute: 160_000 });
    expect(big.cpuPercent).toBeLessThan(60);
    expect(big.readIops + big.writeIops).toBeCloseTo(3000);
  });

  it('takes memory with every connection, then swaps', () => {
    const memory = (connections: number) => loadOf(means('db.t3.medium'), { connections, queriesPerMinute: 0 });
    expect(memory(100).freeableBytes).toBeLessThan(memory(0).freeableBytes);
    expect(memory(100).swapBytes).toBe(0);
    expect(memory(405).swapBytes).toBeGreaterThan(0);
  });

  it('strains nobody while it is light', () => {
    const strain = strainOf({ isDown: false, pressure: 0.6, refusedPart: 0 });
    expect(strain).toEqual({ extraSeconds: 0, failingPart: 0 });
  });

  it('delays requests when it is crowded, and fails them when it is overrun, full or down', () => {
    const crowded = strainOf({ isDown: false, pressure: 0.9, refusedPart: 0 });
    expect(crowded.extraSeconds).toBeGreaterThan(1);
    expect(crowded.failingPart).toBe(0);
    expect(strainOf({ isDown: false, pressure: 1.5, refusedPart: 0 }).failingPart).toBeCloseTo(0.3);
    expect(strainOf({ isDown: false, pressure: 0, refusedPart: 0.25 }).failingPart).toBeCloseTo(0.25);
    expect(strainOf({ isDown: true, pressure: 0, refusedPart: 0 }).failingPart).toBeGreaterThan(0.8);
  });

  it('presses on CPU before disk on the small class, and on disk before CPU on a bigger one', () => {
    const [small, big] = [means('db.t3.medium'), means('db.m6g.2xlarge')];
    expect(pressureOf(small, 40_000)).toBeCloseTo(1);
    expect(pressureOf(big, 160_000)).toBeGreaterThan(1.5);
  });
});

describe('CPU credits', () => {
  const medium = instanceClassOf('db.t3.medium');

  // aws-facts 3.9
  it('are earned below the baseline and spent above it: a vCPU-minute each', () => {
    // aws-facts 2.5: 24 credits an hour at 20 %
    const credits = new CpuCredits(100);
    credits.pass(60, 0, medium);
    expect(credits.balance).toBeCloseTo(124);
    credits.pass(60, 20, medium);
    expect(credits.balance).toBeCloseTo(124);
    credits.pass(10, 100, medium);
    expect(credits.balance).toBeCloseTo(124 - 16);
  });

  it('become surplus at zero, which is paid back before anything is saved', () => {
    // aws-facts 2.3: "at 0 credits they do not throttle, they bill surplus credits"
    const credits = new CpuCredits(0);
    credits.pass(10, 100, medium);
    expect([credits.balance, credits.surplus]).toEqual([0, 16]);
    credits.pass(30, 0, medium);
    expect(credits.balance).toBe(0);
    expect(credits.surplus).toBeCloseTo(4);
    credits.pass(30, 0, medium);
    expect(credits.balance).toBeCloseTo(8);
    expect(credits.surplus).toBe(0);
  });

  it('end at what a day earns, and are none of a class that does not burst', () => {
    const credits = new CpuCredits(570);
    credits.pass(600, 0, medium);
    expect(credits.balance).toBe(576);
    credits.pass(600, 100, instanceClassOf('db.m6g.large'));
    expect(credits.balance).toBe(576);
  });
});
