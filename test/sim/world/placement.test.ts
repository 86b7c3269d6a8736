import { describe, expect, it } from 'vitest';
import { MINUTE } from '../../../src/sim/world/clock.ts';
import { roomFor } from '../../../src/sim/world/placement.ts';
import { pendingCount, runningCount, type Service } from '../../../src/sim/world/services.ts';
import { eventsSince, NOON, openQuietWorld, type QuietWorld } from './quiet-world.ts';

const NO_VCPUS_LEFT =
  "was unable to place a task. Reason: You've reached the limit on the number of vCPUs you can run concurrently. For more information, see the Troubleshooting section of the Amazon ECS Developer Guide.";

/** A floor, so that auto-scaling does not take back what waits to be placed. */
const keepAt = ({ world }: QuietWorld, service: Service, count: number): void => {
  const resourceId = `service/${service.clusterName}/${service.name}`;
  world.autoScaling.register(service, resourceId, { minCapacity: count, maxCapacity: 20, suspended: {} });
};

// aws-facts 3.1: "Fargate On-Demand vCPU default quota 6 (L-3032A538)"; T1.3
describe('the quota of vCPUs', () => {
  // aws-facts 3.3
  it('lets through what fits, and says why the rest is not placed', () => {
    const quiet = openQuietWorld();
    const { world, backend, pass } = quiet;
    world.quotas.applyFargateVcpus(6);
    keepAt(quiet, backend, 8);
    pass(4 * MINUTE);
    // The two agents have one vCPU between them.
    expect([backend.desiredCount, runningCount(backend), pendingCount(backend)]).toEqual([8, 5, 0]);
    expect(eventsSince(backend, NOON).filter(text => text.startsWith('was unable'))).toEqual([NO_VCPUS_LEFT]);
    expect(eventsSince(backend, NOON)).not.toContain('has reached a steady state.');
    // Nothing was started that could have stopped: such a shortage leaves events, not tasks.
    expect(backend.tasks.every(({ stopReason }) => stopReason === undefined)).toBe(true);
  });

  it('counts every service of the account, and goes on when another one shrinks', () => {
    const quiet = openQuietWorld();
    const { world, backend, agent, pass, passUntil } = quiet;
    keepAt(quiet, agent, 4);
    pass(2 * MINUTE);
    world.quotas.applyFargateVcpus(6);
    keepAt(quiet, backend, 5);
    pass(4 * MINUTE);
    expect([runningCount(agent), runningCount(backend)]).toEqual([4, 4]);
    keepAt(quiet, agent, 2);
    world.ecs.setDesiredCount(agent, 2);
    passUntil(() => runningCount(backend) === 5, 10 * MINUTE);
  });

  it('goes on when AWS raises it', () => {
    const quiet = openQuietWorld();
    const { world, backend, pass, passUntil } = quiet;
    world.quotas.applyFargateVcpus(4);
    keepAt(quiet, backend, 6);
    pass(10 * MINUTE);
    expect(runningCount(backend)).toBe(3);
    world.quotas.applyFargateVcpus(16);
    passUntil(() => backend.steadySince !== undefined, 8 * MINUTE);
    expect(runningCount(backend)).toBe(6);
  });

  it('bounds a rollout too: it replaces a few tasks at a time', () => {
    const { world, backend, passUntil } = openQuietWorld();
    world.quotas.applyFargateVcpus(4);
    const [old] = backend.deployments;
    world.ecs.deploy(backend, old.taskDefinitionArn);
    passUntil(() => backend.deployments.length === 1, 20 * MINUTE);
    expect(backend.deployments[0].id).not.toBe(old.id);
  });

  it.each([
    { capacity: 'available', freeVcpus: 4, missing: 3, room: { tasks: 3 } },
    { capacity: 'available', freeVcpus: 2.5, missing: 3, room: { tasks: 2, because: 'vcpu-quota' } },
    { capacity: 'available', freeVcpus: 0, missing: 1, room: { tasks: 0, because: 'vcpu-quota' } },
    { capacity: 'unavailable', freeVcpus: 4, missing: 3, room: { tasks: 0, because: 'capacity-unavailable' } },
  ] as const)('$missing tasks with $freeVcpus vCPUs and capacity $capacity: $room', ({ missing, room, ...fargate }) => {
    expect(roomFor(missing, { ...fargate, vcpusOfTask: 1 })).toEqual(room);
  });
});

// aws-facts 3.4, "subnet IPs"; T1.4
describe('a subnet without free addresses', () => {
  it('makes tasks fail before they start, and the next ones go to other zones', () => {
    const quiet = openQuietWorld();
    const { world, backend, passUntil } = quiet;
    const full = backend.subnets.at(-1)?.id ?? '';
    world.network.leaveFree(full, 0);
    expect(world.network.freeAddresses(full)).toBe(0);
    keepAt(quiet, backend, 5);
    passUntil(() => runningCount(backend) === 5, 6 * MINUTE);
    const failed = backend.tasks.filter(({ stopReason }) => stopReason !== undefined);
    expect(failed.length).toBeGreaterThan(0);
    for (const task of failed) {
      expect(task.stopReason).toEqual({
        stopCode: 'TaskFailedToStart',
        stoppedReason: `Unexpected EC2 error while attempting to Create Network Interface with public IP assignment disabled in subnet '${full}': InsufficientFreeAddressesInSubnet`,
      });
      expect([task.subnet.id, task.hasAddress, task.connectivityAt]).toEqual([full, false, undefined]);
    }
    const running = backend.tasks.filter(({ lastStatus }) => lastStatus === 'RUNNING');
    expect(running).toHaveLength(5);
    expect(running.every(({ subnet }) => subnet.id !== full)).toBe(true);
  });

  it('everywhere stops all starts, with the event and the pauses of ECS', () => {
    const quiet = openQuietWorld();
    const { world, backend, pass, passUntil } = quiet;
    for (const { id } of backend.subnets) world.network.leaveFree(id, 0);
    keepAt(quiet, backend, 4);
    pass(30 * MINUTE);
    expect(runningCount(backend)).toBe(2);
    const unable = 'is unable to consistently start tasks successfully.';
    expect(eventsSince(backend, NOON).filter(text => text.startsWith(unable))).toHaveLength(1);
    const attempts = backend.tasks.filter(({ hasAddress }) => !hasAddress).length;
    // Two at a time: without ever longer pauses it would be more than a hundred.
    expect(attempts).toBeGreaterThan(4);
    expect(attempts).toBeLessThan(40);
    for (const { id } of backend.subnets) world.network.leaveFree(id, 10);
    passUntil(() => runningCount(backend) === 4, 20 * MINUTE);
  });

  it('has one address less for every task, until the task has stopped', () => {
    const { world, backend, pass, passUntil } = openQuietWorld();
    const free = (): number => backend.subnets.reduce((sum, { id }) => sum + world.network.freeAddresses(id), 0);
    const before = free();
    world.ecs.setDesiredCount(backend, 5);
    pass(MINUTE);
    expect(free()).toBe(before - 3);
    world.ecs.setDesiredCount(backend, 2);
    // Draining, stopping and giving back its interface: all that time the address is taken.
    passUntil(() => backend.tasks.some(({ lastStatus }) => lastStatus === 'DEPROVISIONING'), 3 * MINUTE);
    expect(free()).toBe(before - backend.tasks.filter(({ lastStatus }) => lastStatus !== 'STOPPED').length + 2);
    pass(3 * MINUTE);
    expect(free()).toBe(before);
  });
});

describe('addresses', () => {
  it("are within the range of their subnet, and nobody has another one's", () => {
    const { world, backend, pass } = openQuietWorld();
    world.quotas.applyFargateVcpus(100);
    world.ecs.setDesiredCount(backend, 60);
    pass(2 * MINUTE);
    const tasks = world.ecs.tasks();
    expect(tasks.length).toBeGreaterThan(60);
    expect(new Set(tasks.map(({ privateIp }) => privateIp)).size).toBe(tasks.length);
    for (const { privateIp, subnet } of tasks) {
      const third = Number(privateIp.split('.')[2]);
      const [low = 0, high = 0] =
        { 'us-east-1a': [0, 15], 'us-east-1b': [16, 31], 'us-east-1c': [32, 47] }[subnet.availabilityZone] ?? [];
      expect(third).toBeGreaterThanOrEqual(low);
      expect(third).toBeLessThanOrEqual(high);
    }
  });
});
