import { describe, expect, it } from 'vitest';
import { serviceAt } from '../../support/snapshots.ts';
import {
  applies,
  askOf,
  ecsService,
  effects,
  planOf,
  reasonsOf,
  scalableTarget,
  scale,
  values,
  warnings,
} from './asked.ts';

describe('the ceiling', () => {
  it('blocks a count above it, and names the two ways on', () => {
    expect(reasonsOf(scale(serviceAt(2), 12))).toBe(
      'MaxCapacity of waooaw-backend is 10, and 12 is above it. Ask for 10 or fewer, or raise the ceiling with --raise-ceiling yes.',
    );
  });

  it('is raised with the floor, in the same call, when that is asked for', () => {
    const plan = planOf(scale(serviceAt(2), 12, { raiseCeiling: 'yes' }));
    expect(effects(plan)).toEqual([{ ...scalableTarget, MinCapacity: 12, MaxCapacity: 12 }]);
    expect(askOf(plan)).toMatchObject({
      grade: 'name',
      because: ['above the ceiling, which is raised', 'more than twice the present count'],
    });
    const undo = applies(plan)[0]?.undo;
    expect(undo?.kind === 'steps' && undo.steps.map(({ title }) => title)).toEqual([
      'Lower the floor to 2 and lower the ceiling to 10, which lowers the count',
      'Set the count to 2',
    ]);
    // Lowering the ceiling clamps the count to 10 before the second write takes it to 2.
    expect(undo?.kind === 'steps' && undo.steps.map(({ changes }) => values(changes))).toEqual([
      [
        ['minCapacity', 12, 2],
        ['maxCapacity', 12, 10],
        ['desiredCount', 12, 10],
      ],
      [['desiredCount', 10, 2]],
    ]);
  });

  it('is raised before a bare count', () => {
    expect(effects(planOf(scale(serviceAt(2), 12, { how: 'count', raiseCeiling: 'yes' })))).toEqual([
      { ...scalableTarget, MaxCapacity: 12 },
      { ...ecsService, desiredCount: 12 },
    ]);
  });

  it('does not pull a count that stands above it down to itself on the way in', () => {
    const plan = planOf(scale(serviceAt(40, { min: 2, max: 10 }), 12, { raiseCeiling: 'yes' }));
    expect(effects(plan)).toEqual([
      { ...ecsService, desiredCount: 30 },
      { ...ecsService, desiredCount: 23 },
      { ...ecsService, desiredCount: 18 },
      { ...ecsService, desiredCount: 14 },
      { ...scalableTarget, MaxCapacity: 12 },
    ]);
  });
});

describe('a count that stands outside its bounds', () => {
  it('C6: is clamped by the first write of bounds, and the plan says so', () => {
    const plan = planOf(scale(serviceAt(12, { min: 6, max: 10 }), 5, { pace: 'once' }));
    expect(applies(plan).map(({ changes }) => values(changes))).toEqual([
      [
        ['minCapacity', 6, 5],
        ['desiredCount', 12, 10],
      ],
      [['desiredCount', 10, 5]],
    ]);
    expect(warnings(plan)).toContain('desiredCount 12 stands outside its bounds 6–10');
  });

  it('below the floor is lifted by a bare count when the floor already is where it should be', () => {
    expect(effects(planOf(scale(serviceAt(1, { min: 4, max: 10 }), 4)))).toEqual([{ ...ecsService, desiredCount: 4 }]);
  });
});
