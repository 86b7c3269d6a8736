import { describe, expect, it } from 'vitest';
import { fresh } from '../../../src/domain/observed.ts';
import { hours, minutes } from '../../../src/domain/time.ts';
import { recordFacts } from '../../../src/procedures/event/record.ts';
import { eventOwed } from '../../support/obligations.ts';
import { askOf, planOf, reasonsOf, warningsIn } from '../../support/planned.ts';
import { backend, now, scaling, serviceAt, snapshot, target } from '../../support/snapshots.ts';
import { moves, standDown } from './asked.ts';

const during = (desiredCount = 12) => serviceAt(desiredCount, { min: 12, max: 18 });

describe('standing down', () => {
  it('takes away a third at a time with a rest after each, and brings the ceiling back last', () => {
    const planned = standDown(during(), [eventOwed(backend)]);
    expect(moves(planned)).toEqual([
      'dynamicScalingInSuspended false → true',
      ...['minCapacity 12 → 8', 'desiredCount 12 → 8'],
      ...['minCapacity 8 → 6', 'desiredCount 8 → 6'],
      ...['minCapacity 6 → 4', 'desiredCount 6 → 4'],
      ...['minCapacity 4 → 2', 'desiredCount 4 → 2'],
      'maxCapacity 18 → 10',
      'dynamicScalingInSuspended true → false',
    ]);
    const holds = planOf(planned).steps.flatMap(step => (step.kind === 'hold' ? [step] : []));
    expect(holds.map(({ forMs }) => forMs)).toEqual([10, 10, 10, 10].map(minutes));
    for (const { stopIf } of holds) {
      expect(stopIf).toMatchObject([{ check: 'service-coping', limits: { cpuPercent: 65, p95Seconds: 0.8 } }]);
    }
    expect(askOf(planned)).toMatchObject({ grade: 'name', because: expect.arrayContaining(['below the floor']) });
  });

  it('says what it fulfils, with all that is owed again if it is taken back', () => {
    const owed = eventOwed(backend);
    const { says, dueAt, takenBackBy, restores, runId } = owed;
    expect(planOf(standDown(during(), [owed])).closes).toEqual({
      run: runId,
      obligation: { says, dueAt, takenBackBy, restores },
    });
  });

  it('brings back bounds and flags exactly as the record has them, odd ones too', () => {
    const suspended = { dynamicScalingIn: true, dynamicScalingOut: true, scheduledScaling: false };
    const record = { desiredCount: 1, minCapacity: 2, maxCapacity: 30, suspended };
    const planned = standDown(during(3), [eventOwed(backend, record)]);
    expect(moves(planned)).toEqual([
      'minCapacity 12 → 3',
      'dynamicScalingInSuspended false → true',
      'minCapacity 3 → 2',
      'desiredCount 3 → 1',
      'maxCapacity 18 → 30, desiredCount 1 → 2',
      'dynamicScalingOutSuspended false → true',
      'desiredCount 2 → 1',
    ]);
    expect(askOf(planned)?.because).toEqual(
      expect.arrayContaining(['the ceiling is raised', 'nothing adds tasks any more']),
    );
  });

  it('leaves a count alone that auto-scaling has brought below the recorded one', () => {
    const planned = standDown(serviceAt(3, { min: 2, max: 18 }), [eventOwed(backend, { desiredCount: 5 })]);
    expect(moves(planned)).toEqual(['maxCapacity 18 → 10']);
    expect(warningsIn(planned)).toContain('There were 5 tasks before the event, and auto-scaling has gone down to 3');
  });

  it('deletes what the event has scheduled before anything else, and nothing else', () => {
    const action = (name: string) => ({
      name,
      isNamedPlainly: true,
      schedule: 'at(2026-12-27T09:00:00)',
      timeZone: 'UTC',
      startsAt: null,
      endsAt: null,
      minCapacity: 12,
      maxCapacity: 18,
      configuration: '{"Schedule":"at(2026-12-27T09:00:00)"}',
    });
    const scheduledActions = fresh([action('event-up-1'), action('night-down')], now);
    const planned = standDown(serviceAt(2, undefined, { scheduledActions }), [
      eventOwed(backend, { actions: ['event-up-1', 'event-floor-back'] }),
    ]);
    expect(moves(planned)).toEqual(['scheduledActionevent-up-1 {"Schedule":"at(2026-12-27T09:00:00)"} → null']);
    expect(askOf(planned)?.consequence).toContain('keeps its 2 tasks');
    expect(askOf(planned)?.consequence).toContain('event-up-1 will not run any more');
  });

  it('takes back the newest event first, and says that another one stays', () => {
    const older = eventOwed(backend, { minCapacity: 2 }, { runId: 'older', madeAt: now - hours(9) });
    const newer = eventOwed(backend, { minCapacity: 4, desiredCount: 4 }, { runId: 'newer', madeAt: now - hours(1) });
    const planned = standDown(during(), [older, newer]);
    expect(planOf(planned).closes?.run).toBe('newer');
    expect(moves(planned)).toContain('desiredCount 6 → 4');
    expect(warningsIn(planned)).toContain('Another event of waooaw-backend stays on, by run older');
  });

  it('says when the event is not over yet', () => {
    expect(warningsIn(standDown(during(), [eventOwed(backend)]))).toContain('The event is not over: it ends at');
    const over = eventOwed(backend, {}, { dueAt: now - hours(1) });
    expect(warningsIn(standDown(during(), [over]))).not.toContain('not over');
  });
});

describe('nothing to stand down', () => {
  it('where all of it is back: then nothing is owed any more', () => {
    expect(standDown(serviceAt(2), [eventOwed(backend)])).toEqual({
      kind: 'nothing-to-do',
      because: 'waooaw-backend is as it was before the event, 2–10: nothing is owed any more.',
      closes: '20261123T150000-even',
    });
  });

  it.each([
    ['no event at all', []],
    ['an event of another service', [eventOwed('waooaw-production/waooaw-agent')]],
    ['something else that is owed', [eventOwed(backend, {}, { restores: [] })]],
    [
      'half a record',
      [
        eventOwed(
          backend,
          {},
          { restores: recordFacts(backend, { ...target(), desiredCount: 2, actions: [] }).slice(1) },
        ),
      ],
    ],
  ] as const)('where there is %s, with what to do instead', (_, owed) => {
    expect(reasonsOf(standDown(during(), owed))).toEqual([
      'No event of waooaw-production/waooaw-backend is recorded here. Stand it down where it was prepared, with the state directory of that run; or, if it was prepared by hand, set floor and ceiling back with scale-service and set-up-auto-scaling.',
    ]);
  });

  it('without auto-scaling there is nothing to restore into', () => {
    const gone = snapshot({ scaling: fresh(scaling({ target: null, policies: [] }), now) });
    expect(reasonsOf(standDown(gone, [eventOwed(backend)])).join('\n')).toContain('restore-auto-scaling');
  });
});
