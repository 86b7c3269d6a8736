import type { Plan, Planned } from '../domain/plan.ts';
import { defineProcedure } from '../domain/procedure.ts';
import type { Snapshot } from '../domain/snapshot.ts';
import { confirmationOf } from './auto-scaling/confirmation.ts';
import { costOf, predictionsOf, watchAfter } from './auto-scaling/outcome.ts';
import { type Seen, seenOf } from './auto-scaling/scaling-state.ts';
import { applySteps } from './auto-scaling/steps.ts';
import { deviations } from './set-up-auto-scaling/deviations.ts';
import { input } from './set-up-auto-scaling/input.ts';
import { type Asked, wantedOf } from './set-up-auto-scaling/wanted.ts';
import { warningsOf } from './set-up-auto-scaling/warnings.ts';

/** Gives a service bounds and policies to scale by, on top of what it has. */
export const setUpAutoScaling = defineProcedure({
  id: 'set-up-auto-scaling',
  title: 'Set up auto-scaling',
  summary: 'Give a service bounds and policies on CPU and requests, or bring those that it has up to them.',
  runbook: ['Setup Auto-Scaling'],
  input,
  reads: ['counts', 'scaling', 'scheduledActions', 'targets', 'task', 'metrics', 'fargateQuota'],
  deviations,
  plan(asked, snapshot): Planned {
    const seen = seenOf(asked.service, snapshot);
    if ('blocked' in seen) return { kind: 'blocked', because: seen.blocked };
    const wanted = wantedOf(seen, asked);
    if ('blocked' in wanted) return { kind: 'blocked', because: wanted.blocked };
    return planOf(seen, { asked, after: wanted.after, snapshot });
  },
});

function planOf(
  seen: Seen,
  {
    asked,
    after,
    snapshot,
  }: {
    readonly asked: Asked & Plan['input'];
    readonly after: Seen['before'];
    readonly snapshot: Snapshot;
  },
): Planned {
  const { service, session } = seen;
  const applies = applySteps(seen, after);
  if (applies.length === 0)
    return { kind: 'nothing-to-do', because: `${service.service} scales so already: ${targetsOf(asked)}.` };
  return {
    kind: 'plan',
    plan: {
      version: 1,
      procedure: 'set-up-auto-scaling',
      input: asked,
      summary: `${service.service}: ${targetsOf(asked)}`,
      madeAt: seen.at,
      session,
      services: [service.key],
      warnings: warningsOf(seen, asked, { after, snapshot }),
      predictions: predictionsOf(seen, after),
      cost: costOf(seen, after),
      steps: [
        {
          kind: 'confirm',
          id: 'confirm',
          title: 'Confirm',
          ask: confirmationOf(
            { seen, after },
            `${service.service} in account ${session.accountId} ${session.region} scales by itself within ${targetsOf(asked)}.`,
          ),
        },
        ...applies,
        watchAfter(seen, after),
      ],
    },
  };
}

/** "2–10 tasks at 70 % CPU and 500 requests a minute per task" */
const targetsOf = ({ minCapacity, maxCapacity, cpuTarget, requestTarget }: Asked): string =>
  `${minCapacity}–${maxCapacity} tasks at ${cpuTarget} % CPU${requestTarget === 0 ? '' : ` and ${requestTarget} requests a minute per task`}`;
