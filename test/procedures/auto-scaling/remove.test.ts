import { describe, expect, it } from 'vitest';
import { scheduledActionText } from '../../../src/domain/configurations/scheduled-action.ts';
import { fresh } from '../../../src/domain/observed.ts';
import type { Planned } from '../../../src/domain/plan.ts';
import { scalingRecordIn } from '../../../src/domain/scaling-record.ts';
import type { ScheduledAction, Snapshot } from '../../../src/domain/snapshot.ts';
import { removeAutoScaling } from '../../../src/procedures/remove-auto-scaling.ts';
import {
  alarm,
  backend,
  denied,
  now,
  policy,
  policyText,
  scaling,
  serviceAt,
  snapshot,
  target,
} from '../../support/snapshots.ts';
import { appliesOf, askOf, because, moves, planOf } from './asked.ts';

const remove = (seen: Snapshot): Planned => removeAutoScaling.plan({ service: backend }, seen);

const action = (name: string, schedule: string, overrides: Partial<ScheduledAction> = {}): ScheduledAction => ({
  name,
  isNamedPlainly: true,
  schedule,
  timeZone: 'UTC',
  startsAt: null,
  endsAt: null,
  minCapacity: 2,
  maxCapacity: 4,
  configuration: scheduledActionText({ Schedule: schedule, Timezone: 'UTC', ScalableTargetAction: { MinCapacity: 2 } }),
  ...overrides,
});

const nightDown = action('night-down', 'cron(0 2 * * ? *)');
const withActions = (...actions: readonly ScheduledAction[]): Snapshot =>
  snapshot({ scheduledActions: fresh(actions, now) });

describe('removing auto-scaling', () => {
  it('O4: shows every policy and every scheduled action that goes with it, and offers to suspend instead', () => {
    const planned = remove(withActions(nightDown));
    const [step, ...more] = appliesOf(planned);
    expect(more).toEqual([]);
    expect(moves(step ?? { changes: [] })).toEqual([
      'minCapacity 2 → null',
      'maxCapacity 10 → null',
      'dynamicScalingInSuspended false → null',
      'dynamicScalingOutSuspended false → null',
      'scheduledScalingSuspended false → null',
      'scalingPolicies ["cpu-scaling"] → []',
      'scalingPolicy cpu-scaling deleted',
      'scheduledActions ["night-down"] → []',
      'scheduledAction night-down deleted',
    ]);
    const [suspendInstead, whatGoes] = planOf(planned).warnings;
    expect(suspendInstead).toContain('headroom run suspend-auto-scaling --service waooaw-backend');
    expect(whatGoes).toBe(
      'Deregistering deletes more than the bounds: the policy cpu-scaling with its alarms, and the scheduled action night-down.',
    );
  });

  it('O4: asks for the name of the service, always', () => {
    expect(askOf(remove(snapshot()))).toMatchObject({ grade: 'name', phrase: 'waooaw-backend' });
    expect(askOf(remove(withActions(nightDown)))?.consequence).toBe(
      'waooaw-backend in account 123456789012 us-east-1 loses its auto-scaling, 1 policy and 1 scheduled action included; it stays at 2 tasks.',
    );
  });

  it('O4: the plan is the record from which it is restored', () => {
    const suspended = { dynamicScalingIn: true, dynamicScalingOut: false, scheduledScaling: true };
    const held = scaling({ target: target({ minCapacity: 3, suspended }), policies: [policy('a'), policy('b')] });
    const planned = remove(snapshot({ scaling: fresh(held, now), scheduledActions: fresh([nightDown], now) }));
    expect(scalingRecordIn(planOf(planned), backend)).toMatchObject({
      target: held.target,
      policies: [
        { name: 'a', configuration: policyText(70) },
        { name: 'b', configuration: policyText(70) },
      ],
      scheduledActions: [{ name: 'night-down', configuration: nightDown.configuration }],
    });
  });

  it('an undo puts what runs once back last, and what can run no more not at all', () => {
    const tomorrow = action('tomorrow', 'at(2026-11-24T07:00:00)');
    const yesterday = action('yesterday', 'at(2026-11-22T07:00:00)');
    const ended = action('ended', 'rate(1 hour)', {
      configuration: scheduledActionText({ Schedule: 'rate(1 hour)', EndTime: '2026-11-01T00:00:00Z' }),
    });
    const planned = remove(withActions(tomorrow, yesterday, ended, nightDown));
    const undo = appliesOf(planned)[0]?.undo;
    expect(undo?.kind === 'steps' && undo.steps.map(({ title }) => title)).toEqual([
      'Register auto-scaling with bounds 2–10',
      'Add policy cpu-scaling',
      'Add scheduled action night-down',
      'Add scheduled action tomorrow',
    ]);
    expect(planOf(planned).warnings).toContain('Run no more, and so not put back by an undo: yesterday and ended.');
  });

  it('says what it means in a surge, and for alarms that are somebody’s own', () => {
    const stepping = scaling({ policies: [policy('by-steps', { type: 'StepScaling', metricType: null })] });
    const high = fresh([alarm('cpu-scaling', 'high', 'ALARM')], now);
    const warnings = planOf(remove(snapshot({ scaling: fresh(stepping, now), alarms: high }))).warnings.join('\n');
    expect(warnings).toContain('in a surge nothing adds any');
    expect(warnings).toContain('auto-scaling wants more tasks right now');
    expect(warnings).toContain('The alarms of by-steps are somebody');
  });
});

describe('is not removed', () => {
  it('where there is none', () => {
    expect(remove(serviceAt(2, null))).toEqual({
      kind: 'nothing-to-do',
      because: 'No auto-scaling is registered for waooaw-backend.',
    });
  });

  it('where it could not be recorded to the letter', () => {
    expect(because(remove(snapshot({ scheduledActions: { state: 'missing', because: denied } })))[0]).toContain(
      'Its scheduled actions cannot be read now',
    );
    expect(because(remove(withActions(action('x<U+202E>', 'rate(1 hour)', { isNamedPlainly: false }))))).toEqual([
      '"x<U+202E>" of waooaw-backend has characters in its name that cannot be shown, so it could not be put back. Give it another name first.',
    ]);
  });
});
