import { describe, expect, it } from 'vitest';
import { fresh } from '../../../src/domain/observed.ts';
import type { ApplyStep } from '../../../src/domain/plan.ts';
import { minutes } from '../../../src/domain/time.ts';
import { instantOf, type ZonedTime } from '../../../src/domain/zoned-time.ts';
import { appliesOf, askOf, planOf, reasonsOf, warningsIn } from '../../support/planned.ts';
import { denied, now, scaling, serviceAt, snapshot, target } from '../../support/snapshots.ts';
import { prepare } from './asked.ts';

const start: ZonedTime = '2026-12-27 09:00 Europe/Berlin';
const end: ZonedTime = '2026-12-27 18:00 America/New_York';

const actionOf = ({ effect }: ApplyStep): string => {
  const { ScheduledActionName, Schedule, Timezone, ScalableTargetAction } = { ...effect.input } as Record<
    string,
    unknown
  >;
  const { MinCapacity, MaxCapacity } = { ...(ScalableTargetAction as Record<string, number>) };
  return `${ScheduledActionName} ${Schedule} ${Timezone} ${MinCapacity}–${MaxCapacity}`;
};

describe('an event that is yet to come', () => {
  it('is prepared by scheduled actions: the way back first, then the way up by rungs', () => {
    const planned = prepare(serviceAt(2), { start, end });
    expect(appliesOf(planned).map(actionOf)).toEqual([
      'event-20261227-0900-ceiling-back at(2026-12-27T19:00:00) America/New_York 2–10',
      'event-20261227-0900-floor-back at(2026-12-27T18:00:00) America/New_York 2–18',
      'event-20261227-0900-up-3 at(2026-12-27T09:06:00) Europe/Berlin 12–18',
      'event-20261227-0900-up-2 at(2026-12-27T09:03:00) Europe/Berlin 8–18',
      'event-20261227-0900-up-1 at(2026-12-27T09:00:00) Europe/Berlin 4–18',
    ]);
    const { obligation, predictions, steps } = planOf(planned);
    expect(obligation).toMatchObject({
      says: 'event scaling of waooaw-backend is scheduled',
      dueAt: instantOf(end) + minutes(60),
    });
    expect(obligation?.restores?.filter(({ value }) => value === null)).toHaveLength(5);
    expect(predictions).toContainEqual({
      label: '2026-12-27 09:00 +01:00',
      before: '2026-12-27 08:00 UTC',
      after: '4–18',
      note: 'up',
    });
    expect(steps.some(({ kind }) => kind === 'warm-up' || kind === 'hold')).toBe(false);
    expect(askOf(planned)).toMatchObject({
      grade: 'name',
      because: expect.arrayContaining(['it happens with nobody watching']),
    });
    expect(warningsIn(planned)).toContain('nothing is warmed up: be there at 2026-12-27 09:00 Europe/Berlin');
  });

  it('needs no second way back where the ceiling stays', () => {
    const planned = prepare(serviceAt(2, { min: 2, max: 20 }), { start, end });
    expect(appliesOf(planned).map(actionOf)[0]).toBe(
      'event-20261227-0900-floor-back at(2026-12-27T18:00:00) America/New_York 2–20',
    );
  });

  it('is given in UTC at a time that the clocks show twice', () => {
    const twice: ZonedTime = '2027-10-31 02:30+01:00 Europe/Berlin';
    const planned = prepare(serviceAt(2), { start: twice, end: '2027-10-31 12:00 Europe/Berlin' });
    expect(appliesOf(planned).map(actionOf).at(-1)).toBe('event-20271031-0230-up-1 at(2027-10-31T01:30:00) UTC 4–18');
  });

  it('has nothing to do where all of it is scheduled already', () => {
    const there = appliesOf(prepare(serviceAt(2), { start, end })).flatMap(({ changes }) =>
      changes.map(({ fact, to }) => ({
        name: fact.name ?? '',
        isNamedPlainly: true,
        schedule: '',
        timeZone: '',
        startsAt: null,
        endsAt: null,
        minCapacity: null,
        maxCapacity: null,
        configuration: String(to),
      })),
    );
    expect(prepare(serviceAt(2, undefined, { scheduledActions: fresh(there, now) }), { start, end })).toEqual({
      kind: 'nothing-to-do',
      because: `waooaw-backend has every scheduled action of the event that begins at ${start}.`,
    });
  });

  const suspended = { dynamicScalingIn: false, dynamicScalingOut: false, scheduledScaling: true };
  const notRunning = snapshot({ scaling: fresh(scaling({ target: target({ suspended }) }), now) });
  const unread = serviceAt(2, undefined, { scheduledActions: { state: 'missing', because: denied } });

  it.each([
    ['begins in the past', serviceAt(2), '2026-01-01 09:00 UTC', /Leave --start out for now/],
    ['ends before it begins', serviceAt(2), '2026-12-28 09:00 UTC', /exchange --start and --end/],
    ['would find scheduled scaling suspended', notRunning, start, /resume it first with resume-auto-scaling/],
    ['cannot see what is scheduled', unread, start, /cannot be read now/],
  ] as const)('is not planned where it %s', (_, seen, at, says) => {
    expect(reasonsOf(prepare(seen, { start: at, end })).join('\n')).toMatch(says);
  });
});
