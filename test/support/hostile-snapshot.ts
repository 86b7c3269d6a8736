import { fresh, missing } from '../../src/domain/observed.ts';
import type { Plan } from '../../src/domain/plan.ts';
import type { RunEvent } from '../../src/domain/run.ts';
import { nothingConfigured, type ServiceSnapshot, type Snapshot } from '../../src/domain/snapshot.ts';
import { pendingAccount } from '../../src/domain/snapshot-patch.ts';
import { minutes } from '../../src/domain/time.ts';
import { counts, now, scaling, service, session, target } from './snapshots.ts';

/** Every field of a snapshot that holds words of AWS, filled by `text`, as if the boundary had let all of it through. */
export const hostileSnapshot = (text: () => string): Snapshot => ({
  session: session({ environment: text(), principalArn: text(), accountId: text(), region: text(), endpoint: text() }),
  services: [
    hostileService(text),
    service({ service: text(), counts: missing({ kind: 'denied', because: text(), nextStep: text() }) }),
  ],
  leftOut: [text()],
  account: pendingAccount,
  configured: nothingConfigured,
});

const hostileService = (text: () => string): ServiceSnapshot => {
  const name = text();
  return service({
    key: `${text()}/${name}`,
    cluster: text(),
    service: name,
    counts: fresh(
      counts({
        arn: text(),
        status: text(),
        deployments: [
          { id: text(), status: 'PRIMARY', rolloutState: 'FAILED', rolloutStateReason: text(), failedTasks: 3 },
        ],
        events: Array.from({ length: 8 }, (_, index) => ({ id: text(), at: now - minutes(index), message: text() })),
        taskDefinitionArn: text(),
        targetGroupArns: [text()],
        schedulingStrategy: text(),
        runningCount: 1,
      }),
      now,
    ),
    scaling: fresh(
      scaling({
        target: target(),
        policies: [
          {
            name: text(),
            isNamedPlainly: false,
            configuration: text(),
            type: text(),
            metricType: text(),
            targetValue: 70,
            scaleOutCooldownMs: 0,
            scaleInCooldownMs: 0,
            scaleInDisabled: false,
            alarmNames: [text()],
          },
        ],
      }),
      now,
    ),
    activities: fresh(
      Array.from({ length: 6 }, (_, index) => ({
        id: text(),
        startedAt: now - minutes(index),
        endedAt: null,
        status: text(),
        description: text(),
        cause: text(),
        message: text(),
        notScaledReasons: [text()],
      })),
      now,
    ),
    targets: fresh(
      [
        {
          targetGroupArn: text(),
          name: text(),
          loadBalancer: text(),
          healthy: 1,
          initial: 0,
          unhealthy: 1,
          draining: 0,
          unhealthyReasons: [text(), text()],
        },
      ],
      now,
    ),
    stoppedTasks: fresh(
      [{ taskId: text(), stoppedAt: now, stopCode: text(), stoppedReason: text(), exitCodes: [137] }],
      now,
    ),
  });
};

/** A plan with `text` in all of its words, and what may happen in its run. */
export function hostileRun(
  text: () => string,
  plan: Plan,
): { readonly plan: Plan; readonly events: readonly RunEvent[] } {
  const hostile: Plan = {
    ...plan,
    summary: text(),
    warnings: [text(), text()],
    predictions: [{ label: text(), before: text(), after: text(), note: text() }],
    session: { ...plan.session, environment: text(), principalArn: text(), region: text(), profile: text() },
    steps: plan.steps.map(step => ({ ...step, title: text() })),
  };
  const fault = { kind: 'rejected', because: text(), nextStep: text() } as const;
  const stepId = plan.steps.find(({ kind }) => kind === 'apply')?.id ?? '';
  const at = now;
  return {
    plan: hostile,
    events: [
      { type: 'RunStarted', at, runId: '20261123T191507-k3f9', plan: hostile, program: text() },
      { type: 'CheckWarned', at, stepId: plan.steps[0]?.id ?? '', says: text() },
      { type: 'EffectRequested', at, stepId, command: text() },
      { type: 'EffectThrottled', at, stepId, fault, retry: 1, retryInMs: 1000 },
      { type: 'EffectUnknown', at, stepId, fault },
      { type: 'EffectFailed', at, stepId, fault },
      { type: 'EffectSucceeded', at, stepId, requestId: text() },
      { type: 'CheckFailed', at, stepId, says: text() },
      { type: 'RunStopped', at, because: 'rejected', says: text(), nextStep: text() },
    ],
  };
}
