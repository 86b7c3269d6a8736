import { describe, expect, it } from 'vitest';
import type { Fault } from '../../../src/sim/faults/fault.ts';
import { createSimulator, type Simulator } from '../../../src/sim/simulator.ts';
import { HOUR, MINUTE, SECOND } from '../../../src/sim/world/clock.ts';
import { ecsMetric } from '../../../src/sim/world/metric-series.ts';
import { runningCount, type Service } from '../../../src/sim/world/services.ts';
import { NOON } from '../api/stepped-aws.ts';

const cluster = 'waooaw-production';

const having = (...faults: readonly Fault[]) => {
  const simulator = createSimulator({ seed: 2, start: NOON, durations: 1 });
  for (const fault of faults) simulator.perform({ add: fault });
  const { world } = simulator;
  const pass = (ms: number): void => world.clock.runUntil(world.clock.now + ms);
  const find = (service: string): Service => {
    const found = world.ecs.findService({ cluster, service });
    if (found === undefined) throw new Error(`no service ${service}`);
    return found;
  };
  return { simulator, world, pass, backend: find('waooaw-backend'), agent: find('waooaw-agent') };
};

const setCount = (simulator: Simulator, desiredCount: number): void => {
  simulator.calls.call('ecs:UpdateService', { cluster, service: 'waooaw-backend', desiredCount }, { requestId: '' });
};

const onBackend = { match: { resource: 'waooaw-backend' } } as const;

describe('a fault of the world', () => {
  it('begins and ends by the world’s clock', () => {
    const { backend, pass } = having({
      ...onBackend,
      when: { from: '+5m', until: '+10m' },
      effect: { kind: 'capacity-unavailable' },
    });
    const seen = [0, 5 * MINUTE - 1, 1, 5 * MINUTE - 1, 1].map(ms => {
      pass(ms);
      return backend.capacity;
    });
    expect(seen).toEqual(['available', 'available', 'unavailable', 'unavailable', 'available']);
  });

  it('strikes the services that it names, by name, by cluster and name, or all', () => {
    const struck = (resource?: string) => {
      const match = resource === undefined ? {} : { match: { resource } };
      const { backend, agent } = having({ ...match, effect: { kind: 'capacity-unavailable' } });
      return [backend, agent].map(({ capacity }) => capacity === 'unavailable');
    };
    expect(struck('waooaw-backend')).toEqual([true, false]);
    expect(struck('waooaw-production/waooaw-agent')).toEqual([false, true]);
    expect(struck('waooaw-*')).toEqual([true, true]);
    expect(struck()).toEqual([true, true]);
    expect(struck('ghost')).toEqual([false, false]);
  });

  it('ends early when it is taken away, and never begins when that was before its time', () => {
    const { simulator, backend, pass } = having(
      { id: 'now', ...onBackend, effect: { kind: 'capacity-unavailable' } },
      { id: 'later', ...onBackend, when: { from: '+1m' }, effect: { kind: 'tasks-fail-health-checks' } },
    );
    simulator.perform({ remove: 'now' });
    simulator.perform({ remove: 'later' });
    expect(backend.capacity).toBe('available');
    pass(5 * MINUTE);
    expect(backend.fate).toBeUndefined();
  });

  it('two that overlap do not undo each other', () => {
    const { simulator, backend } = having(
      { id: 'one', ...onBackend, effect: { kind: 'capacity-unavailable' } },
      { id: 'two', effect: { kind: 'capacity-unavailable' } },
      { id: 'three', ...onBackend, effect: { kind: 'tasks-exit', exitCode: 1, afterSeconds: 60 } },
    );
    simulator.perform({ remove: 'two' });
    expect([backend.capacity, backend.fate?.kind]).toEqual(['unavailable', 'exits']);
    simulator.perform({ remove: 'one' });
    expect([backend.capacity, backend.fate?.kind]).toEqual(['available', 'exits']);
    simulator.perform({ remove: 'three' });
    expect(backend.fate).toBeUndefined();
  });

  it.each<[Fault['effect'], string | undefined]>([
    [{ kind: 'tasks-exit', exitCode: 1, afterSeconds: 60 }, 'EssentialContainerExited'],
    [{ kind: 'tasks-run-out-of-memory', afterSeconds: 60 }, 'EssentialContainerExited'],
    [{ kind: 'tasks-fail-health-checks' }, 'ServiceSchedulerInitiated'],
  ])('%j ends the tasks', (effect, stopCode) => {
    const { backend, pass } = having({ ...onBackend, effect });
    const before = backend.tasks.map(({ id }) => id);
    pass(10 * MINUTE);
    const ended = backend.tasks.filter(({ id }) => before.includes(id));
    expect(ended.map(({ stopReason }) => stopReason?.stopCode)).toEqual([stopCode, stopCode]);
  });

  it('a task that cannot pull its image never starts', () => {
    const { simulator, backend, pass } = having({ ...onBackend, effect: { kind: 'tasks-cannot-pull-image' } });
    setCount(simulator, 4);
    pass(5 * MINUTE);
    expect(runningCount(backend)).toBe(2);
    expect(backend.tasks.some(({ stopReason }) => stopReason?.stoppedReason.includes('CannotPullContainerError'))).toBe(
      true,
    );
  });
});

it('a slow start takes so many times as long, in the same phases', () => {
  const startedAfter = (factor?: number): number => {
    const { simulator, backend, pass } = having(
      ...(factor === undefined ? [] : [{ ...onBackend, effect: { kind: 'slow-start', factor } } as const]),
    );
    // The floor, not the count: auto-scaling would take that back before the slow task starts.
    const target = { ServiceNamespace: 'ecs', ResourceId: `service/${cluster}/waooaw-backend`, MinCapacity: 3 };
    const bounds = { ...target, ScalableDimension: 'ecs:service:DesiredCount' };
    simulator.calls.call('application-autoscaling:RegisterScalableTarget', bounds, { requestId: '' });
    for (let waited = 0; runningCount(backend) < 3; waited += SECOND) {
      if (waited > HOUR) throw new Error('it never started');
      pass(SECOND);
    }
    const task = backend.tasks.at(-1);
    return (task?.startedAt ?? 0) - (task?.createdAt ?? 0);
  };
  expect(startedAfter(10) / startedAfter()).toBeCloseTo(10, 1);
});

describe('the loss of a zone', () => {
  // aws-facts 3.4
  it('ends what runs there, and what replaces it is placed elsewhere', () => {
    const { world, backend, agent, pass } = having();
    const zone = backend.tasks[0]?.subnet.availabilityZone ?? '';
    const lost = [...backend.tasks, ...agent.tasks].filter(({ subnet }) => subnet.availabilityZone === zone);
    expect(lost.length).toBeGreaterThan(0);
    world.ecs.loseZone(zone);
    expect(lost.every(({ stopReason }) => stopReason?.stopCode === 'InfrastructureHealth')).toBe(true);
    pass(5 * MINUTE);
    const running = backend.tasks.filter(({ lastStatus }) => lastStatus === 'RUNNING');
    expect(running).toHaveLength(2);
    expect(running.some(({ subnet }) => subnet.availabilityZone === zone)).toBe(false);
  });

  it('of all zones leaves nothing to run, until one is back', () => {
    const zones = ['us-east-1a', 'us-east-1b', 'us-east-1c'];
    const { simulator, backend, pass } = having(
      ...zones.map(
        (availabilityZone): Fault => ({ id: availabilityZone, effect: { kind: 'zone-loss', availabilityZone } }),
      ),
    );
    pass(10 * MINUTE);
    expect(runningCount(backend)).toBe(0);
    expect(backend.events[0]?.message).toContain('Capacity is unavailable');
    simulator.perform({ remove: 'us-east-1b' });
    pass(5 * MINUTE);
    const running = backend.tasks.filter(({ lastStatus }) => lastStatus === 'RUNNING');
    expect(running.map(({ subnet }) => subnet.availabilityZone)).toEqual(['us-east-1b', 'us-east-1b']);
  });
});

describe('a gap in the metrics', () => {
  it('leaves minutes without data, of that resource and namespace alone', () => {
    const { world, backend, agent, pass } = having({
      ...onBackend,
      when: { from: '+10m', until: '+20m' },
      effect: { kind: 'metric-gap', namespace: 'AWS/ECS' },
    });
    pass(30 * MINUTE);
    const minutesOf = (service: Service) =>
      world.metrics.find(ecsMetric(service, 'CPUUtilization'))?.read(NOON, NOON + 28 * MINUTE).length;
    expect(minutesOf(agent)).toBe(28);
    expect(minutesOf(backend)).toBe(18);
    const requests = world.metrics.all().find(({ id }) => id.metricName === 'RequestCount');
    expect(requests?.read(NOON, NOON + 28 * MINUTE)).toHaveLength(28);
  });
});

describe('a surge', () => {
  const surge: Fault = {
    id: 'surge',
    ...onBackend,
    effect: { kind: 'surge', extraPerMinute: 5000, rampMinutes: 2, holdMinutes: 60 },
  };
  const requestsIn = ({ world }: { world: Simulator['world'] }, minute: number): number =>
    world.metrics
      .all()
      .find(({ id }) => id.metricName === 'RequestCount')
      ?.at(Math.floor(NOON / MINUTE) * MINUTE + minute * MINUTE)?.sum ?? 0;

  it('rises, stays and falls', () => {
    const struck = having(surge);
    struck.pass(75 * MINUTE);
    expect(requestsIn(struck, 10)).toBeGreaterThan(4500);
    expect(requestsIn(struck, 55)).toBeGreaterThan(4500);
    expect(requestsIn(struck, 70)).toBeLessThan(1500);
  });

  it('falls when it is taken away', () => {
    const struck = having(surge);
    struck.pass(10 * MINUTE);
    struck.simulator.perform({ remove: 'surge' });
    struck.pass(10 * MINUTE);
    expect(requestsIn(struck, 9)).toBeGreaterThan(4500);
    expect(requestsIn(struck, 14)).toBeLessThan(1500);
    expect(JSON.parse(struck.world.state()).surges.flat()).toEqual([]);
  });
});

describe('a second operator', () => {
  const operator: Fault = {
    id: 'other',
    effect: {
      kind: 'second-operator',
      everyMinutes: [2, 4],
      desiredCount: [2, 6],
      principal: 'arn:aws:iam::123456789012:user/kim',
    },
  };

  it('changes what they were told to, within their range, at their pace', () => {
    const { simulator, pass } = having(operator);
    pass(HOUR);
    const { writes } = simulator.history;
    expect(writes.length).toBeGreaterThanOrEqual(15);
    expect(writes.length).toBeLessThanOrEqual(30);
    for (const { principal, operation, input } of writes) {
      expect([principal, operation]).toEqual(['arn:aws:iam::123456789012:user/kim', 'ecs:UpdateService']);
      const { desiredCount } = input as { desiredCount: number };
      expect(desiredCount).toBeGreaterThanOrEqual(2);
      expect(desiredCount).toBeLessThanOrEqual(6);
    }
    const gaps = writes.slice(1).map(({ at }, index) => at - (writes[index]?.at ?? 0));
    expect(gaps.every(gap => gap >= 2 * MINUTE && gap <= 4 * MINUTE)).toBe(true);
  });

  it('stops when they are told to', () => {
    const { simulator, pass } = having(operator);
    pass(10 * MINUTE);
    simulator.perform({ remove: 'other' });
    const before = simulator.history.writes.length;
    pass(HOUR);
    expect(simulator.history.writes).toHaveLength(before);
  });

  it('meets the same checks as the caller: what AWS refuses them changes nothing', () => {
    const { simulator, pass } = having({
      effect: { kind: 'second-operator', everyMinutes: [1, 2], minCapacity: [50, 60] },
    });
    pass(HOUR);
    // The maximum is far below, so every attempt is refused.
    expect(simulator.history.writes).toEqual([]);
    expect(simulator.defects).toEqual([]);
  });

  it('does not care what the caller asks in the meantime', () => {
    const timesOf = (asks: number) => {
      const { simulator, pass } = having(operator, { when: { probability: 0.5 }, effect: { kind: 'throttle' } });
      const headers = { 'x-amz-target': 'AmazonEC2ContainerServiceV20141113.ListClusters' };
      for (let ask = 0; ask < asks; ask += 1) {
        simulator.dispatch({ method: 'POST', path: '/', headers, body: new Uint8Array() });
      }
      pass(HOUR);
      return simulator.history.writes;
    };
    expect(timesOf(20)).toEqual(timesOf(0));
  });
});
