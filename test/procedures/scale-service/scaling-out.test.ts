import { describe, expect, it } from 'vitest';
import { fresh } from '../../../src/domain/observed.ts';
import * as given from '../../support/snapshots.ts';
import { now, serviceAt } from '../../support/snapshots.ts';
import { applies, askOf, ecsService, effects, ids, planOf, scalableTarget, scale, values, warnings } from './asked.ts';

describe('scaling out where auto-scaling is registered', () => {
  const plan = planOf(scale(serviceAt(2), 6));

  it('raises the floor in one call, which lifts the count with it', () => {
    expect(effects(plan)).toEqual([{ ...scalableTarget, MinCapacity: 6 }]);
    expect(values(applies(plan)[0]?.changes ?? [])).toEqual([
      ['minCapacity', 2, 6],
      ['desiredCount', 2, 6],
    ]);
  });

  it('says what will be, and that it lasts, before it asks', () => {
    expect(plan.summary).toBe('waooaw-backend: 2 → 6 tasks, kept there by MinCapacity 6');
    expect(askOf(plan).consequence).toBe(
      'waooaw-backend goes from 2 to 6 tasks in account 123456789012 us-east-1, kept there by MinCapacity 6.',
    );
  });

  it('checks, asks, writes once and watches for half an hour', () => {
    expect(ids(plan)).toEqual(['check-deployment', 'check-tasks', 'check-room', 'confirm', 'apply-1', 'watch']);
  });

  it('says in its steps what is looked at, what the write is for, and what is waited for', () => {
    expect(plan.steps.map(({ title }) => title)).toEqual([
      'Is a deployment under way?',
      'Are the present tasks running and healthy?',
      'Is there room for 6 tasks?',
      'Confirm',
      'Raise the floor to 6, which lifts the count',
      'Watch the load on 6 tasks for 30 min',
    ]);
  });

  it('brings back the floor first and the count after it', () => {
    const undo = applies(plan)[0]?.undo;
    expect(undo?.kind === 'steps' && undo.steps.map(({ effect }) => effect.input)).toEqual([
      { ...scalableTarget, MinCapacity: 2 },
      { ...ecsService, desiredCount: 2 },
    ]);
    expect(undo?.kind === 'steps' && undo.steps.map(({ changes }) => values(changes))).toEqual([
      [['minCapacity', 6, 2]],
      [['desiredCount', 6, 2]],
    ]);
  });

  it('stops if the service is another one by then, or its ceiling has moved', () => {
    expect(applies(plan)[0]?.unchanged.map(({ fact, value }) => [fact.attribute, value])).toEqual([
      ['serviceArn', given.counts().arn],
      ['serviceCreatedAt', given.counts().createdAt],
      ['maxCapacity', 10],
    ]);
  });

  it('is verified by the new floor and by six healthy tasks, or more if auto-scaling adds some', () => {
    expect(applies(plan)[0]?.verify).toMatchObject({
      check: 'all',
      of: [
        { check: 'facts', expect: [{ fact: { attribute: 'minCapacity' }, value: 6 }] },
        { check: 'service-stable', desiredCount: 6, orMore: true },
      ],
    });
  });

  it('of a service without a load balancer is verified by its spread over the zones, too', () => {
    const worker = fresh(given.counts({ targetGroupArns: [] }), now);
    expect(applies(planOf(scale(serviceAt(2, null, { counts: worker }), 4)))[0]?.verify).toEqual({
      check: 'all',
      of: [
        { check: 'service-stable', service: given.backend, desiredCount: 4, orMore: false },
        { check: 'zones-spread', service: given.backend },
      ],
    });
  });

  it('predicts the load on each task, and the cost', () => {
    expect(plan.predictions.map(({ label, before, after }) => [label, before, after])).toEqual([
      ['Tasks', '2 running of 2', '6'],
      ['Bounds', '2–10', '6–10'],
      ['CPU', '30 %', '10 %'],
      ['Requests per task', '400/min', '133/min'],
      ['Fargate vCPU', '2 of 10,000', '6 of 10,000'],
      ['Subnet addresses', '2 of 12,002', '6 of 12,002'],
      ['Done after', 'now', 'about 1–3 min'],
    ]);
    expect(plan.cost?.perHourUsd).toBeCloseTo(4 * 0.04937, 5);
  });

  it('reminds that a floor stays until somebody lowers it', () => {
    expect(warnings(plan)).toContain('MinCapacity stays at 6 until somebody lowers it');
  });
});

describe('a bare count', () => {
  it('sends cluster, service and desiredCount, and nothing else', () => {
    expect(effects(planOf(scale(serviceAt(2), 4, { how: 'count' })))).toEqual([{ ...ecsService, desiredCount: 4 }]);
  });

  it('is what a service without auto-scaling gets, whatever was asked', () => {
    const plan = planOf(scale(serviceAt(2, null), 4));
    expect(effects(plan)).toEqual([{ ...ecsService, desiredCount: 4 }]);
    expect(askOf(plan).consequence).toContain(', where it stays: no auto-scaling is registered for it.');
    expect(applies(plan)[0]?.unchanged.map(({ value }) => value)).toContain(null);
  });

  it('comes with who would take it back, and about when', () => {
    expect(warnings(planOf(scale(serviceAt(2), 4, { how: 'count' })))).toContain(
      'cpu-scaling may take 4 tasks back down to 2 in about 17 min',
    );
    const low = fresh([given.alarm('cpu-scaling', 'low', 'ALARM')], now);
    expect(warnings(planOf(scale(serviceAt(2, undefined, { alarms: low }), 4, { how: 'count' })))).toContain(
      'in about 2 min',
    );
  });

  it('comes without that warning where scale-in is suspended', () => {
    const suspended = { dynamicScalingIn: true, dynamicScalingOut: false, scheduledScaling: false };
    const scaling = fresh(given.scaling({ target: given.target({ suspended }) }), now);
    const plan = planOf(scale(serviceAt(2, undefined, { scaling }), 4, { how: 'count' }));
    expect(warnings(plan)).not.toContain('may take');
    expect(warnings(plan)).toContain('suspended (scale-in)');
    expect(plan.summary).toBe('waooaw-backend: 2 → 4 tasks, where it stays while auto-scaling cannot scale in');
  });

  it('below the floor is asked for by name, with what would lift it', () => {
    const plan = planOf(scale(serviceAt(5, { min: 4, max: 10 }), 3, { how: 'count', pace: 'once' }));
    expect(effects(plan)).toEqual([{ ...ecsService, desiredCount: 3 }]);
    expect(askOf(plan)).toMatchObject({ grade: 'name', phrase: 'waooaw-backend' });
    expect(warnings(plan)).toContain(
      '3 is below MinCapacity 4: any change of the bounds and any scheduled action lift it to 4 at once',
    );
  });
});

describe('the present count', () => {
  it('is nothing to do where the floor holds it already', () => {
    expect(scale(serviceAt(2), 2)).toEqual({
      kind: 'nothing-to-do',
      because: 'waooaw-backend is set to 2 tasks already, and MinCapacity 2 keeps it there.',
    });
    expect(scale(serviceAt(6), 6, { how: 'count' }).kind).toBe('nothing-to-do');
    expect(scale(serviceAt(6, null), 6).kind).toBe('nothing-to-do');
  });

  it('is held from now on where the floor lies below it', () => {
    const plan = planOf(scale(serviceAt(6), 6));
    expect(effects(plan)).toEqual([{ ...scalableTarget, MinCapacity: 6 }]);
    expect(values(applies(plan)[0]?.changes ?? [])).toEqual([['minCapacity', 2, 6]]);
    expect(plan.summary).toBe('waooaw-backend: stays at 6 tasks, bounds 2–10 → 6–10');
    expect(plan.cost).toBeNull();
  });
});
