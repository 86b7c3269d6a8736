import { describe, expect, it } from 'vitest';
import { scalingPolicyText } from '../../../src/domain/configurations/scaling-policy.ts';
import { scheduledActionText } from '../../../src/domain/configurations/scheduled-action.ts';
import { fresh } from '../../../src/domain/observed.ts';
import type { Planned } from '../../../src/domain/plan.ts';
import type { Snapshot } from '../../../src/domain/snapshot.ts';
import { restoreAutoScaling } from '../../../src/procedures/restore-auto-scaling.ts';
import { backend, now, policy, policyText, scaling, serviceAt, snapshot, target } from '../../support/snapshots.ts';
import { appliesOf, askOf, because, moves, planOf, recorded } from './asked.ts';

const restore = (seen: Snapshot, from = recorded(), takeTasksAway = 'no'): Planned =>
  restoreAutoScaling.plan({ service: backend, from, takeTasksAway }, seen);

const titles = (planned: Planned): readonly string[] => appliesOf(planned).map(({ title }) => title);

describe('from a record', () => {
  it('the target comes back with its flags, then the policies, then the scheduled actions', () => {
    const suspended = { dynamicScalingIn: true, dynamicScalingOut: false, scheduledScaling: false };
    const planned = restore(serviceAt(2, null), recorded({}, { target: target({ suspended }) }));
    expect(titles(planned)).toEqual([
      'Register auto-scaling with bounds 2–10, with scale-in suspended',
      'Add policy cpu-scaling',
      'Add scheduled action night-down',
    ]);
    expect(appliesOf(planned)[0]?.effect.input).toMatchObject({
      MinCapacity: 2,
      MaxCapacity: 10,
      SuspendedState: { DynamicScalingInSuspended: true },
    });
    expect(planOf(planned).summary).toBe(
      'waooaw-backend: auto-scaling as recorded at 2026-11-20T09:00:00Z: bounds 2–10, 1 policy, 1 scheduled action',
    );
  });

  it('a target that has lost its policies is said to scale nothing, and gets them back', () => {
    const lost = snapshot({ scaling: fresh(scaling({ policies: [] }), now) });
    const planned = restore(lost);
    expect(titles(planned)).toEqual(['Add policy cpu-scaling', 'Add scheduled action night-down']);
    expect(planOf(planned).warnings[0]).toBe(
      'waooaw-backend has a scalable target (2–10) and no policy: nothing scales it. Deregistering and registering again leaves it so.',
    );
  });

  it('what has come since stays, and what has changed since goes back', () => {
    const since = scaling({ policies: [policy('cpu-scaling', { targetValue: 90 }), policy('memory')] });
    const planned = restore(snapshot({ scaling: fresh(since, now) }));
    expect(titles(planned)).toEqual(['Change policy cpu-scaling', 'Add scheduled action night-down']);
    expect(appliesOf(planned)[0]?.changes[0]).toMatchObject({ from: policyText(90), to: policyText(65) });
    expect(planOf(planned).warnings).toContain('Not in the record, and left as it is: memory.');
  });

  it('there is nothing to do where all of it is there', () => {
    const same = scaling({ policies: [policy('cpu-scaling', { targetValue: 65 })] });
    const without = recorded({ scheduledActions: [] });
    expect(restore(snapshot({ scaling: fresh(same, now) }), without)).toMatchObject({ kind: 'nothing-to-do' });
  });
});

describe('C6: with more tasks than the recorded ceiling', () => {
  it('the ceiling waits for the count, because AWS would take tasks away at once', () => {
    const planned = restore(serviceAt(12, null));
    expect(moves(appliesOf(planned)[0] ?? { changes: [] })).toContain('maxCapacity null → 12');
    expect(planOf(planned).warnings[0]).toContain(
      'MaxCapacity was 10, and 12 tasks run: with that ceiling AWS would take 2 away at once.',
    );
    expect(JSON.stringify(planOf(planned).steps)).not.toContain('"attribute":"desiredCount"');
    expect(askOf(planned)).toMatchObject({ grade: 'press' });
  });

  it('and comes back once the count is down there', () => {
    const raised = scaling({
      target: target({ maxCapacity: 12 }),
      policies: [policy('cpu-scaling', { targetValue: 65 })],
    });
    const planned = restore(snapshot({ scaling: fresh(raised, now) }), recorded({ scheduledActions: [] }));
    expect(appliesOf(planned).map(moves)).toEqual([['maxCapacity 12 → 10']]);
  });

  it('unless they shall go: then the clamp is shown, and the name asked for', () => {
    const planned = restore(serviceAt(12, null), recorded(), 'yes');
    expect(moves(appliesOf(planned)[0] ?? { changes: [] }).at(-1)).toBe('desiredCount 12 → 10');
    expect(planOf(planned).warnings[0]).toBe(
      'desiredCount 12 is above the bounds 2–10: AWS takes 2 tasks away at once, as soon as they are written.',
    );
    expect(askOf(planned)).toMatchObject({ grade: 'name', because: ['AWS takes tasks away along with it'] });
    expect(planOf(planned).cost?.perHourUsd).toBeLessThan(0);
  });
});

describe('leaves out', () => {
  it('a policy on a load balancer that the service has no more', () => {
    const configuration = scalingPolicyText({
      PolicyType: 'TargetTrackingScaling',
      TargetTrackingScalingPolicyConfiguration: {
        TargetValue: 500,
        PredefinedMetricSpecification: {
          PredefinedMetricType: 'ALBRequestCountPerTarget',
          ResourceLabel: 'app/old/9/targetgroup/backend/1',
        },
      },
    });
    const planned = restore(serviceAt(2, null), recorded({ policies: [{ name: 'request-scaling', configuration }] }));
    expect(titles(planned)).not.toContain('Add policy request-scaling');
    expect(planOf(planned).warnings.join('\n')).toContain(
      'Left out because waooaw-backend no longer has the load balancer or target group whose requests are counted: request-scaling.',
    );
  });

  it('a scheduled action that can run no more', () => {
    const configuration = scheduledActionText({ Schedule: 'at(2026-11-22T07:00:00)', Timezone: 'Europe/Berlin' });
    const planned = restore(serviceAt(2, null), recorded({ scheduledActions: [{ name: 'event-up', configuration }] }));
    expect(titles(planned)).not.toContain('Add scheduled action event-up');
    expect(planOf(planned).warnings.join('\n')).toContain(
      'Left out because its time has passed, and AWS takes it no more: event-up.',
    );
  });
});

describe('without a record', () => {
  it('says what stands there now and what can be done', () => {
    const [none] = because(restore(serviceAt(2, null), 'last'));
    expect(none).toContain('No auto-scaling is registered for waooaw-backend, and no run recorded here removed it.');
    expect(none).toContain('headroom run set-up-auto-scaling --service waooaw-backend');
    const [lost] = because(restore(snapshot({ scaling: fresh(scaling({ policies: [] }), now) }), 'last'));
    expect(lost).toContain('has a scalable target (2–10) and no policy: nothing scales it.');
    expect(restore(snapshot(), 'last')).toMatchObject({ kind: 'nothing-to-do' });
  });

  it('and never from one of another account or service', () => {
    expect(because(restore(serviceAt(2, null), recorded({ accountId: '210987654321' })))[0]).toContain(
      'in account 210987654321 us-east-1, and not of',
    );
    expect(because(restore(serviceAt(2, null), recorded({ service: 'a/b' })))[0]).toContain('The record is of a/b');
  });
});
