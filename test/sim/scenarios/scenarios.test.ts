import { createHash } from 'node:crypto';
import {
  DescribeScalableTargetsCommand,
  DescribeScalingActivitiesCommand,
} from '@aws-sdk/client-application-auto-scaling';
import { DescribeAlarmsCommand } from '@aws-sdk/client-cloudwatch';
import { DescribeServicesCommand, DescribeTasksCommand, type Service, UpdateServiceCommand } from '@aws-sdk/client-ecs';
import { DescribeTargetHealthCommand } from '@aws-sdk/client-elastic-load-balancing-v2';
import { GetCallerIdentityCommand } from '@aws-sdk/client-sts';
import { describe, expect, it } from 'vitest';
import { offsetMs } from '../../../src/sim/faults/offset.ts';
import { deedReader } from '../../../src/sim/scenarios/deed.ts';
import { scenarios } from '../../../src/sim/scenarios/index.ts';
import { createSimulator } from '../../../src/sim/simulator.ts';
import { HOUR, MINUTE } from '../../../src/sim/world/clock.ts';
import { NOON, type SteppedAws, startSteppedAws } from '../api/stepped-aws.ts';

const cluster = 'waooaw-production';

/** Two hours of a scenario, moved in steps; the world's state at the end. */
const afterTwoHours = (name: string, stepMs: number): string => {
  const simulator = createSimulator({ seed: 5, start: NOON, durations: 1 });
  simulator.perform({ run: name });
  const end = NOON + 2 * HOUR;
  while (simulator.world.clock.now < end) {
    simulator.world.clock.runUntil(Math.min(end, simulator.world.clock.now + stepMs));
  }
  expect(simulator.defects).toEqual([]);
  return createHash('sha256').update(simulator.world.state()).digest('hex');
};

describe.each(scenarios)('$name', ({ name, summary, service, timeline }) => {
  it('tells what it is in a sentence, and its deeds are plain data in order of time', () => {
    expect(name).toMatch(/^[a-z]+(-[a-z]+)*$/);
    expect(summary).toMatch(/^[A-Z].{20,120}\.$/);
    for (const { do: deed } of timeline) {
      const again: unknown = JSON.parse(JSON.stringify(deed));
      expect(deedReader(again, '')).toEqual(deed);
    }
    const times = timeline.map(({ at }) => offsetMs(at));
    expect(times).toEqual([...times].sort((a, b) => a - b));
  });

  it('names the service that its deeds are about, so that it is not played where there is none', () => {
    const named = timeline.flatMap(({ do: deed }) => {
      if ('add' in deed) return deed.add.match?.resource ?? [];
      return 'call' in deed ? (deed.input['service'] ?? []) : [];
    });
    expect([...new Set(named)]).toEqual(service === undefined ? [] : [service]);
  });

  it('is the same two hours every time, however they are moved', () => {
    const once = afterTwoHours(name, 2 * HOUR);
    expect(afterTwoHours(name, 2 * HOUR)).toBe(once);
    expect(afterTwoHours(name, 97_531)).toBe(once);
  });
});

/** Runs a scenario, and hands out what a dashboard would ask of it. */
const inScenario = async (name: string, story: (aws: Story) => Promise<void>, seed = 5): Promise<void> => {
  const aws = await startSteppedAws({ seed });
  aws.simulator.perform({ run: name });
  const service = async (service: string): Promise<Service> => {
    const { services } = await aws.ecs.send(new DescribeServicesCommand({ cluster, services: [service] }));
    const [found] = services ?? [];
    if (found === undefined) throw new Error(`no service ${service}`);
    return found;
  };
  await story({ ...aws, service });
  await aws.close();
};

interface Story extends SteppedAws {
  readonly service: (name: string) => Promise<Service>;
}

const counts = ({ desiredCount, runningCount }: Service) => ({ desiredCount, runningCount });
const messages = ({ events = [] }: Service): readonly string[] => events.map(({ message = '' }) => message);

describe('its symptom shows in the API', () => {
  it('baseline: none', () =>
    inScenario('baseline', async ({ service, pass, cloudWatch }) => {
      for (let hour = 0; hour < 2; hour += 1) {
        pass(HOUR);
        expect(counts(await service('waooaw-backend'))).toEqual({ desiredCount: 2, runningCount: 2 });
        expect(counts(await service('waooaw-agent'))).toEqual({ desiredCount: 2, runningCount: 2 });
      }
      const { MetricAlarms = [] } = await cloudWatch.send(new DescribeAlarmsCommand({ StateValue: 'ALARM' }));
      expect(MetricAlarms.filter(({ AlarmName = '' }) => AlarmName.includes('AlarmHigh'))).toEqual([]);
    }));

  it('campaign: auto-scaling goes out, minutes after the load came, and in again when it is over', () =>
    inScenario('campaign', async ({ service, pass, scaling }) => {
      pass(8 * MINUTE);
      expect((await service('waooaw-backend')).desiredCount).toBe(2);
      pass(17 * MINUTE);
      const busy = await service('waooaw-backend');
      expect(busy.desiredCount).toBeGreaterThanOrEqual(5);
      const activities = new DescribeScalingActivitiesCommand({ ServiceNamespace: 'ecs' });
      const { ScalingActivities = [] } = await scaling.send(activities);
      expect(ScalingActivities.some(({ Cause = '' }) => /AlarmHigh.*in state ALARM/.test(Cause))).toBe(true);
      pass(2 * HOUR);
      expect((await service('waooaw-backend')).desiredCount).toBeLessThan(busy.desiredCount ?? 0);
    }));

  it('night: eight tasks become fewer, one cooldown at a time, and never below the minimum', () =>
    inScenario('night', async ({ service, pass }) => {
      pass(2 * MINUTE);
      const seen = [(await service('waooaw-backend')).desiredCount ?? 0];
      expect(seen).toEqual([8]);
      for (let minute = 0; minute < 118; minute += 1) {
        pass(MINUTE);
        const now = (await service('waooaw-backend')).desiredCount ?? 0;
        if (now !== seen.at(-1)) seen.push(now);
      }
      expect(seen).toEqual([...seen].sort((a, b) => b - a));
      expect(seen.length).toBeGreaterThan(3);
      expect(seen.at(-1)).toBe(2);
    }));

  it('second operator: values move that the caller never touched, and the write log knows who did it', () =>
    inScenario('second-operator', async ({ service, pass, scaling, simulator }) => {
      const seen = new Set<string>();
      for (let look = 0; look < 12; look += 1) {
        pass(10 * MINUTE);
        const { ScalableTargets = [] } = await scaling.send(
          new DescribeScalableTargetsCommand({ ServiceNamespace: 'ecs' }),
        );
        const bounds = ScalableTargets.map(({ MinCapacity, MaxCapacity }) => [MinCapacity, MaxCapacity]);
        const { desiredCount } = await service('waooaw-backend');
        seen.add(JSON.stringify([desiredCount, (await service('waooaw-agent')).desiredCount, bounds]));
      }
      expect(seen.size).toBeGreaterThan(6);
      const { writes, journal } = simulator.history;
      expect(writes.length).toBeGreaterThan(8);
      expect(new Set(writes.map(({ principal }) => principal))).toEqual(
        new Set(['arn:aws:sts::123456789012:assumed-role/platform-on-call/second-operator']),
      );
      expect(journal).toEqual([{ at: NOON, deed: { run: 'second-operator' } }]);
    }));

  it('capacity unavailable: the tasks do not come, the events say why, and later they do', () =>
    inScenario('capacity-unavailable', async ({ service, pass }) => {
      pass(20 * MINUTE);
      const waiting = await service('waooaw-backend');
      expect(waiting.desiredCount).toBeGreaterThanOrEqual(4);
      expect(waiting.runningCount).toBe(2);
      expect(messages(waiting)[0]).toContain('was unable to place a task. Reason: Capacity is unavailable');
      pass(28 * MINUTE);
      const relieved = await service('waooaw-backend');
      expect(relieved.runningCount).toBeGreaterThanOrEqual(4);
      expect(messages(relieved)[0]).not.toContain('was unable to place a task');
    }));

  it('failing health checks: targets are unhealthy, tasks are replaced, and nothing is steady', () =>
    inScenario('failing-health-checks', async ({ service, pass, elb, simulator }) => {
      pass(20 * MINUTE);
      const failing = await service('waooaw-backend');
      expect(messages(failing).some(text => text.includes('is unhealthy in (target-group'))).toBe(true);
      expect(failing.deployments?.[0]?.failedTasks).toBeGreaterThan(2);
      const [TargetGroupArn] = [...simulator.world.loadBalancing.targetGroups.keys()];
      const health = await elb.send(new DescribeTargetHealthCommand({ TargetGroupArn }));
      expect(health.TargetHealthDescriptions?.some(({ TargetHealth }) => TargetHealth?.State === 'healthy')).toBe(
        false,
      );
      pass(90 * MINUTE);
      expect(messages(await service('waooaw-backend'))[0]).toContain('has reached a steady state.');
    }));

  it('flapping OOM: tasks end with exit code 137, again and again', () =>
    inScenario('flapping-oom', async ({ ecs, pass, simulator }) => {
      pass(45 * MINUTE);
      const agent = simulator.world.ecs.findService({ cluster, service: 'waooaw-agent' });
      const { tasks = [] } = await ecs.send(
        new DescribeTasksCommand({ cluster, tasks: agent?.tasks.map(({ arn }) => arn) ?? [] }),
      );
      const killed = tasks.filter(({ containers = [] }) => containers[0]?.exitCode === 137);
      expect(killed.length).toBeGreaterThan(4);
      for (const { stopCode, containers } of killed) {
        expect(stopCode).toBe('EssentialContainerExited');
        expect(containers?.[0]?.reason).toContain('OutOfMemoryError');
      }
    }));

  it('throttled API: some reads are refused, later ones are not, and the counts stay right', () =>
    inScenario('throttled-api', async ({ service, pass, cloudWatch }) => {
      pass(2 * MINUTE);
      const outcomes: string[] = [];
      for (let second = 0; second < 20; second += 1) {
        pass(1000);
        outcomes.push(
          await service('waooaw-backend').then(
            () => 'fine',
            error => error.name,
          ),
        );
      }
      expect(new Set(outcomes)).toEqual(new Set(['fine', 'ThrottlingException']));
      const alarms = () => cloudWatch.send(new DescribeAlarmsCommand({}));
      const metrics = await Promise.allSettled(Array.from({ length: 40 }, alarms));
      expect(new Set(metrics.map(({ status }) => status))).toEqual(new Set(['fulfilled', 'rejected']));
    }));

  it('flaky network: calls fail both ways, and a failed write may have been done', () =>
    inScenario('flaky-network', async ({ ecs, pass, simulator }) => {
      pass(2 * MINUTE);
      // Slowness is real time, which no test has.
      simulator.perform({ remove: 'slow' });
      const outcomes: string[] = [];
      for (let call = 0; call < 120; call += 1) {
        const before = simulator.history.writes.length;
        const update = new UpdateServiceCommand({ cluster, service: 'waooaw-backend', desiredCount: 2 + (call % 3) });
        const seen = await ecs.send(update).then(
          () => 'accepted',
          () => 'failed',
        );
        outcomes.push(`${seen}, ${simulator.history.writes.length > before ? 'done' : 'not done'}`);
      }
      expect(new Set(outcomes)).toEqual(new Set(['accepted, done', 'failed, done', 'failed, not done']));
    }));

  it('expired credentials: nothing works for ten minutes, then all of it', () =>
    inScenario('expired-credentials', async ({ service, sts, pass }) => {
      const who = () =>
        sts.send(new GetCallerIdentityCommand({})).then(
          ({ Account }) => Account,
          error => error.name,
        );
      pass(10 * MINUTE - 1);
      expect(await who()).toBe('123456789012');
      pass(1);
      expect(await who()).toBe('ExpiredToken');
      await expect(service('waooaw-backend')).rejects.toMatchObject({ name: 'ExpiredTokenException' });
      pass(10 * MINUTE);
      expect(await who()).toBe('123456789012');
      expect(counts(await service('waooaw-backend'))).toEqual({ desiredCount: 2, runningCount: 2 });
    }));
});
