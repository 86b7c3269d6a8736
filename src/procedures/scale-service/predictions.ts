import { lastKnown } from '../../domain/observed.ts';
import type { Prediction } from '../../domain/plan.ts';
import { type CostDelta, costOfTasks } from '../../domain/pricing.ts';
import { minutes } from '../../domain/time.ts';
import type { BoundedCount } from './bounded-count.ts';
import { soakMs } from './holds.ts';
import { boundsWords } from './lasting.ts';
import { roomPredictions } from './room.ts';
import type { Situation } from './situation.ts';
import type { Stage } from './stages.ts';

const unknown = 'unknown';

const percent = (value: number | undefined): string => (value === undefined ? unknown : `${Math.round(value)} %`);
const perMinute = (value: number | undefined): string => (value === undefined ? unknown : `${Math.round(value)}/min`);

/** What should follow if traffic stays as it is, as rows. */
export function predictionsOf(
  situation: Situation,
  { stages, end }: { readonly stages: readonly Stage[]; readonly end: BoundedCount },
): readonly Prediction[] {
  return [
    ...loadPredictions(situation, end),
    ...roomPredictions(situation),
    ...(situation.direction === 'none' ? [] : [durationOf(stages, situation.direction)]),
  ];
}

/** The count, its bounds, and what they make of the present load. */
export function loadPredictions({ before, counts, load }: Situation, end: BoundedCount): readonly Prediction[] {
  return [
    {
      label: 'Tasks',
      before: `${counts.runningCount} running of ${before.desiredCount}`,
      after: `${end.desiredCount}`,
    },
    { label: 'Bounds', before: boundsWords(before), after: boundsWords(end) },
    {
      label: 'CPU',
      before: percent(load.cpuPercent),
      after: end.desiredCount === 0 ? 'no task' : percent(load.cpuPercentAfter),
      note: 'if traffic stays as it is',
    },
    ...(counts.targetGroupArns.length > 0
      ? [
          {
            label: 'Requests per task',
            before: perMinute(load.requestsPerTask),
            after: end.desiredCount === 0 ? 'no task' : perMinute(load.requestsPerTaskAfter),
          },
        ]
      : []),
  ];
}

/** Fargate tasks start and pass their health checks in 1–3 minutes; tasks that leave drain within about as many. */
function durationOf(stages: readonly Stage[], direction: 'out' | 'in'): Prediction {
  const resting = (soakMs(direction) / minutes(1)) * (stages.length - 1);
  return {
    label: 'Done after',
    before: 'now',
    after: `about ${stages.length + resting}–${3 * stages.length + resting} min`,
    note: stages.length === 1 ? 'then 30 min of watching' : `in ${stages.length} steps, then 30 min of watching`,
  };
}

export function costOf({ service, before }: Situation, end: BoundedCount): CostDelta | null {
  const task = lastKnown(service.task);
  const difference = end.desiredCount - before.desiredCount;
  return task === undefined || difference === 0 ? null : costOfTasks(task, difference);
}
