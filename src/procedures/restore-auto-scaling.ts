import type { Plan, Planned } from '../domain/plan.ts';
import { defineProcedure } from '../domain/procedure.ts';
import { parseScalingRecord, type ScalingRecord } from '../domain/scaling-record.ts';
import { isoSeconds } from '../domain/time.ts';
import { confirmationOf } from './auto-scaling/confirmation.ts';
import { counted } from './auto-scaling/counted.ts';
import { costOf, predictionsOf, watchAfter } from './auto-scaling/outcome.ts';
import { type Seen, seenOf } from './auto-scaling/scaling-state.ts';
import { applySteps } from './auto-scaling/steps.ts';
import { type Restoration, restorationOf } from './restore-auto-scaling/wanted.ts';
import { lostPolicies, warningsOf } from './restore-auto-scaling/warnings.ts';

/** Puts a service's auto-scaling back as it was recorded before it was removed. */
export const restoreAutoScaling = defineProcedure({
  id: 'restore-auto-scaling',
  title: 'Restore auto-scaling',
  summary: 'Put bounds, policies and scheduled actions back as they were recorded before auto-scaling was removed.',
  runbook: ['Pre-Event Scaling'],
  input: {
    service: { kind: 'service', label: 'Service', help: 'The ECS service: its name, or cluster/service.' },
    from: {
      kind: 'record',
      label: 'Record',
      help: 'last for the newest run that removed it, a run id, or the path of a plan that was saved with --out.',
      default: 'last',
    },
    takeTasksAway: {
      kind: 'choice',
      label: 'Tasks above the old ceiling',
      help: 'Whether a recorded MaxCapacity below the present count comes back, which takes tasks away at once.',
      choices: [
        { value: 'no', label: 'Keep them: the ceiling waits' },
        { value: 'yes', label: 'Take them away' },
      ],
      default: 'no',
    },
  },
  reads: ['counts', 'scaling', 'scheduledActions', 'targets', 'task'],
  deviations: [
    {
      runbookSays: '"Re-enable auto-scaling" by register-scalable-target with min 2 and max 10.',
      weDo: 'We put back what was there: the bounds and flags, every policy, every scheduled action.',
      because: 'Registering again brings no policy back: the target looks like auto-scaling, and nothing scales.',
    },
    {
      runbookSays: 'Register max 10 while more tasks may run, then scale down "gradually".',
      weDo: 'A ceiling below the present count waits until the count is down there, unless --take-tasks-away yes asks for it.',
      because: 'AWS moves the count into the bounds at once: twelve tasks become ten in one step.',
    },
  ],
  plan(input, snapshot): Planned {
    const seen = seenOf(input.service, snapshot);
    if ('blocked' in seen) return { kind: 'blocked', because: seen.blocked };
    const record = parseScalingRecord(input.from);
    if (record === undefined) return withoutRecord(seen);
    const elsewhere = recordedElsewhere(seen, record);
    if (elsewhere !== undefined) return { kind: 'blocked', because: [elsewhere] };
    const restoration = restorationOf(seen, record, { takesTasksAway: input.takeTasksAway === 'yes' });
    return planOf(seen, record, { input, restoration });
  },
});

function planOf(
  seen: Seen,
  record: ScalingRecord,
  { input, restoration }: { readonly input: Plan['input']; readonly restoration: Restoration },
): Planned {
  const { after } = restoration;
  const { service, session } = seen;
  const applies = applySteps(seen, after);
  const recordedAt = isoSeconds(record.takenAt);
  if (applies.length === 0)
    return {
      kind: 'nothing-to-do',
      because: `The auto-scaling of ${service.service} is as it was recorded at ${recordedAt}.`,
    };
  const what = [
    `bounds ${after.target?.minCapacity}–${after.target?.maxCapacity}`,
    ...counted(after.policies.length, 'policy', 'policies'),
    ...counted(after.scheduledActions.length, 'scheduled action', 'scheduled actions'),
  ].join(', ');
  return {
    kind: 'plan',
    plan: {
      version: 1,
      procedure: 'restore-auto-scaling',
      input,
      summary: `${service.service}: auto-scaling as recorded at ${recordedAt}: ${what}`,
      madeAt: seen.at,
      session,
      services: [service.key],
      warnings: warningsOf(seen, restoration, record),
      predictions: predictionsOf(seen, after),
      cost: costOf(seen, after),
      steps: [
        {
          kind: 'confirm',
          id: 'confirm',
          title: 'Confirm',
          ask: confirmationOf(
            { seen, after },
            `${service.service} in account ${session.accountId} ${session.region} scales by itself again: ${what}.`,
          ),
        },
        ...applies,
        watchAfter(seen, after),
      ],
    },
  };
}

/** Nothing was recorded here; what stands there now says what to do about it. */
function withoutRecord(seen: Seen): Planned {
  const { service, before } = seen;
  const setUp = `headroom run set-up-auto-scaling --service ${service.service} sets it up anew; a plan that was saved elsewhere is named with --from FILE.`;
  const lost = lostPolicies(seen);
  if (lost !== undefined) return { kind: 'blocked', because: [`${lost} No run recorded here removed them. ${setUp}`] };
  if (before.target === null)
    return {
      kind: 'blocked',
      because: [`No auto-scaling is registered for ${service.service}, and no run recorded here removed it. ${setUp}`],
    };
  return {
    kind: 'nothing-to-do',
    because: `${service.service} has its auto-scaling, and no run recorded here removed any of it.`,
  };
}

function recordedElsewhere({ service, session }: Seen, { service: of, accountId, region }: ScalingRecord) {
  if (of === service.key && accountId === session.accountId && region === session.region) return undefined;
  return `The record is of ${of} in account ${accountId} ${region}, and not of ${service.key} in account ${session.accountId} ${session.region}.`;
}
