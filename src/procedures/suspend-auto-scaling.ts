import { defineProcedure } from '../domain/procedure.ts';
import { planSuspension } from './suspension/plan.ts';

const choices = [
  { value: 'suspend', label: 'Suspend it' },
  { value: 'keep', label: 'Leave it as it is' },
] as const;

/** Stops auto-scaling from moving the count, and keeps its policies, alarms and scheduled actions. */
export const suspendAutoScaling = defineProcedure({
  id: 'suspend-auto-scaling',
  title: 'Suspend auto-scaling',
  summary:
    'Stop auto-scaling from taking tasks away, from adding them or from running its schedule, and keep all of it.',
  runbook: ['Pre-Event Scaling'],
  input: {
    service: { kind: 'service', label: 'Service', help: 'The ECS service: its name, or cluster/service.' },
    scaleIn: {
      kind: 'choice',
      label: 'Scale-in',
      help: 'Whether policies may go on taking tasks away.',
      choices,
      default: 'suspend',
    },
    scaleOut: {
      kind: 'choice',
      label: 'Scale-out',
      help: 'Whether policies may go on adding tasks; without it nothing answers a surge.',
      choices,
      default: 'keep',
    },
    scheduled: {
      kind: 'choice',
      label: 'Schedule',
      help: 'Whether scheduled actions may go on moving the bounds.',
      choices,
      default: 'keep',
    },
  },
  reads: ['counts', 'scaling', 'scheduledActions', 'alarms', 'activities'],
  deviations: [
    {
      runbookSays: '"Disable auto-scaling (prevent scale-down)" by deregister-scalable-target.',
      weDo: 'We suspend scale-in, and leave scale-out alone unless it is asked for.',
      because:
        'Deregistering deletes every policy and scheduled action with their alarms, and nothing can scale out during the event that it is meant for.',
    },
    {
      runbookSays: 'Scale first, then disable auto-scaling.',
      weDo: 'We name all three flags in one call, and show what the call does to a count outside its bounds.',
      because:
        'Every RegisterScalableTarget moves the count into the bounds at once, also one that only suspends something.',
    },
  ],
  plan: (input, snapshot) =>
    planSuspension(
      'suspend-auto-scaling',
      input,
      from => ({
        dynamicScalingIn: from.dynamicScalingIn || input.scaleIn === 'suspend',
        dynamicScalingOut: from.dynamicScalingOut || input.scaleOut === 'suspend',
        scheduledScaling: from.scheduledScaling || input.scheduled === 'suspend',
      }),
      snapshot,
    ),
});
