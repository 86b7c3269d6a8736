import { describe, expect, it } from 'vitest';
import { membersOf } from '../../../src/domain/canonical-json.ts';
import { scalingPolicyText } from '../../../src/domain/configurations/scaling-policy.ts';
import { parseInput } from '../../../src/domain/input.ts';
import { fresh } from '../../../src/domain/observed.ts';
import type { Planned } from '../../../src/domain/plan.ts';
import type { ScalingPolicy, Snapshot } from '../../../src/domain/snapshot.ts';
import { setUpAutoScaling } from '../../../src/procedures/set-up-auto-scaling.ts';
import {
  backend,
  counts,
  denied,
  metrics,
  now,
  policy,
  scaling,
  series,
  serviceAt,
  snapshot,
  target,
} from '../../support/snapshots.ts';
import { appliesOf, askOf, because, moves, planOf } from './asked.ts';

/** As it would be typed; what is left out has its default. */
function setUp(seen: Snapshot, typed: Readonly<Record<string, string>> = {}): Planned {
  const input = parseInput(setUpAutoScaling, { service: 'waooaw-backend', ...typed }, seen);
  if (!input.ok) throw new Error(input.problems.map(({ says }) => says).join('; '));
  return setUpAutoScaling.plan(input.value, seen);
}

const label = 'app/waooaw/1/targetgroup/backend/1';

const requestPolicy = (overrides: Partial<ScalingPolicy> & { readonly label?: string } = {}): ScalingPolicy => {
  const targetValue = overrides.targetValue ?? 1000;
  return policy('request-scaling', {
    metricType: 'ALBRequestCountPerTarget',
    targetValue,
    configuration: scalingPolicyText({
      PolicyType: 'TargetTrackingScaling',
      TargetTrackingScalingPolicyConfiguration: {
        TargetValue: targetValue,
        PredefinedMetricSpecification: {
          PredefinedMetricType: 'ALBRequestCountPerTarget',
          ResourceLabel: overrides.label ?? label,
        },
      },
    }),
    ...overrides,
  });
};

const withPolicies = (...policies: readonly ScalingPolicy[]): Snapshot =>
  snapshot({ scaling: fresh(scaling({ policies }), now) });

const nothing = serviceAt(2, null);

const warningsOf = (planned: Planned): string => planOf(planned).warnings.join('\n');

describe('where there is no auto-scaling', () => {
  it('the runbook’s bounds and both policies come, the bounds first', () => {
    expect(appliesOf(setUp(nothing)).map(step => [step.title, moves(step)])).toEqual([
      [
        'Register auto-scaling with bounds 2–10',
        [
          'minCapacity null → 2',
          'maxCapacity null → 10',
          'dynamicScalingInSuspended null → false',
          'dynamicScalingOutSuspended null → false',
          'scheduledScalingSuspended null → false',
        ],
      ],
      ['Add policy cpu-scaling', ['scalingPolicy cpu-scaling added', 'scalingPolicies [] → ["cpu-scaling"]']],
      [
        'Add policy request-scaling',
        ['scalingPolicy request-scaling added', 'scalingPolicies ["cpu-scaling"] → ["cpu-scaling","request-scaling"]'],
      ],
    ]);
  });

  it('each policy has both cooldowns, and the label is found and not asked for', () => {
    const [, cpu, requests] = appliesOf(setUp(nothing));
    expect(cpu?.effect.input).toMatchObject({
      TargetTrackingScalingPolicyConfiguration: {
        TargetValue: 70,
        PredefinedMetricSpecification: { PredefinedMetricType: 'ECSServiceAverageCPUUtilization' },
        ScaleOutCooldown: 60,
        ScaleInCooldown: 300,
      },
    });
    expect(requests?.effect.input).toMatchObject({
      TargetTrackingScalingPolicyConfiguration: {
        TargetValue: 500,
        PredefinedMetricSpecification: { PredefinedMetricType: 'ALBRequestCountPerTarget', ResourceLabel: label },
        ScaleOutCooldown: 60,
        ScaleInCooldown: 300,
      },
    });
    expect(Object.keys(setUpAutoScaling.input)).not.toContain('resourceLabel');
  });

  it('each policy counts as set up once both its alarms have left INSUFFICIENT_DATA', () => {
    const [register, cpu, requests] = appliesOf(setUp(nothing));
    expect(register?.verify.check).toBe('facts');
    for (const [step, name] of [
      [cpu, 'cpu-scaling'],
      [requests, 'request-scaling'],
    ] as const) {
      expect(step?.verify).toMatchObject({
        check: 'all',
        of: [{ check: 'facts' }, { check: 'policy-alarms-have-data', service: backend, policies: [name] }],
      });
      expect(step?.verifyWithinMs).toBe(10 * 60_000);
    }
  });

  it('a service without tasks is not waited for: its alarms have nothing to measure', () => {
    const asleep = setUp(serviceAt(0, null), { minCapacity: '0' });
    expect(JSON.stringify(appliesOf(asleep).map(({ verify }) => verify))).not.toContain('policy-alarms-have-data');
    expect(warningsOf(asleep)).toContain('has no task, so the alarms of its policies get no data');
    expect(askOf(asleep)).toMatchObject({ grade: 'name', because: ['auto-scaling may leave fewer than two tasks'] });
  });

  it('C6: a count outside the bounds is moved into them, and the plan says so and takes it back', () => {
    const lifted = setUp(serviceAt(1, null));
    expect(moves(appliesOf(lifted)[0] ?? { changes: [] }).at(-1)).toBe('desiredCount 1 → 2');
    expect(planOf(lifted).warnings[0]).toBe(
      'desiredCount 1 is below the bounds 2–10: AWS starts 1 more at once, as soon as they are written.',
    );
    expect(planOf(lifted).cost?.perHourUsd).toBeCloseTo(0.0494, 3);
    const lowered = setUp(serviceAt(12, null));
    expect(planOf(lowered).warnings[0]).toContain('AWS takes 2 tasks away at once');
    expect(askOf(lowered)).toMatchObject({ grade: 'name', because: ['AWS takes tasks away along with it'] });
    const { undo } = appliesOf(lowered)[0] ?? {};
    expect(undo?.kind === 'steps' && undo.steps.map(({ title }) => title)).toEqual([
      'Deregister auto-scaling',
      'Set the count to 12 again',
    ]);
  });

  it('the caller is told of the role that AWS makes along with the first target', () => {
    expect(warningsOf(setUp(nothing))).toContain('iam:CreateServiceLinkedRole');
    expect(warningsOf(setUp(withPolicies()))).not.toContain('iam:');
  });
});

describe('over what is there', () => {
  it('there is nothing to do where it is so already', () => {
    expect(setUp(snapshot(), { requestTarget: '0' })).toEqual({
      kind: 'nothing-to-do',
      because: 'waooaw-backend scales so already: 2–10 tasks at 70 % CPU.',
    });
  });

  it('its own bounds and targets stay where nothing else is asked for, and only the difference is written', () => {
    const seen = snapshot({
      scaling: fresh(
        scaling({
          target: target({ minCapacity: 3, maxCapacity: 24 }),
          policies: [policy('cpu-scaling', { targetValue: 55 }), requestPolicy()],
        }),
        now,
      ),
    });
    const planned = setUp(seen);
    expect(planOf(planned).summary).toBe('waooaw-backend: 3–24 tasks at 55 % CPU and 1000 requests a minute per task');
    const [requests, ...more] = appliesOf(planned);
    // The count of 2 stands below the floor of 3 already; no write of bounds, so nothing moves it.
    expect(requests?.title).toBe('Change policy request-scaling');
    expect(more).toEqual([]);
    const { TargetTrackingScalingPolicyConfiguration: held } = membersOf(String(requests?.changes[0]?.to));
    expect(held).toMatchObject({ TargetValue: 1000, ScaleOutCooldown: 60, ScaleInCooldown: 300 });
  });

  it('a policy of another name on the same metric is changed, and no second one is made', () => {
    const planned = setUp(withPolicies(policy('by-cpu')), { cpuTarget: '60', requestTarget: '0' });
    expect(appliesOf(planned).map(({ title }) => title)).toEqual(['Change policy by-cpu']);
  });

  it('a policy that only adds goes on doing so', () => {
    const adding = withPolicies(policy('cpu-scaling', { scaleInDisabled: true }));
    const planned = setUp(adding, { cpuTarget: '60', requestTarget: '0' });
    expect(appliesOf(planned)[0]?.effect.input).toMatchObject({
      TargetTrackingScalingPolicyConfiguration: { DisableScaleIn: true },
    });
    expect(warningsOf(planned)).toContain('Scale-in stays disabled in cpu-scaling.');
  });

  it('a namesake that does something else is not overwritten', () => {
    const step = policy('cpu-scaling', { type: 'StepScaling', metricType: null });
    expect(because(setUp(withPolicies(step), { requestTarget: '0' }))).toEqual([
      'There is a policy cpu-scaling already, and it is another one (StepScaling). Delete or rename it first: writing it would replace it.',
    ]);
  });

  it('a policy whose name cannot be shown is not written', () => {
    const odd = policy('cpu<U+202E>', { isNamedPlainly: false });
    expect(because(setUp(withPolicies(odd), { requestTarget: '0' }))[0]).toContain('cannot be named in a write');
  });

  it('what else acts is named, and stays', () => {
    const beside = withPolicies(
      policy('cpu-scaling'),
      policy('memory', { metricType: 'ECSServiceAverageMemoryUtilization' }),
    );
    expect(warningsOf(setUp(beside))).toContain('Other policies stay as they are: memory.');
  });

  it('suspended flags stay, and the plan says so', () => {
    const suspended = { dynamicScalingIn: true, dynamicScalingOut: true, scheduledScaling: false };
    const seen = snapshot({ scaling: fresh(scaling({ target: target({ suspended }) }), now) });
    const planned = setUp(seen, { maxCapacity: '12', requestTarget: '0' });
    expect(moves(appliesOf(planned)[0] ?? { changes: [] })).toEqual(['maxCapacity 10 → 12']);
    expect(appliesOf(planned)[0]?.effect.input).not.toHaveProperty('SuspendedState');
    expect(warningsOf(planned)).toContain('It stays suspended (scale-in, scale-out)');
  });

  it('a label of a load balancer that was made anew is shown as a difference', () => {
    const stale = withPolicies(policy('cpu-scaling'), requestPolicy({ label: 'app/old/9/targetgroup/backend/1' }));
    const [step] = appliesOf(setUp(stale));
    expect(String(step?.changes[0]?.from)).toContain('app/old/9');
    expect(String(step?.changes[0]?.to)).toContain(label);
  });
});

describe('the target on requests', () => {
  it('above what the runbook reckons a task handles, is held against it and against what is measured', () => {
    const at = metrics({ cpuPercent: series(30, 30), requestsPerTask: series(500, 500) });
    expect(planOf(setUp(snapshot({ metrics: fresh(at, now) }), { requestTarget: '1000' })).warnings).toContain(
      'The runbook gives 1000 as the target, and reckons that a task handles about 500: by that figure a task is at twice its load before 1000 a minute add another. By its load now, 500 a minute at 30 % CPU, a task would serve about 1167 at 70 %. --request-target 500 acts sooner.',
    );
  });

  it('within it, is said to be too high where CPU gets there first', () => {
    const heavy = metrics({ cpuPercent: series(60, 60), requestsPerTask: series(200, 200) });
    expect(warningsOf(setUp(snapshot({ metrics: fresh(heavy, now) }), { requestTarget: '500' }))).toContain(
      'a task would serve about 233 at 70 %, fewer than 500: the policy on CPU acts first.',
    );
  });

  it('is judged without a figure where there is none, or too little load to go by', () => {
    const idle = metrics({ cpuPercent: series(4, 4), requestsPerTask: series(20, 20) });
    for (const seen of [
      snapshot({ metrics: fresh(idle, now) }),
      snapshot({ metrics: { state: 'missing', because: denied } }),
    ])
      expect(warningsOf(setUp(seen, { requestTarget: '1000' }))).toContain('cannot be told from its load now');
  });

  it('below the load of now adds tasks at once, and the plan says how many', () => {
    const seen = snapshot({ metrics: fresh(metrics({ requestsPerTask: series(900, 900) }), now) });
    expect(warningsOf(setUp(seen))).toContain(
      'Auto-scaling adds tasks within about 5 min, 2 to 4, if the load stays: each task gets 900 requests a minute, above 500.',
    );
  });

  it('needs an Application Load Balancer', () => {
    const without = snapshot({ counts: fresh(counts({ targetGroupArns: [] }), now) });
    expect(setUp(without)).toMatchObject({ kind: 'nothing-to-do' });
    expect(because(setUp(without, { requestTarget: '500' }))).toEqual([
      'No load balancer sends requests to waooaw-backend, so they cannot be counted. Set it up without a policy on requests: --request-target 0.',
    ]);
    expect(because(setUp(snapshot({ targets: { state: 'missing', because: denied } })))[0]).toContain(
      'The target groups of waooaw-backend cannot be read now',
    );
    expect(because(setUp(snapshot({ targets: fresh([], now) })))[0]).toContain('No Application Load Balancer');
  });
});

describe('bounds', () => {
  it('the wrong way round are refused with the way out', () => {
    expect(because(setUp(snapshot(), { minCapacity: '12' }))).toEqual([
      'MinCapacity 12 is above MaxCapacity 10, and AWS takes no such bounds. Give a --min-capacity that is at most --max-capacity.',
    ]);
  });

  it('below two tasks are warned of and ask for the name, as a raised ceiling does', () => {
    const single = setUp(snapshot(), { minCapacity: '1' });
    expect(warningsOf(single)).toContain('leaves a single task when the load is low');
    expect(askOf(single)).toMatchObject({ grade: 'name', phrase: 'waooaw-backend' });
    expect(askOf(setUp(snapshot(), { maxCapacity: '20' }))?.because).toEqual(['the ceiling is raised']);
  });

  it('that the account’s quota cannot carry are said to be out of reach', () => {
    const seen = {
      ...snapshot(),
      account: { ...snapshot().account, fargateQuota: fresh({ limitVcpus: 16, usedVcpus: 4 }, now) },
    };
    expect(warningsOf(setUp(seen, { maxCapacity: '40' }))).toContain(
      '40 tasks need 40 vCPU, and the account may run 16',
    );
    expect(warningsOf(setUp(seen, { maxCapacity: '16' }))).not.toContain('vCPU');
  });

  it('in production the ceiling has to be typed', () => {
    const seen = snapshot({}, { production: true });
    expect(askOf(setUp(seen, { cpuTarget: '60' }))).toMatchObject({
      grade: 'number',
      phrase: '10',
      because: ['production'],
    });
  });
});

describe('is not planned', () => {
  it('from what could not be read', () => {
    for (const part of ['counts', 'scaling', 'scheduledActions'] as const) {
      const seen = snapshot({ [part]: { state: 'missing', because: denied } });
      const input = { service: backend, minCapacity: 2, maxCapacity: 10, cpuTarget: 70, requestTarget: 0 };
      const planned = setUpAutoScaling.plan({ ...input, scaleOutCooldown: 60_000, scaleInCooldown: 300_000 }, seen);
      expect(because(planned)).toEqual([expect.stringContaining('cannot be read now')]);
    }
  });

  it('for a daemon service, or one that is being deleted', () => {
    const daemon = snapshot({ counts: fresh(counts({ schedulingStrategy: 'DAEMON' }), now) });
    expect(because(setUp(daemon))[0]).toContain('DAEMON');
    expect(because(setUp(snapshot({ counts: fresh(counts({ status: 'DRAINING' }), now) })))[0]).toContain('DRAINING');
  });

  it('from input that cannot be meant', () => {
    const problemsOf = (typed: Readonly<Record<string, string>>): readonly string[] => {
      const input = parseInput(setUpAutoScaling, { service: 'waooaw-backend', ...typed }, snapshot());
      return input.ok ? [] : input.problems.map(({ says }) => says);
    };
    expect(problemsOf({ minCapacity: '-1' })).toEqual([
      'min-capacity must be a whole number from 0 to 5000, such as 6; got -1',
    ]);
    expect(problemsOf({ maxCapacity: '0' })).toEqual(['max-capacity must be from 1 to 5000; got 0']);
    expect(problemsOf({ cpuTarget: '100' })).toEqual(['cpu-target must be from 10 to 95; got 100']);
    expect(problemsOf({ requestTarget: '1e3' })[0]).toContain('must be a whole number');
    expect(problemsOf({ scaleInCooldown: '300' })[0]).toContain('must be a duration');
    expect(problemsOf({ resourceLabel: label })[0]).toContain('has no input --resource-label');
  });
});
