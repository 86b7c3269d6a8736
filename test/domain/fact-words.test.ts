import { describe, expect, it } from 'vitest';
import { alarmText } from '../../src/domain/configurations/alarm.ts';
import { scalingPolicyText } from '../../src/domain/configurations/scaling-policy.ts';
import { changeWords, driftRows, driftWords, heldWords } from '../../src/domain/fact-words.ts';

const service = 'web/api';

describe('facts in words', () => {
  it('a value stands beside the name that AWS gives it', () => {
    expect(heldWords({ service, attribute: 'minCapacity' }, 6)).toBe('MinCapacity 6');
    expect(heldWords({ service, attribute: 'minCapacity' }, null)).toBe('MinCapacity none');
  });

  it('a change goes from one to the other', () => {
    expect(changeWords({ fact: { service, attribute: 'desiredCount' }, from: 2, to: 6 })).toBe('desiredCount 2 → 6');
  });

  it.each([
    [
      'what was to be moved',
      { fact: { service, attribute: 'desiredCount' }, before: 2, desired: 6, actual: 3 },
      'desiredCount of web/api was 2, should become 6, and is 3 now',
    ],
    [
      'what was to stay',
      { fact: { service, attribute: 'maxCapacity' }, before: 10, desired: 10, actual: null },
      'MaxCapacity of web/api was 10 and is none now',
    ],
    [
      'what cannot be read',
      { fact: { service, attribute: 'desiredCount' }, before: 2, desired: 6, actual: undefined },
      'desiredCount of web/api was 2, should become 6, and cannot be read now',
    ],
    [
      'a service that was made anew, by times that can be read',
      {
        fact: { service, attribute: 'serviceCreatedAt' },
        before: Date.UTC(2026, 0, 5),
        desired: Date.UTC(2026, 0, 5),
        actual: Date.UTC(2026, 10, 23),
      },
      'creation time of web/api was 2026-01-05T00:00:00Z and is 2026-11-23T00:00:00Z now',
    ],
  ] as const)('drift: %s', (_, drift, words) => {
    expect(driftWords(drift)).toBe(words);
  });

  const policy = (TargetValue: number, ScaleInCooldown = 300): string =>
    scalingPolicyText({
      PolicyType: 'TargetTrackingScaling',
      TargetTrackingScalingPolicyConfiguration: {
        TargetValue,
        ScaleInCooldown,
        PredefinedMetricSpecification: { PredefinedMetricType: 'ECSServiceAverageCPUUtilization' },
      },
    });
  const cpuScaling = { service, attribute: 'scalingPolicy', name: 'cpu-scaling' } as const;

  it('what is configured by several members is told by those that move', () => {
    expect(changeWords({ fact: cpuScaling, from: policy(70), to: policy(60) })).toBe(
      'policy cpu-scaling: target 70 → 60',
    );
    expect(changeWords({ fact: cpuScaling, from: policy(70), to: policy(60, 120) })).toBe(
      'policy cpu-scaling: target 70 → 60, scale-in cooldown 300 s → 120 s',
    );
    expect(changeWords({ fact: cpuScaling, from: null, to: policy(70) })).toBe(
      'policy cpu-scaling: none → target 70, metric ECSServiceAverageCPUUtilization, scale-in cooldown 300 s, policy type TargetTrackingScaling',
    );
  });

  it('drift of a configuration is a row for each member that is not what it was', () => {
    const drift = { fact: cpuScaling, before: policy(70), desired: policy(60), actual: policy(55, 120) };
    expect(driftRows(drift)).toEqual([
      { label: 'policy cpu-scaling: target', before: '70', desired: '60', actual: '55' },
      { label: 'policy cpu-scaling: scale-in cooldown', before: '300 s', desired: '300 s', actual: '120 s' },
    ]);
    expect(driftRows({ ...drift, actual: undefined })).toMatchObject([{ actual: 'unreadable' }]);
    expect(driftRows({ ...drift, actual: null })).toMatchObject([{ label: 'policy cpu-scaling', actual: 'none' }]);
  });

  it('a switch is suspended or active, and a list is its names', () => {
    const scaleIn = { service, attribute: 'dynamicScalingInSuspended' } as const;
    expect(changeWords({ fact: scaleIn, from: false, to: true })).toBe('scale-in active → suspended');
    expect(heldWords(scaleIn, null)).toBe('scale-in none');
    const all = { service, attribute: 'scalingPolicies' } as const;
    expect(changeWords({ fact: all, from: '["a","b"]', to: '[]' })).toBe('policies a, b → none');
  });

  it('what belongs to the account has no service in its name', () => {
    const alarm = { attribute: 'alarm', name: 'waooaw-high-cpu' } as const;
    expect(driftWords({ fact: alarm, before: null, desired: '{"Threshold":80}', actual: '{"Threshold":90}' })).toBe(
      'alarm waooaw-high-cpu was none, should become threshold 80, and is threshold 90 now',
    );
  });

  it('dimensions are told as pairs, steps by their place, and hostile text as what it is', () => {
    const alarm = { attribute: 'alarm', name: 'x' } as const;
    const text = alarmText({
      AlarmDescription: 'low\u202ehgih',
      Dimensions: [
        { Name: 'ServiceName', Value: 'api' },
        { Name: 'ClusterName', Value: 'web' },
      ],
    });
    expect(heldWords(alarm, text)).toContain('dimensions ClusterName web, ServiceName api');
    expect(heldWords(alarm, text)).toContain('alarm description low<U+202E>hgih');
    const steps = scalingPolicyText({
      PolicyType: 'StepScaling',
      StepScalingPolicyConfiguration: {
        AdjustmentType: 'ChangeInCapacity',
        StepAdjustments: [
          { MetricIntervalLowerBound: 0, ScalingAdjustment: 2 },
          { MetricIntervalLowerBound: 10, ScalingAdjustment: 4 },
        ],
      },
    });
    expect(heldWords(cpuScaling, steps)).toContain(
      'StepScalingPolicyConfiguration.StepAdjustments.2.ScalingAdjustment 4',
    );
  });
});
