import { describe, expect, it } from 'vitest';
import { HOUR, MINUTE } from '../../../src/sim/world/clock.ts';
import type { LogEvent } from '../../../src/sim/world/log-group.ts';
import { openQuietWorld, type QuietWorld } from './quiet-world.ts';

const read = ({ world }: QuietWorld, sinceMs: number): readonly LogEvent[] => {
  const { now } = world.clock;
  return world.logs.groups().flatMap(group => group.read({ from: now - sinceMs, to: now + 1, now }));
};

/** Everything that leaves traces in the logs. */
const disturb = ({ world, backend, agent }: QuietWorld): void => {
  world.ecs.afflict(agent, { kind: 'runs-out-of-memory', afterMs: 5 * MINUTE });
  world.ecs.afflict(backend, { kind: 'fails-container-health-checks', afterMs: MINUTE });
  world.ecs.setCircuitBreaker(backend, { enable: true, rollback: true });
  world.quotas.applyFargateVcpus(5);
  world.network.leaveFree(backend.subnets[0].id, 0);
  world.ecs.deploy(backend, backend.deployments[0].taskDefinitionArn);
};

describe('the logs of a world in trouble', () => {
  it('are the same, and so is the world, whether its time passes at once or bit by bit, read or not', () => {
    const leapt = openQuietWorld({ seed: 7 });
    disturb(leapt);
    leapt.pass(40 * MINUTE);
    const walked = openQuietWorld({ seed: 7 });
    disturb(walked);
    for (let steps = 0; steps < 400; steps += 1) {
      walked.pass(6000);
      if (steps % 10 === 0) read(walked, 5 * MINUTE);
    }
    expect(walked.world.state() === leapt.world.state()).toBe(true);
    const events = read(walked, HOUR);
    expect(events).toEqual(read(leapt, HOUR));
    expect(events.filter(({ message }) => message.startsWith('WARN memory')).length).toBeGreaterThan(3);
    expect(events.some(({ message }) => message.startsWith('ERROR health check'))).toBe(true);
  });

  it('are others with another seed', () => {
    const [one, other] = [openQuietWorld({ seed: 1 }), openQuietWorld({ seed: 2 })];
    expect(read(one, MINUTE)).not.toEqual(read(other, MINUTE));
  });

  it('stay within their memory, however long a service flaps, and only the last day can be read', () => {
    const quiet = openQuietWorld();
    const { world, agent, pass } = quiet;
    world.ecs.afflict(agent, { kind: 'exits', exitCode: 1, afterMs: 5000 });
    pass(3 * 24 * HOUR);
    const group = world.logs.find('/ecs/waooaw-agent-production');
    if (group === undefined) throw new Error('the agent has no log group');
    const { records, stints, samples } = JSON.parse(JSON.stringify(group.state()));
    expect(records).toHaveLength(5000);
    expect(stints).toHaveLength(1000);
    expect(samples).toHaveLength((24 * HOUR) / 15_000);
    const { now } = world.clock;
    const [oldest] = group.read({ from: 0, to: now + 1, now });
    expect(oldest?.at).toBeGreaterThanOrEqual(now - 24 * HOUR);
  });
});
