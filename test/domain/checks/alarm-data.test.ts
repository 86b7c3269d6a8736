import { describe, expect, it } from 'vitest';
import type { ConfiguredAlarm } from '../../../src/domain/account-snapshot.ts';
import { evaluate, partsNeeded, servicesNeeded } from '../../../src/domain/check.ts';
import { fresh } from '../../../src/domain/observed.ts';
import type { ScalingAlarm, Snapshot } from '../../../src/domain/snapshot.ts';
import { alarm, backend, denied, now, policy, scaling, snapshot } from '../../support/snapshots.ts';

const ofPolicies = (policies: readonly string[]) =>
  ({ check: 'policy-alarms-have-data', service: backend, policies }) as const;

const seenWith = (...alarms: readonly ScalingAlarm[]): Snapshot =>
  snapshot({
    scaling: fresh(scaling({ policies: [policy('cpu-scaling'), policy('request-scaling')] }), now),
    alarms: fresh(alarms, now),
  });

const both = (name: string, state: ScalingAlarm['state']) => [alarm(name, 'high', state), alarm(name, 'low')];

describe('the alarms of policies', () => {
  it('have data when both of each policy have left INSUFFICIENT_DATA, in whatever state', () => {
    const seen = seenWith(...both('cpu-scaling', 'ALARM'), ...both('request-scaling', 'OK'));
    expect(evaluate(ofPolicies(['cpu-scaling', 'request-scaling']), seen, now)).toEqual({
      verdict: 'passed',
      says: 'the alarms of cpu-scaling and request-scaling have data',
    });
  });

  it.each([
    [
      'an alarm without data',
      seenWith(...both('cpu-scaling', 'INSUFFICIENT_DATA')),
      'the high alarm of cpu-scaling has no data yet',
    ],
    ['an alarm that is not there', seenWith(alarm('cpu-scaling', 'high')), 'policy cpu-scaling has 1 of its 2 alarms'],
    [
      'alarms that cannot be read',
      snapshot({ alarms: { state: 'missing', because: denied } }),
      'the policies and their alarms cannot be read right now',
    ],
  ])('are waited for with %s', (_, seen, says) => {
    expect(evaluate(ofPolicies(['cpu-scaling']), seen, now)).toEqual({ verdict: 'waiting', says });
  });

  it('of a policy that is not there are waited for, and never taken for fine', () => {
    expect(evaluate(ofPolicies(['nope']), seenWith(), now)).toEqual({
      verdict: 'waiting',
      says: 'policy nope is not there',
    });
  });

  it('need the policies and the alarms of that service', () => {
    expect(partsNeeded(ofPolicies([]))).toEqual(['scaling', 'alarms']);
    expect(servicesNeeded(ofPolicies([]))).toEqual([backend]);
  });
});

const configured = (name: string, state: ConfiguredAlarm['state']): ConfiguredAlarm => ({
  name,
  state,
  stateSince: now,
  stateReason: '',
  namespace: 'AWS/ECS',
  metricName: 'CPUUtilization',
  dimensions: {},
  threshold: 80,
  actionsEnabled: true,
  alarmActions: [],
  okActions: [],
  ofScalingPolicy: false,
  configuration: '{}',
});

describe('alarms by name', () => {
  const check = { check: 'alarms-have-data', alarms: ['waooaw-high-cpu'] } as const;
  const seen = (...alarms: readonly ConfiguredAlarm[]): Snapshot => {
    const base = snapshot();
    return { ...base, account: { ...base.account, metricAlarms: fresh(alarms, now) } };
  };

  it.each([
    [seen(configured('waooaw-high-cpu', 'OK')), 'passed', 'waooaw-high-cpu is OK'],
    [seen(configured('waooaw-high-cpu', 'INSUFFICIENT_DATA')), 'waiting', 'alarm waooaw-high-cpu has no data yet'],
    [seen(configured('other', 'OK')), 'waiting', 'alarm waooaw-high-cpu is not there'],
    [snapshot(), 'waiting', 'the alarms cannot be read right now'],
  ] as const)('case %#: %s', (given, verdict, says) => {
    expect(evaluate(check, given, now)).toEqual({ verdict, says });
  });

  it('need the alarms of the account, and no service', () => {
    expect(partsNeeded(check)).toEqual(['metricAlarms']);
    expect(servicesNeeded(check)).toEqual([]);
  });
});
