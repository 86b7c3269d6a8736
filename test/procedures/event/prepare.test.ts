import { describe, expect, it } from 'vitest';
import { fresh } from '../../../src/domain/observed.ts';
import type { ScheduledAction, Snapshot } from '../../../src/domain/snapshot.ts';
import { hours } from '../../../src/domain/time.ts';
import { zonedTime } from '../../../src/domain/zoned-time.ts';
import { eventOwed } from '../../support/obligations.ts';
import { askOf, planOf, reasonsOf, warningsIn } from '../../support/planned.ts';
import {
  backend,
  counts,
  metrics,
  now,
  scaling,
  series,
  serviceAt,
  snapshot,
  target,
} from '../../support/snapshots.ts';
import { moves, prepare } from './asked.ts';

const night: ScheduledAction = {
  name: 'night-down',
  isNamedPlainly: true,
  schedule: 'cron(0 2 * * ? *)',
  timeZone: 'Europe/Berlin',
  startsAt: null,
  endsAt: null,
  minCapacity: 2,
  maxCapacity: 4,
  configuration: '{}',
};

describe('how many tasks', () => {
  it('are what the formula says, with what was measured beside it', () => {
    const { predictions, summary } = planOf(prepare(serviceAt(2)));
    expect(summary).toContain('ready for 5000 requests/min, 12 tasks in 12–18 until');
    expect(predictions.slice(0, 3)).toEqual([
      { label: 'Tasks', before: '2 running of 2', after: '12', note: 'by the formula' },
      { label: 'Tasks as measured', before: '2', after: '7', note: '933 a task at 70 % CPU' },
      { label: 'Requests per task', before: 'rated 500/min', after: '417/min', note: 'at the busiest' },
    ]);
  });

  it('may be too few where a task carries less than the runbook says', () => {
    const busy = metrics({ cpuPercent: series(...Array.from({ length: 10 }, () => 80)) });
    expect(warningsIn(prepare(serviceAt(2, undefined, { metrics: fresh(busy, now) })))).toContain(
      'measured are 350 a task at 70 % CPU now, which makes 18. The plan may be too small: --requests-per-task 350 would follow what was measured.',
    );
  });

  it('are refused where there is no room for them, with a way to ask for fewer', () => {
    const seen = serviceAt(2);
    const crowded: Snapshot = {
      ...seen,
      account: { ...seen.account, fargateQuota: fresh({ limitVcpus: 11, usedVcpus: 2 }, now) },
    };
    const said = reasonsOf(prepare(crowded)).join('\n');
    expect(said).toContain('Fargate vCPU: 12 tasks would take 12 of 11 vCPU');
    expect(said).toContain('a smaller --buffer-percent or a larger --requests-per-task makes fewer');
    expect(prepare(crowded, { bufferPercent: 10 }).kind).toBe('plan');
  });

  it('may not all be had up to the ceiling, and then the plan says how far it goes', () => {
    const seen = serviceAt(2);
    const tight: Snapshot = {
      ...seen,
      account: { ...seen.account, fargateQuota: fresh({ limitVcpus: 15, usedVcpus: 2 }, now) },
    };
    expect(warningsIn(prepare(tight))).toContain(
      'The ceiling of 18 is out of reach. Fargate vCPU: there is room for 15 of these tasks',
    );
  });
});

describe('the way up', () => {
  it('protects first, then doubles the floor at the most and rests after each, then warms up', () => {
    const planned = prepare(serviceAt(2));
    expect(moves(planned)).toEqual([
      'maxCapacity 10 → 18',
      'minCapacity 2 → 4, desiredCount 2 → 4',
      'minCapacity 4 → 8, desiredCount 4 → 8',
      'minCapacity 8 → 12, desiredCount 8 → 12',
    ]);
    expect(planOf(planned).steps.map(({ kind }) => kind)).toEqual([
      ...['check', 'check', 'check', 'confirm', 'apply'],
      ...['apply', 'hold', 'apply', 'hold', 'apply', 'hold', 'warm-up'],
    ]);
    expect(planOf(planned).steps.at(-1)).toMatchObject({
      url: 'http://waooaw-1.us-east-1.elb.amazonaws.com/health',
      requests: 50,
      everyMs: 500,
    });
  });

  it('raises the ceiling where the count fits below it too, and asks for the name because of it', () => {
    const planned = prepare(serviceAt(2), { requestsPerMinute: 3500 });
    expect(moves(planned)[0]).toBe('maxCapacity 10 → 14');
    expect(askOf(planned)).toMatchObject({
      grade: 'name',
      because: expect.arrayContaining(['the ceiling is raised']),
    });
  });

  it('lets scale-out go on, and keeps scheduled actions from lowering the bounds', () => {
    const suspended = { dynamicScalingIn: false, dynamicScalingOut: true, scheduledScaling: false };
    const planned = prepare(
      snapshot({
        scaling: fresh(scaling({ target: target({ suspended }) }), now),
        scheduledActions: fresh([night], now),
      }),
    );
    expect(moves(planned)[0]).toBe('dynamicScalingOutSuspended true → false, scheduledScalingSuspended false → true');
    expect(warningsIn(planned)).toContain('night-down would lower the bounds of waooaw-backend');
    expect(askOf(planned)?.because).toContain('scheduled scaling is suspended');
  });

  it('moves no more than the bounds where enough run already', () => {
    expect(moves(prepare(serviceAt(14, { min: 2, max: 14 })))).toEqual(['maxCapacity 14 → 18', 'minCapacity 2 → 12']);
  });

  it('has nothing to do where bounds and flags are so already', () => {
    expect(prepare(serviceAt(12, { min: 12, max: 18 }))).toEqual({
      kind: 'nothing-to-do',
      because: 'waooaw-backend has the floor of 12 and the ceiling of 18 that the event needs.',
    });
  });

  it('warms up at the URL that is named, not at all for 0, and says where there is no way through a load balancer', () => {
    const steps = (asked: Parameters<typeof prepare>[1]) =>
      planOf(prepare(serviceAt(2), asked)).steps.filter(({ kind }) => kind === 'warm-up');
    expect(steps({ warmUp: 'https://waooaw.ai/health' })).toMatchObject([{ url: 'https://waooaw.ai/health' }]);
    expect(steps({ warmUpRequests: 0 })).toEqual([]);
    const worker = serviceAt(2, undefined, {
      counts: fresh(counts({ targetGroupArns: [] }), now),
      loadBalancers: fresh([], now),
    });
    expect(warningsIn(prepare(worker))).toContain(
      'There is no warm-up, because waooaw-backend has no load balancer: name a whole URL with --warm-up.',
    );
  });
});

describe('what is owed afterwards', () => {
  it('is what was there, until the end of the event, and the command that brings it back', () => {
    const end = zonedTime(now + hours(4), 'Europe/Berlin');
    const { obligation, warnings } = planOf(prepare(serviceAt(3), { end }));
    expect(obligation).toMatchObject({
      says: 'event scaling of waooaw-backend is still on',
      dueAt: now + hours(4),
      takenBackBy: 'headroom run stand-down-after-event --service waooaw-backend',
    });
    expect(obligation?.restores?.map(({ fact: { attribute }, value }) => [attribute, value])).toEqual([
      ['desiredCount', 3],
      ['minCapacity', 2],
      ['maxCapacity', 10],
      ['dynamicScalingInSuspended', false],
      ['dynamicScalingOutSuspended', false],
      ['scheduledScalingSuspended', false],
    ]);
    expect(warnings.at(-1)).toContain('Nothing takes it back by itself');
  });

  it('goes on from an event that is on already: one record, and it is the older one', () => {
    const owed = eventOwed(backend, { desiredCount: 3, maxCapacity: 8 });
    const planned = prepare(serviceAt(4, { min: 4, max: 18 }), {}, [owed]);
    const { obligation, closes } = planOf(planned);
    expect(obligation?.restores).toEqual(owed.restores);
    expect(closes).toMatchObject({ run: owed.runId, obligation: { dueAt: owed.dueAt } });
    expect(warningsIn(planned)).toContain(
      'this takes its place, and standing down leads back to 2–8, as before that one.',
    );
  });

  it('leaves an event alone that is scheduled for another day', () => {
    const planned = prepare(serviceAt(2), {}, [eventOwed(backend, { actions: ['event-20261227-0900-up-1'] })]);
    expect(planOf(planned)).not.toHaveProperty('closes');
    expect(warningsIn(planned)).toContain('An event of waooaw-backend is scheduled, by run 20261123T150000-even');
  });
});

describe('it is not planned', () => {
  it.each([
    ['for an end that is past', serviceAt(2), { end: zonedTime(now - hours(1), 'UTC') }, /and that is past: it is 20/],
    [
      'for so much that ECS has no room',
      serviceAt(2),
      { requestsPerMinute: 999_999, requestsPerTask: 1 },
      /at most 5000/,
    ],
    ['without auto-scaling', serviceAt(2, null), {}, /Set it up first with set-up-auto-scaling/],
    ['with a URL that is none', serviceAt(2), { warmUp: 'http://1.2.3.4.5/' }, /a path such as \/health/],
    ['for a service that goes', snapshot({ counts: fresh(counts({ status: 'DRAINING' }), now) }), {}, /being deleted/],
  ] as const)('%s', (_, seen, asked, says) => {
    expect(reasonsOf(prepare(seen, asked)).join('\n')).toMatch(says);
  });
});
