import { defineProcedure } from '../domain/procedure.ts';
import { planSuspension } from './suspension/plan.ts';

const choices = [
  { value: 'resume', label: 'Resume it' },
  { value: 'keep', label: 'Leave it as it is' },
] as const;

/** Lets auto-scaling move the count again. */
export const resumeAutoScaling = defineProcedure({
  id: 'resume-auto-scaling',
  title: 'Resume auto-scaling',
  summary: 'Let auto-scaling take tasks away, add them and run its schedule again, after it was suspended.',
  runbook: ['Pre-Event Scaling'],
  input: {
    service: { kind: 'service', label: 'Service', help: 'The ECS service: its name, or cluster/service.' },
    scaleIn: {
      kind: 'choice',
      label: 'Scale-in',
      help: 'Whether policies may take tasks away again.',
      choices,
      default: 'resume',
    },
    scaleOut: {
      kind: 'choice',
      label: 'Scale-out',
      help: 'Whether policies may add tasks again.',
      choices,
      default: 'resume',
    },
    scheduled: {
      kind: 'choice',
      label: 'Schedule',
      help: 'Whether scheduled actions may move the bounds again.',
      choices,
      default: 'resume',
    },
  },
  reads: ['counts', 'scaling', 'scheduledActions', 'alarms', 'activities', 'metrics'],
  deviations: [
    {
      runbookSays: '"Re-enable auto-scaling" by register-scalable-target with min 2 and max 10.',
      weDo: 'We lift the suspension and leave the bounds as they are.',
      because:
        'Registering again brings no policy back, and bounds of 2 to 10 would move a larger count down to 10 at once.',
    },
    {
      runbookSays: 'Nothing of what happens next.',
      weDo: 'We say which policy would take tasks away and about when, and watch for 30 minutes.',
      because: 'A low alarm that was in ALARM all the while acts as soon as scale-in is resumed.',
    },
  ],
  plan: (input, snapshot) =>
    planSuspension(
      'resume-auto-scaling',
      input,
      from => ({
        dynamicScalingIn: from.dynamicScalingIn && input.scaleIn !== 'resume',
        dynamicScalingOut: from.dynamicScalingOut && input.scaleOut !== 'resume',
        scheduledScaling: from.scheduledScaling && input.scheduled !== 'resume',
      }),
      snapshot,
    ),
});
