import { describe, expect, it } from 'vitest';
import { fresh, lastKnown } from '../../../src/domain/observed.ts';
import type { Plan } from '../../../src/domain/plan.ts';
import { minutes } from '../../../src/domain/time.ts';
import { countsOnTheWay } from '../../../src/procedures/scale-service/stages.ts';
import * as given from '../../support/snapshots.ts';
import { now, serviceAt } from '../../support/snapshots.ts';
import { askOf, ecsService, effects, ids, planOf, scalableTarget, scale, warnings } from './asked.ts';

describe('scaling in', () => {
  it('goes by quarters with a rest after each, and leaves a floor below the count alone', () => {
    const plan = planOf(scale(serviceAt(8), 5));
    expect(effects(plan)).toEqual([
      { ...ecsService, desiredCount: 6 },
      { ...ecsService, desiredCount: 5 },
    ]);
    expect(ids(plan)).toEqual(['check-deployment', 'check-tasks', 'confirm', 'apply-1', 'rest-1', 'apply-2', 'watch']);
    expect(plan.steps.find(({ id }) => id === 'rest-1')).toMatchObject({
      forMs: minutes(5),
      title: 'Rest at 6 tasks for 5 min, watching the load',
      stopIf: [{ limits: { cpuPercent: 65, p95Seconds: 0.8, runningCount: 2 } }],
    });
    expect(warnings(plan)).toContain('between 2 and 10 auto-scaling goes on deciding');
  });

  it('lowers the floor just ahead of the count, so that it never sinks further than planned', () => {
    const plan = planOf(scale(serviceAt(6, { min: 6, max: 10 }), 4));
    expect(effects(plan)).toEqual([
      { ...scalableTarget, MinCapacity: 5 },
      { ...ecsService, desiredCount: 5 },
      { ...scalableTarget, MinCapacity: 4 },
      { ...ecsService, desiredCount: 4 },
    ]);
    expect(askOf(plan)).toMatchObject({ grade: 'name', because: ['below the floor', 'capacity is taken away'] });
  });

  it('to the floor does not claim to last: the load decides', () => {
    expect(planOf(scale(serviceAt(4), 2)).summary).toBe(
      'waooaw-backend: 4 → 2 tasks, its MinCapacity, until auto-scaling adds tasks for a higher load',
    );
  });

  it('is not undone by auto-scaling going further in, down to the floor', () => {
    const watched = (plan: Plan) => plan.steps.flatMap(step => (step.kind === 'hold' ? step.stopIf : []));
    const least = (plan: Plan) =>
      watched(plan).map(check => check.check === 'service-coping' && check.limits.runningCount);
    expect(least(planOf(scale(serviceAt(8), 5)))).toEqual([2, 2]);
    expect(least(planOf(scale(serviceAt(8, { min: 6, max: 10 }), 5)))).toEqual([6, 5]);
    expect(least(planOf(scale(serviceAt(8, null), 6)))).toEqual([6]);
    expect(least(planOf(scale(serviceAt(2), 4, { how: 'count' })))).toEqual([4]);
  });

  it('goes at once when that is asked for', () => {
    expect(effects(planOf(scale(serviceAt(8), 2, { pace: 'once' })))).toEqual([{ ...ecsService, desiredCount: 2 }]);
  });

  it('predicts an overload, says how many would do, and asks for the name', () => {
    const metrics = fresh(
      given.metrics({ cpuPercent: given.series(60, 60, 60), requestsPerMinute: given.series(1600) }),
      now,
    );
    const plan = planOf(scale(serviceAt(4, undefined, { metrics }), 3));
    expect(plan.warnings[0]).toBe(
      'CPU would rise from 60 % to about 80 % on 3 tasks, above the 70 % at which the runbook scales out again; 5 would stay near 55 %.',
    );
    expect(askOf(plan)).toMatchObject({
      grade: 'name',
      because: ['the load does not fit on what is left', 'capacity is taken away'],
    });
  });

  it('warns of a single task, a high alarm, a scale-out just now and more requests than the runbook reckons with', () => {
    const alarms = fresh([given.alarm('cpu-scaling', 'high', 'ALARM'), given.alarm('cpu-scaling', 'low')], now);
    const activities = fresh(
      [
        {
          id: 'a',
          startedAt: now - minutes(12),
          endedAt: null,
          status: 'Successful',
          description: 'Setting desired count to 4.',
          cause: 'monitor alarm TargetTracking-AlarmHigh-1 in state ALARM triggered policy cpu-scaling',
          message: '',
          notScaledReasons: [],
        },
      ],
      now,
    );
    const said = warnings(planOf(scale(serviceAt(2, { min: 1, max: 10 }, { alarms, activities }), 1)));
    expect(said).toContain('A single task is no redundancy');
    expect(said).toContain('cpu-scaling-AlarmHigh is in ALARM');
    expect(said).toContain('added tasks 12 min ago');
    expect(said).toContain('about 800 requests a minute');
  });

  describe('asks for the name of the service', () => {
    const reasons = (overrides: Parameters<typeof serviceAt>[2]) =>
      askOf(planOf(scale(serviceAt(6, undefined, overrides), 5)));

    it('while an alarm asks for more tasks', () => {
      const alarms = fresh([given.alarm('cpu-scaling', 'high', 'ALARM')], now);
      expect(reasons({ alarms })).toMatchObject({
        grade: 'name',
        because: ['an alarm asks for more tasks', 'capacity is taken away'],
      });
    });

    it('where the load is not known', () => {
      expect(reasons({ metrics: { state: 'missing', because: given.denied } })).toMatchObject({
        grade: 'name',
        because: ['the load is not known', 'capacity is taken away'],
      });
    });

    it('within 30 min of adding tasks by hand, but not after one task replaced another', () => {
      const event = (id: string, agoMs: number, message: string) => ({ id, at: now - agoMs, message });
      const started = event('s', minutes(20), '(service waooaw-backend) has started 2 tasks: (task 1) (task 2).');
      const stopped = event(
        't',
        minutes(20),
        '(service waooaw-backend) has stopped 2 running tasks: (task 3) (task 4).',
      );
      const at = (...events: readonly (typeof started)[]) => ({
        counts: fresh(given.counts({ desiredCount: 6, events }), now),
      });
      expect(reasons(at(started)).because).toContain('tasks were added in the last 30 min');
      expect(warnings(planOf(scale(serviceAt(6, undefined, at(started)), 5)))).toContain(
        'Tasks were added 20 min ago (ECS started 2 more than it stopped); wait 30 min',
      );
      expect(reasons(at(started, stopped)).grade).toBe('number');
      expect(reasons(at({ ...started, at: now - minutes(31) })).grade).toBe('number');
    });
  });

  it('warns of tasks that still drain from the last change, and of a busy half hour behind a quiet minute', () => {
    const [group] = lastKnown(given.service().targets) ?? [];
    if (group === undefined) throw new Error('the builder makes a target group');
    const targets = fresh([{ ...group, draining: 2 }], now);
    const busy = [...Array.from({ length: 20 }, () => 60), 10];
    const metrics = fresh(
      given.metrics({ cpuPercent: given.series(...busy), requestsPerMinute: given.series(2400) }),
      now,
    );
    const said = warnings(planOf(scale(serviceAt(6, undefined, { targets, metrics }), 5)));
    expect(said).toContain('2 tasks still drain from the last change');
    expect(said).toContain('CPU is low in this minute and was 58 % over the last 30: that would be 69 % on 5 tasks.');
  });

  it('to none says that nobody is served, and asks for the name', () => {
    const plan = planOf(scale(serviceAt(2), 0, { pace: 'once' }));
    expect(plan.warnings[0]).toContain('serves nobody');
    expect(askOf(plan).grade).toBe('name');
  });
});

describe('counts on the way', () => {
  it.each([
    [2, 6, [3, 5, 6]],
    [0, 3, [1, 2, 3]],
    [8, 2, [6, 5, 4, 3, 2]],
    [1, 0, [0]],
    [4, 4, []],
  ])('from %i to %i', (from, to, counts) => {
    expect(countsOnTheWay({ from, to })).toEqual(counts);
  });

  it('are few even for the largest service', () => {
    expect(countsOnTheWay({ from: 0, to: 5000 }).length).toBeLessThan(25);
    expect(countsOnTheWay({ from: 5000, to: 0 }).length).toBeLessThan(40);
  });
});
