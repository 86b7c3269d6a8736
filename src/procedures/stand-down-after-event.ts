import { defineProcedure } from '../domain/procedure.ts';
import { minutes } from '../domain/time.ts';
import { standDownDeviations } from './event/deviations.ts';
import { planStandDown } from './event/stand-down-plan.ts';
import { standingDownOf } from './event/standing-down.ts';
import { blockers } from './scale-service/blockers.ts';

/** Brings back, step by step, what was there before an event was prepared. */
export const standDownAfterEvent = defineProcedure({
  id: 'stand-down-after-event',
  title: 'Stand down after an event',
  summary: 'Take tasks away step by step after an event, and restore exactly what its record holds.',
  runbook: ['Pre-Event Scaling'],
  input: {
    service: { kind: 'service', label: 'Service', help: 'The ECS service: its name, or cluster/service.' },
    rest: {
      kind: 'duration',
      label: 'Rest',
      help: 'How long the load is watched after each step before the next.',
      minMs: minutes(1),
      maxMs: minutes(60),
      default: '10m',
    },
  },
  reads: ['counts', 'scaling', 'targets', 'task', 'alarms', 'activities', 'metrics', 'scheduledActions'],
  deviations: standDownDeviations,
  plan(input, snapshot, obligations = []) {
    const standing = standingDownOf(input, snapshot, obligations);
    if ('blocked' in standing) return { kind: 'blocked', because: standing.blocked };
    const because = blockers(standing);
    if (because.length > 0) return { kind: 'blocked', because };
    const plan = planStandDown(standing);
    if (plan !== undefined) return { kind: 'plan', plan };
    const { service, record, event } = standing;
    return {
      kind: 'nothing-to-do',
      because: `${service.service} is as it was before the event, ${record.minCapacity}–${record.maxCapacity}: nothing is owed any more.`,
      closes: event.owed.runId,
    };
  },
});
