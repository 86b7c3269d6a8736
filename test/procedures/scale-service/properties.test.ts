import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { effectAtOdds } from '../../../src/domain/effect.ts';
import { fresh } from '../../../src/domain/observed.ts';
import type { ApplyStep, Plan } from '../../../src/domain/plan.ts';
import { type Run, type RunEvent, reduce } from '../../../src/domain/run.ts';
import { planUndo } from '../../../src/domain/undo.ts';
import { scaleService } from '../../../src/procedures/scale-service.ts';
import { changed, type Held, send } from '../../support/scaling-model.ts';
import { backend, now, serviceAt } from '../../support/snapshots.ts';

const anyCount = fc.oneof({ weight: 9, arbitrary: fc.nat(25) }, { weight: 1, arbitrary: fc.nat(5000) });

/** Every relation of count, bounds and wish: inside, outside, equal, without bounds. */
const anyWish = fc.record(
  {
    present: anyCount,
    bounds: fc.option(
      fc.tuple(anyCount, anyCount).map(([a, b]) => ({ min: Math.min(a, b), max: Math.max(a, b) })),
      { freq: 5, nil: null },
    ),
    desiredCount: anyCount,
    how: fc.constantFrom('floor', 'count'),
    pace: fc.constantFrom('auto', 'once', 'steps'),
    raiseCeiling: fc.constantFrom('yes', 'no'),
  },
  { noNullPrototype: true },
);
type Wish = typeof anyWish extends fc.Arbitrary<infer Value> ? Value : never;

const heldAtFirst = ({ present, bounds }: Wish): Held => ({
  desiredCount: present,
  minCapacity: bounds?.min ?? null,
  maxCapacity: bounds?.max ?? null,
});

const planned = ({ present, bounds, desiredCount, how, pace, raiseCeiling }: Wish) =>
  scaleService.plan({ service: backend, desiredCount, how, pace, raiseCeiling }, serviceAt(present, bounds));

const applies = (plan: Plan): readonly ApplyStep[] => plan.steps.filter(step => step.kind === 'apply');

/** Runs a law on every plan, with what AWS holds before and after each of its writes. */
function forEveryPlan(law: (wish: Wish, plan: Plan, states: readonly Held[]) => void): void {
  let plans = 0;
  fc.assert(
    fc.property(anyWish, wish => {
      const made = planned(wish);
      if (made.kind !== 'plan') return;
      plans += 1;
      const states = [heldAtFirst(wish)];
      for (const { effect } of applies(made.plan)) states.push(send(states.at(-1) ?? heldAtFirst(wish), effect));
      law(wish, made.plan, states);
    }),
    { numRuns: 2000 },
  );
  expect(plans).toBeGreaterThan(800);
}

const stateAt = (states: readonly Held[], index: number): Held => {
  const state = states.at(index);
  if (!state) throw new Error(`there is no state ${index}`);
  return state;
};

/** A run of the plan in which AWS took these writes. */
function runOf(plan: Plan, written = applies(plan)): Run {
  const begun = reduce(undefined, { type: 'RunStarted', at: now, runId: 'r1', plan, program: 'test' });
  return written
    .flatMap(({ id }): RunEvent[] => [
      { type: 'EffectRequested', at: now, stepId: id, command: '' },
      { type: 'EffectSucceeded', at: now, stepId: id, requestId: null },
    ])
    .reduce(reduce, begun);
}

const changesOf = ({ changes }: Pick<ApplyStep, 'changes'>) =>
  changes.map(({ fact: { attribute }, from, to }) => ({ attribute, from, to }));

describe('a plan of scale-service, sent to a model of AWS', () => {
  it('predicts every value that each write moves, the clamp included', () => {
    forEveryPlan((_, plan, states) => {
      applies(plan).forEach((step, index) => {
        expect(changesOf(step)).toEqual(changed(stateAt(states, index), stateAt(states, index + 1)));
      });
    });
  });

  it('ends with exactly the count that was asked for', () => {
    forEveryPlan(({ desiredCount }, _, states) => expect(stateAt(states, -1).desiredCount).toBe(desiredCount));
  });

  it('comes back to what was there when every undo is sent, newest first', () => {
    forEveryPlan((_, plan, states) => {
      let held = stateAt(states, -1);
      for (const { undo } of applies(plan).toReversed()) {
        if (undo.kind !== 'steps') throw new Error('scale-service can always be undone');
        for (const step of undo.steps) {
          const next = send(held, step.effect);
          expect(changesOf(step)).toEqual(changed(held, next));
          held = next;
        }
      }
      expect(held).toEqual(stateAt(states, 0));
    });
  });

  it('comes back as well when it stopped half way', () => {
    forEveryPlan((wish, plan, states) => {
      const written = applies(plan).slice(0, Math.ceil(applies(plan).length / 2));
      const held = stateAt(states, written.length);
      const undo = planUndo(runOf(plan, written), serviceAt(held.desiredCount, boundsOf(held)), now);
      if (undo.kind !== 'plan') throw new Error(`no undo: ${JSON.stringify(undo)}`);
      let after = held;
      for (const step of applies(undo.plan)) {
        expect(effectAtOdds(step)).toBeUndefined();
        after = send(after, step.effect);
      }
      expect(after).toEqual(heldAtFirst(wish));
    });
  });

  it('never moves a count that something else has set since, and says so where it brings back the rest', () => {
    let around = 0;
    forEveryPlan((wish, plan, states) => {
      const end = stateAt(states, -1);
      const others = (wish.desiredCount * 7 + wish.present + 3) % 40;
      // A count that stands on the way back may be an undo that was cut short.
      const onTheWay = applies(plan).flatMap(({ undo }) => (undo.kind === 'steps' ? undo.steps : []));
      if (onTheWay.some(({ changes }) => changes.some(({ from, to }) => from === others || to === others))) return;
      const undo = planUndo(runOf(plan), serviceAt(others, boundsOf(end)), now);
      if (undo.kind !== 'plan') return expect(undo.kind).toBe('blocked');
      around += 1;
      let held: Held = { ...end, desiredCount: others };
      for (const step of applies(undo.plan)) {
        const next = send(held, step.effect);
        expect(changesOf(step)).toEqual(changed(held, next));
        expect(effectAtOdds(step)).toBeUndefined();
        held = next;
      }
      expect(held).toEqual({ ...heldAtFirst(wish), desiredCount: others });
      const movedIt = end.desiredCount !== wish.present;
      expect(undo.plan.warnings.some(warning => warning.includes(`desiredCount ${others} of`))).toBe(movedIt);
    });
    expect(around).toBeGreaterThan(30);
  });

  it('moves the count one way only, and in steps never by more than the pace allows', () => {
    forEveryPlan(({ pace, desiredCount, present }, _, states) => {
      const counts = states.map(state => state.desiredCount);
      const out = desiredCount >= present;
      counts.slice(1).forEach((count, index) => {
        const before = counts[index] ?? 0;
        if (out) expect(count).toBeGreaterThanOrEqual(before);
        else expect(count).toBeLessThanOrEqual(before);
        if (!out && pace !== 'once') expect(before - count).toBeLessThanOrEqual(Math.max(1, Math.floor(before / 4)));
      });
    });
  });

  it('holds the count by the floor where one is registered, and keeps it below the ceiling', () => {
    forEveryPlan(({ how, desiredCount, present, bounds }, _, states) => {
      const { minCapacity, maxCapacity } = stateAt(states, -1);
      if (how !== 'floor' || minCapacity === null || maxCapacity === null) return;
      expect(minCapacity).toBeLessThanOrEqual(desiredCount);
      expect(maxCapacity).toBeGreaterThanOrEqual(desiredCount);
      if (desiredCount >= present) expect(minCapacity).toBe(Math.max(desiredCount, 0));
      else expect(minCapacity).toBe(Math.min(bounds?.min ?? 0, desiredCount));
    });
  });

  it('leaves bounds alone that it was not asked to move', () => {
    forEveryPlan(({ how, desiredCount, bounds, raiseCeiling }, _, states) => {
      const end = stateAt(states, -1);
      if (how === 'count') expect(end.minCapacity).toBe(bounds?.min ?? null);
      if (raiseCeiling === 'no') expect(end.maxCapacity).toBe(bounds?.max ?? null);
      else if (bounds) expect(end.maxCapacity).toBe(Math.max(bounds.max, desiredCount));
    });
  });

  it('never ends outside the bounds silently', () => {
    forEveryPlan(({ desiredCount }, plan, states) => {
      const { minCapacity, maxCapacity } = stateAt(states, -1);
      if (minCapacity === null || maxCapacity === null) return;
      expect(desiredCount).toBeLessThanOrEqual(maxCapacity);
      if (desiredCount >= minCapacity) return;
      expect(plan.warnings.join(' ')).toContain(`below MinCapacity ${minCapacity}`);
      expect(askOf(plan)).toMatchObject({ grade: 'name', phrase: 'waooaw-backend' });
    });
  });

  it('rests between two stages and watches for half an hour at the end', () => {
    forEveryPlan((_, plan) => {
      expect(plan.steps.at(-1)).toMatchObject({ kind: 'hold', id: 'watch', forMs: 30 * 60_000, everyMs: 60_000 });
      const holds = plan.steps.filter(({ kind }) => kind === 'hold');
      expect(holds.length).toBeLessThanOrEqual(applies(plan).length);
    });
  });
});

it('there is nothing to do exactly when AWS would be left as it is', () => {
  let idle = 0;
  fc.assert(
    fc.property(anyWish, wish => {
      const sameCount = { ...wish, desiredCount: wish.present };
      if (planned(sameCount).kind !== 'nothing-to-do') return;
      idle += 1;
      const held = wish.bounds === null || wish.how === 'count' || wish.bounds.min === wish.present;
      expect(held).toBe(true);
    }),
    { numRuns: 1000 },
  );
  expect(idle).toBeGreaterThan(100);
});

it('old counts or old bounds are never planned from', () => {
  const old = {
    state: 'stale',
    observedAt: now,
    because: { kind: 'timeout', because: 'No answer', nextStep: 'Retry.' },
  } as const;
  const snapshot = serviceAt(2);
  const [seen] = snapshot.services;
  if (seen?.counts.state !== 'fresh' || seen.scaling.state !== 'fresh')
    throw new Error('the builder makes fresh parts');
  const stale = { counts: { ...old, value: seen.counts.value }, scaling: { ...old, value: seen.scaling.value } };
  const input = { service: backend, desiredCount: 6, how: 'floor', pace: 'auto', raiseCeiling: 'no' };
  expect(scaleService.plan(input, serviceAt(2, undefined, { counts: stale.counts })).kind).toBe('blocked');
  expect(scaleService.plan(input, serviceAt(2, undefined, { scaling: stale.scaling })).kind).toBe('blocked');
  expect(scaleService.plan(input, serviceAt(2, undefined, { counts: fresh(seen.counts.value, now) })).kind).toBe(
    'plan',
  );
});

const boundsOf = ({ minCapacity, maxCapacity }: Held): { min: number; max: number } | null =>
  minCapacity === null || maxCapacity === null ? null : { min: minCapacity, max: maxCapacity };

const askOf = (plan: Plan) => plan.steps.find(step => step.kind === 'confirm')?.ask;
