import { describe, expect, it } from 'vitest';
import { stableVerdict } from '../../../src/domain/checks/stable.ts';
import { fresh, lastKnown } from '../../../src/domain/observed.ts';
import type { ServiceCounts, Snapshot, StoppedTask, TargetGroupHealth } from '../../../src/domain/snapshot.ts';
import { seconds } from '../../../src/domain/time.ts';
import { backend, counts, denied, now, service, snapshot } from '../../support/snapshots.ts';

const since = now - seconds(60);

const [healthyGroup] = lastKnown(service().targets) ?? [];
if (!healthyGroup) throw new Error('the builder makes a target group');
const group: TargetGroupHealth = { ...healthyGroup, healthy: 6 };

interface Seen {
  readonly counts?: Partial<ServiceCounts>;
  readonly group?: Partial<TargetGroupHealth>;
  readonly stopped?: readonly Partial<StoppedTask>[];
}

const seen = (what: Seen = {}): Snapshot =>
  snapshot({
    counts: fresh(counts({ desiredCount: 6, ...what.counts }), now),
    targets: fresh([{ ...group, ...what.group }], now),
    stoppedTasks: fresh(
      (what.stopped ?? []).map((task, index) => ({
        taskId: `t${index}`,
        stoppedAt: now,
        stopCode: 'EssentialContainerExited',
        stoppedReason: 'Essential container in task exited',
        exitCodes: [137],
        ...task,
      })),
      now,
    ),
  });

const verdict = (given: Snapshot) => stableVerdict({ service: backend, desiredCount: 6 }, given, since);

const [primary] = counts().deployments;
if (!primary) throw new Error('the builder makes a deployment');

it('done is six of six running, one deployment, and six healthy targets', () => {
  expect(verdict(seen())).toEqual({ verdict: 'passed', says: 'running 6/6, all targets healthy' });
});

it('without a load balancer running is enough', () => {
  expect(verdict(seen({ counts: { targetGroupArns: [] } }))).toEqual({ verdict: 'passed', says: 'running 6/6' });
});

describe('six or more', () => {
  const orMore = (given: Snapshot) => stableVerdict({ service: backend, desiredCount: 6, orMore: true }, given, since);

  it('are there while auto-scaling goes on to eight', () => {
    expect(orMore(seen({ counts: { desiredCount: 8, runningCount: 6, pendingCount: 2 } }))).toEqual({
      verdict: 'passed',
      says: 'running 6/8, all targets healthy',
    });
  });

  it('are not there with five', () => {
    expect(orMore(seen({ counts: { desiredCount: 8, runningCount: 5, pendingCount: 3 } })).verdict).toBe('waiting');
    expect(orMore(seen({ counts: { desiredCount: 5 } })).verdict).toBe('waiting');
    expect(orMore(seen({ counts: { desiredCount: 8 }, group: { healthy: 5 } })).verdict).toBe('waiting');
  });
});

describe('not yet', () => {
  it.each([
    ['the count is on its way', { counts: { desiredCount: 2 } }, 'desiredCount is 2, not 6 yet'],
    ['tasks start', { counts: { runningCount: 4, pendingCount: 2 } }, 'running 4/6, 2 pending'],
    ['tasks stop', { counts: { runningCount: 8 } }, 'running 8/6'],
    [
      'a deployment goes on',
      { counts: { deployments: [primary, { ...primary, id: 'old', status: 'ACTIVE' }] } },
      'running 6/6, a deployment is under way',
    ],
    ['targets register', { group: { healthy: 5, initial: 1 } }, 'running 6/6, healthy 5/6 in backend'],
    [
      'a target is unhealthy',
      { group: { unhealthy: 1, unhealthyReasons: ['Health checks failed'] } },
      'running 6/6, 1 targets unhealthy in backend: Health checks failed',
    ],
  ] as const)('while %s', (_, what, says) => {
    expect(verdict(seen(what))).toEqual({ verdict: 'waiting', says });
  });

  it('while AWS cannot be read', () => {
    expect(verdict(snapshot({ counts: { state: 'missing', because: denied } })).verdict).toBe('waiting');
    const blind = snapshot({ counts: fresh(counts({ desiredCount: 6 }), now), targets: { state: 'pending' } });
    expect(verdict(blind)).toEqual({ verdict: 'waiting', says: 'running 6/6, target health cannot be read right now' });
  });
});

describe('never, whatever one waits', () => {
  it.each([
    ['a service that is deleted', { counts: { status: 'DRAINING' } }, 'is DRAINING'],
    [
      'a deployment that failed',
      { counts: { deployments: [{ ...primary, rolloutState: 'FAILED' }] } },
      'its deployment failed',
    ],
    [
      'an event that says so',
      {
        counts: {
          runningCount: 2,
          events: [
            {
              id: 'e',
              at: now,
              message: '(service web) was unable to place a task. Reason: Capacity is unavailable at this time.',
            },
          ],
        },
      },
      'running 2/6: (service web) was unable to place a task. Reason: Capacity is unavailable at this time.',
    ],
    [
      'three tasks that died the same way',
      { counts: { runningCount: 3 }, stopped: [{}, {}, {}] },
      'running 3/6: 3 tasks died the same way: Essential container in task exited (exit code 137)',
    ],
  ] as const)('%s', (_, what, says) => {
    const given = verdict(seen(what));
    expect(given.verdict).toBe('failed');
    expect(given.says).toContain(says);
  });

  it.each([
    ['two tasks that died', [{}, {}]],
    ['three that died in different ways', [{}, {}, { exitCodes: [1] }]],
    [
      'three that a scale-in stopped',
      Array(3).fill({ stoppedReason: 'Scaling activity initiated by (deployment ecs-svc/1)' }),
    ],
    ['three that had died before', Array(3).fill({ stoppedAt: since - 1 })],
  ])('but not %s', (_, stopped) => {
    expect(verdict(seen({ counts: { runningCount: 3 }, stopped })).verdict).toBe('waiting');
  });

  it('but not an event from before', () => {
    const events = [{ id: 'e', at: since - 1, message: '(service web) was unable to place a task.' }];
    expect(verdict(seen({ counts: { runningCount: 3, events } })).verdict).toBe('waiting');
  });
});
