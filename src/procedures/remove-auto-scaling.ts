import type { Planned } from '../domain/plan.ts';
import { defineProcedure } from '../domain/procedure.ts';
import { confirmationOf } from './auto-scaling/confirmation.ts';
import { counted } from './auto-scaling/counted.ts';
import { type ScalingState, type Seen, seenOf } from './auto-scaling/scaling-state.ts';
import { applySteps } from './auto-scaling/steps.ts';
import { warningsOf } from './remove-auto-scaling/warnings.ts';
import { tasks } from './scale-service/lasting.ts';
import { listed } from './suspension/suspension.ts';

/** Takes a service's auto-scaling away, and records all of it first. */
export const removeAutoScaling = defineProcedure({
  id: 'remove-auto-scaling',
  title: 'Remove auto-scaling',
  summary:
    'Deregister auto-scaling from a service, with everything that this deletes recorded, so that it can be put back.',
  runbook: ['Pre-Event Scaling'],
  input: {
    service: { kind: 'service', label: 'Service', help: 'The ECS service: its name, or cluster/service.' },
  },
  reads: ['counts', 'scaling', 'scheduledActions', 'alarms'],
  deviations: [
    {
      runbookSays: '"Disable auto-scaling (prevent scale-down)" by deregister-scalable-target.',
      weDo: 'We offer to suspend it instead, show everything that deregistering deletes, and ask for the name of the service.',
      because:
        'Deregistering deletes every policy with its alarms and every scheduled action, and nothing can scale out during the event that it is meant for.',
    },
    {
      runbookSays: 'Nothing of what was there before.',
      weDo: 'The bounds, the flags, every policy and every scheduled action are written to the journal before the request leaves.',
      because: 'AWS keeps none of it, and registering again brings none of it back.',
    },
  ],
  plan(input, snapshot): Planned {
    const seen = seenOf(input.service, snapshot);
    if ('blocked' in seen) return { kind: 'blocked', because: seen.blocked };
    const { before, service } = seen;
    if (before.target === null)
      return { kind: 'nothing-to-do', because: `No auto-scaling is registered for ${service.service}.` };
    const because = whatCannotBeRecorded(seen);
    if (because.length > 0) return { kind: 'blocked', because };
    const after: ScalingState = { ...before, target: null, policies: [], scheduledActions: [] };
    return {
      kind: 'plan',
      plan: {
        version: 1,
        procedure: 'remove-auto-scaling',
        input,
        summary: `${service.service}: auto-scaling removed; ${tasks(before.desiredCount)} stay, and nothing scales them`,
        madeAt: seen.at,
        session: seen.session,
        services: [service.key],
        warnings: warningsOf(seen),
        predictions: [],
        cost: null,
        steps: [
          {
            kind: 'confirm',
            id: 'confirm',
            title: 'Confirm',
            ask: confirmationOf({ seen, after }, consequenceOf(seen)),
          },
          ...applySteps(seen, after),
        ],
      },
    };
  },
});

function consequenceOf({ service, session, before }: Seen): string {
  const lost = [
    ...counted(before.policies.length, 'policy', 'policies'),
    ...counted(before.scheduledActions.length, 'scheduled action', 'scheduled actions'),
  ];
  const itself = lost.length === 0 ? '' : `, ${listed(lost)} included`;
  return `${service.service} in account ${session.accountId} ${session.region} loses its auto-scaling${itself}; it stays at ${tasks(before.desiredCount)}.`;
}

/** What is deleted must be known to the letter, or it could not be put back. */
function whatCannotBeRecorded({ service, scaling, actions }: Seen): readonly string[] {
  return [...scaling.policies, ...actions]
    .filter(({ isNamedPlainly }) => !isNamedPlainly)
    .map(
      ({ name }) =>
        `"${name}" of ${service.service} has characters in its name that cannot be shown, so it could not be put back. Give it another name first.`,
    );
}
