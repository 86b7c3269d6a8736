import { describe, expect, it } from 'vitest';
import type { Plan, Planned } from '../../../src/domain/plan.ts';
import { type Run, reduce } from '../../../src/domain/run.ts';
import type { Snapshot } from '../../../src/domain/snapshot.ts';
import { planUndo } from '../../../src/domain/undo.ts';
import { now, serviceAt } from '../../support/snapshots.ts';
import { applies, askOf, effects, planOf, reasonsOf, scalableTarget, scale, values } from './asked.ts';

/** A run of the plan that AWS took, whole or up to this many writes. */
function runOf(plan: Plan, writes = applies(plan).length): Run {
  const begun = reduce(undefined, {
    type: 'RunStarted',
    at: now,
    runId: '20261123T191507-k3f9',
    plan,
    program: 'test',
  });
  return applies(plan)
    .slice(0, writes)
    .reduce((run, { id }) => {
      const requested = reduce(run, { type: 'EffectRequested', at: now, stepId: id, command: 'aws' });
      return reduce(requested, { type: 'EffectSucceeded', at: now, stepId: id, requestId: null });
    }, begun);
}

const undo = (planned: Planned, snapshot: Snapshot): Planned => planUndo(runOf(planOf(planned)), snapshot, now);

describe('undo after auto-scaling has moved the count', () => {
  const raisedFloor = scale(serviceAt(2), 6);
  const back = planOf(undo(raisedFloor, serviceAt(8, { min: 6, max: 10 })));

  it('brings back the floor and leaves the count to auto-scaling', () => {
    expect(effects(back)).toEqual([{ ...scalableTarget, MinCapacity: 2 }]);
    expect(values(applies(back)[0]?.changes ?? [])).toEqual([['minCapacity', 6, 2]]);
    expect(back.cost).toBeNull();
  });

  it('says so, before it asks and in the question', () => {
    expect(back.summary).toBe(
      'undo of "waooaw-backend: 2 → 6 tasks, kept there by MinCapacity 6"; desiredCount 8 stays',
    );
    expect(back.warnings).toEqual([
      'desiredCount 8 of waooaw-production/waooaw-backend stays: auto-scaling or somebody else has moved it since the run, and an undo never writes over that.',
    ]);
    expect(askOf(back).consequence).toBe(
      'This takes run 20261123T191507-k3f9 back: MinCapacity 6 → 2; desiredCount 8 stays.',
    );
  });

  it('stops where the count moves once more before the write: what was confirmed is no longer so', () => {
    expect(applies(back)[0]?.unchanged.map(({ fact, value }) => [fact.attribute, value])).toContainEqual([
      'desiredCount',
      8,
    ]);
  });

  it('brings back every rung of the floor, where it was raised by steps', () => {
    const stepped = planOf(undo(scale(serviceAt(2), 6, { pace: 'steps' }), serviceAt(8, { min: 6, max: 10 })));
    expect(effects(stepped)).toEqual([5, 3, 2].map(MinCapacity => ({ ...scalableTarget, MinCapacity })));
  });

  it('is blocked where only a count was set: there is nothing else to bring back', () => {
    const because = reasonsOf(undo(scale(serviceAt(2), 4, { how: 'count' }), serviceAt(5)));
    expect(because).toBe(
      'desiredCount of waooaw-production/waooaw-backend is 5 now: neither the 4 that the run set nor the 2 from before it, so something else has moved it since.',
    );
  });

  it('is blocked where the old ceiling would pull the count down', () => {
    const raisedCeiling = scale(serviceAt(2), 14, { how: 'count', raiseCeiling: 'yes' });
    expect(effects(planOf(undo(raisedCeiling, serviceAt(9, { min: 2, max: 14 }))))).toEqual([
      { ...scalableTarget, MaxCapacity: 10 },
    ]);
    expect(reasonsOf(undo(raisedCeiling, serviceAt(12, { min: 2, max: 14 })))).toBe(
      '"Lower the ceiling to 10" would also move desiredCount of waooaw-production/waooaw-backend from 12 to 10, which the run never set.',
    );
  });

  it('is blocked where the old floor would lift the count', () => {
    const loweredFloor = scale(serviceAt(8, { min: 8, max: 10 }), 4, { pace: 'once' });
    expect(reasonsOf(undo(loweredFloor, serviceAt(6, { min: 4, max: 10 })))).toContain(
      '"Raise the floor to 8" would also move desiredCount',
    );
  });

  it('is blocked where one write would bring back bounds and count together', () => {
    const both = scale(serviceAt(2), 12, { raiseCeiling: 'yes' });
    expect(reasonsOf(undo(both, serviceAt(7, { min: 12, max: 12 })))).toContain('is 7 now');
  });
});

describe('undo after somebody has moved a bound', () => {
  it.each([
    ['the floor', { min: 4, max: 10 }, 'MinCapacity of waooaw-production/waooaw-backend is 4 now: neither the 6'],
    ['the ceiling', { min: 6, max: 20 }, 'MaxCapacity of waooaw-production/waooaw-backend is 20 now, and was 10'],
  ])('is blocked: %s is not ours any more', (_, bounds, says) => {
    const raisedFloor = scale(serviceAt(2), 6);
    expect(reasonsOf(undo(raisedFloor, serviceAt(6, bounds)))).toContain(says);
    expect(reasonsOf(undo(raisedFloor, serviceAt(8, bounds)))).toContain(says);
  });

  it('is blocked where auto-scaling was taken off the service', () => {
    expect(undo(scale(serviceAt(2), 6), serviceAt(6, null))).toEqual({
      kind: 'blocked',
      because: [
        'MinCapacity of waooaw-production/waooaw-backend is none now: neither the 6 that the run set nor the 2 from before it, so something else has moved it since.',
        'MaxCapacity of waooaw-production/waooaw-backend is none now, and was 10 when the run was made.',
      ],
    });
  });

  it('does not lift a count of a scale-in that was cut short and that auto-scaling went on with', () => {
    const plan = planOf(scale(serviceAt(8, { min: 8, max: 10 }), 4, { pace: 'once' }));
    const planned = planUndo(runOf(plan, 1), serviceAt(7, { min: 4, max: 10 }), now);
    expect(reasonsOf(planned)).toContain('"Raise the floor to 8" would also move desiredCount');
  });
});
