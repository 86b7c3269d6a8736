import { lastKnown } from '../domain/observed.ts';
import type { CheckStep, Plan, Planned, Step } from '../domain/plan.ts';
import { defineProcedure } from '../domain/procedure.ts';
import { findService } from '../domain/snapshot.ts';
import { applyStep } from './scale-service/apply.ts';
import { blockers } from './scale-service/blockers.ts';
import type { BoundedCount } from './scale-service/bounded-count.ts';
import { confirmationOf } from './scale-service/confirmation.ts';
import { deviations } from './scale-service/deviations.ts';
import { soak, watch } from './scale-service/holds.ts';
import { boundsWords, tasks, whatKeepsIt } from './scale-service/lasting.ts';
import { costOf, predictionsOf } from './scale-service/predictions.ts';
import { roomChecks } from './scale-service/room.ts';
import { type Situation, situationOf } from './scale-service/situation.ts';
import { type Stage, stagesOf } from './scale-service/stages.ts';
import { warningsOf } from './scale-service/warnings.ts';

/** Sets how many tasks a service runs, so that the number lasts. */
export const scaleService = defineProcedure({
  id: 'scale-service',
  title: 'Scale a service',
  summary: 'Set how many tasks a service runs, out or in, so that auto-scaling does not take it back.',
  runbook: ['Scale Backend Service', 'Scale Agent Service'],
  input: {
    service: { kind: 'service', label: 'Service', help: 'The ECS service: its name, or cluster/service.' },
    desiredCount: {
      kind: 'integer',
      label: 'Tasks',
      help: 'How many tasks it shall run.',
      min: 0,
      // ECS quota: tasks per service.
      max: 5000,
      startsAt: (snapshot, key) => {
        const service = findService(snapshot, key);
        return service && lastKnown(service.counts)?.desiredCount;
      },
    },
    how: {
      kind: 'choice',
      label: 'How',
      help: 'floor moves MinCapacity with the count, so that it lasts; count sets desiredCount alone.',
      choices: [
        { value: 'floor', label: 'Move the floor with it (lasts)' },
        { value: 'count', label: 'Only the count (auto-scaling may change it)' },
      ],
      default: 'floor',
    },
    pace: {
      kind: 'choice',
      label: 'Pace',
      help: 'auto goes out at once and in by steps of a quarter with a rest after each; once and steps say so for both ways.',
      choices: [
        { value: 'auto', label: 'Out at once, in by steps' },
        { value: 'once', label: 'All at once' },
        { value: 'steps', label: 'By steps, with a rest after each' },
      ],
      default: 'auto',
    },
    raiseCeiling: {
      kind: 'choice',
      label: 'Raise the ceiling',
      help: 'Whether a count above MaxCapacity may raise MaxCapacity to itself.',
      choices: [
        { value: 'no', label: 'No: stay within MaxCapacity' },
        { value: 'yes', label: 'Yes, as far as the count needs' },
      ],
      default: 'no',
    },
  },
  reads: [
    'counts',
    'scaling',
    'targets',
    'task',
    'alarms',
    'activities',
    'metrics',
    'network',
    'fargateQuota',
    'databases',
  ],
  // They run on the same quota and open connections to the same database.
  readsOfAll: ['counts', 'task'],
  deviations,
  plan(input, snapshot): Planned {
    const situation = situationOf(input, snapshot);
    if ('blocked' in situation) return { kind: 'blocked', because: situation.blocked };
    const because = blockers(situation);
    if (because.length > 0) return { kind: 'blocked', because };
    const stages = stagesOf(situation);
    const end = stages.at(-1)?.writes.at(-1)?.to;
    if (end === undefined) return { kind: 'nothing-to-do', because: alreadySo(situation) };
    return { kind: 'plan', plan: planOf(situation, { input, stages, end }) };
  },
});

function alreadySo({ service, before, asked }: Situation): string {
  const holds = `${service.service} is set to ${tasks(asked.desiredCount)} already`;
  if (before.bounds === null) return `${holds}, and no auto-scaling is registered for it.`;
  return asked.how === 'floor' ? `${holds}, and MinCapacity ${before.bounds.minCapacity} keeps it there.` : `${holds}.`;
}

interface Way {
  readonly input: Plan['input'];
  readonly stages: readonly Stage[];
  /** What AWS holds when everything is written. */
  readonly end: BoundedCount;
}

function planOf(situation: Situation, { input, stages, end }: Way): Plan {
  return {
    version: 1,
    procedure: 'scale-service',
    input,
    summary: summaryOf(situation, end),
    madeAt: situation.at,
    session: situation.session,
    services: [situation.service.key],
    warnings: warningsOf(situation, end),
    predictions: predictionsOf(situation, { stages, end }),
    cost: costOf(situation, end),
    steps: [
      deploymentCheck(situation),
      tasksCheck(situation),
      ...roomChecks(situation),
      { kind: 'confirm', id: 'confirm', title: 'Confirm', ask: confirmationOf(situation, end) },
      ...writingSteps(situation, stages),
      watch({ id: 'watch', ...watchedAt(situation, end) }),
    ],
  };
}

/** Scaling out during a deployment is a risk worth taking in an incident; scaling in has time. */
const deploymentCheck = ({ service, direction }: Situation): CheckStep => ({
  kind: 'check',
  id: 'check-deployment',
  title: 'Is a deployment under way?',
  check: { check: 'no-deployment', service: service.key },
  onFailure: direction === 'in' ? 'block' : 'warn',
});

/** Tasks that do not run or are not healthy are a reason to think, and never one to refuse an incident's scale-out. */
const tasksCheck = ({ service, before }: Situation): CheckStep => ({
  kind: 'check',
  id: 'check-tasks',
  title: 'Are the present tasks running and healthy?',
  check: { check: 'service-stable', service: service.key, desiredCount: before.desiredCount },
  onFailure: 'warn',
});

/** The writes of each stage, and a rest between two stages. */
function writingSteps(situation: Situation, stages: readonly Stage[]): readonly Step[] {
  const { direction } = situation;
  let written = 0;
  return stages.flatMap(({ writes }, index): readonly Step[] => {
    const applies = writes.map(move => {
      written += 1;
      return applyStep(situation, { ...move, id: `apply-${written}` });
    });
    const reached = writes.at(-1)?.to;
    const isLast = index === stages.length - 1;
    if (isLast || direction === 'none' || reached === undefined) return applies;
    return [...applies, soak(direction, { id: `rest-${index + 1}`, ...watchedAt(situation, reached) })];
  });
}

/**
 * Fewer tasks than asked for undo a scale-out. After a scale-in they do not: whoever wanted fewer is content with what
 * auto-scaling leaves, down to the floor.
 */
const watchedAt = ({ service, direction }: Situation, { desiredCount, bounds }: BoundedCount) => ({
  service: service.key,
  desiredCount,
  leastCount: direction === 'in' ? Math.min(desiredCount, bounds?.minCapacity ?? desiredCount) : desiredCount,
});

function summaryOf(situation: Situation, end: BoundedCount): string {
  const { service, before, direction } = situation;
  if (direction === 'none')
    return `${service.service}: stays at ${tasks(end.desiredCount)}, bounds ${boundsWords(before)} → ${boundsWords(end)}`;
  return `${service.service}: ${before.desiredCount} → ${tasks(end.desiredCount)}, ${whatKeepsIt(situation, end)}`;
}
