import type { Confirmation } from '../../domain/confirmation.ts';
import { type Grade, heavier } from '../../domain/confirmation.ts';
import { lastKnown } from '../../domain/observed.ts';
import type { CheckStep, Obligation, Plan, Prediction, Step } from '../../domain/plan.ts';
import { costOfTasks } from '../../domain/pricing.ts';
import { minutes } from '../../domain/time.ts';
import { soak } from '../scale-service/holds.ts';
import { boundsWords, tasks } from '../scale-service/lasting.ts';
import { demandWords } from './demand.ts';
import { rungsUp } from './ladder.ts';
import type { Preparation } from './preparation.ts';
import { preparationWarnings } from './preparation-warnings.ts';
import { recordFacts } from './record.ts';
import { type Held, heldNow, Writes } from './writes.ts';

/** The plan that prepares now; undefined where AWS holds all of it already. */
export function planNow(preparation: Preparation): Plan | undefined {
  const { steps, end } = writingSteps(preparation);
  if (!steps.some(({ kind }) => kind === 'apply')) return undefined;
  const { service, session, at, demand, input } = preparation;
  return {
    version: 1,
    procedure: 'prepare-for-event',
    input,
    summary: `${service.service}: ready for ${demand.requestsPerMinute} requests/min, ${tasks(end.desiredCount)} in ${boundsWords(end)} until ${input['end']}`,
    madeAt: at,
    session,
    services: [service.key],
    warnings: preparationWarnings(preparation),
    predictions: predictionsOf(preparation, end),
    cost: costOf(preparation, end),
    steps: [
      ...checksOf(preparation),
      { kind: 'confirm', id: 'confirm', title: 'Confirm', ask: confirmationOf(preparation, end) },
      ...steps,
      ...preparation.warmUp.steps,
    ],
    obligation: obligationOf(preparation),
  };
}

/** Flags and ceiling first, because they only protect; then the floor, by rungs that must be healthy before the next. */
function writingSteps(preparation: Preparation): { readonly steps: readonly Step[]; readonly end: Held } {
  const { service, ceiling, floor, during, restMs } = preparation;
  const writes = new Writes(preparation);
  const protection = [...writes.flags(during), ...writes.bounds({ maxCapacity: ceiling })];
  const from = Math.max(writes.held.desiredCount, writes.held.bounds.minCapacity);
  const rungs = from >= floor ? [floor] : rungsUp({ from, to: floor });
  const climb = rungs.flatMap((minCapacity, index): readonly Step[] => {
    const raised = writes.bounds({ minCapacity });
    if (raised.length === 0) return [];
    const watched = {
      id: `rest-${index + 1}`,
      service: service.key,
      desiredCount: writes.held.desiredCount,
      leastCount: minCapacity,
    };
    return [...raised, soak('out', watched, restMs)];
  });
  return { steps: [...protection, ...climb], end: writes.held };
}

/** Before an event there is time to let a deployment end; the event itself is no time for one. */
const checksOf = ({ service, counts }: Preparation): readonly CheckStep[] => [
  {
    kind: 'check',
    id: 'check-deployment',
    title: 'Is a deployment under way?',
    check: { check: 'no-deployment', service: service.key },
    onFailure: 'block',
  },
  {
    kind: 'check',
    id: 'check-tasks',
    title: 'Are the present tasks running and healthy?',
    check: { check: 'service-stable', service: service.key, desiredCount: counts.desiredCount },
    onFailure: 'warn',
  },
];

const obligationOf = ({ service, target, counts, endsAt, takenBackBy }: Preparation): Obligation => ({
  says: `event scaling of ${service.service} is still on`,
  dueAt: endsAt,
  takenBackBy,
  restores: recordFacts(service.key, { ...target, desiredCount: counts.desiredCount, actions: [] }),
});

function confirmationOf(preparation: Preparation, end: Held): Confirmation {
  const { service, session, target, counts } = preparation;
  const reasons: readonly { readonly grade: Grade; readonly says: string; readonly applies: boolean }[] = [
    { grade: 'name', says: 'the ceiling is raised', applies: end.bounds.maxCapacity > target.maxCapacity },
    { grade: 'name', says: 'production', applies: session.production },
    {
      grade: 'number',
      says: 'more than twice the present count',
      applies: end.desiredCount > 2 * Math.max(1, counts.desiredCount),
    },
    { grade: 'name', says: 'scheduled scaling is suspended', applies: preparation.during.scheduledScaling && !target.suspended.scheduledScaling },
  ];
  const applying = reasons.filter(({ applies }) => applies);
  const grade = applying.map(reason => reason.grade).reduce(heavier, 'press');
  const phrases: Readonly<Record<Grade, string>> = {
    press: 'y',
    number: String(end.desiredCount),
    name: service.service,
  };
  return {
    grade,
    phrase: phrases[grade],
    consequence: `${service.service} in account ${session.accountId} ${session.region} goes from ${counts.desiredCount} to ${tasks(end.desiredCount)} and never below ${end.bounds.minCapacity}, with room up to ${end.bounds.maxCapacity}, until it is stood down.`,
    because: applying.map(({ says }) => says),
  };
}

function predictionsOf(preparation: Preparation, end: Held): readonly Prediction[] {
  const { counts, demand, restMs } = preparation;
  const { measured } = demand;
  const before = heldNow(preparation);
  const rungs = Math.max(1, rungsUp({ from: before.desiredCount, to: end.desiredCount }).length);
  const restMinutes = Math.ceil((rungs * restMs) / minutes(1));
  return [
    {
      label: 'Tasks',
      before: `${counts.runningCount} running of ${counts.desiredCount}`,
      after: `${end.desiredCount}`,
      note: demandWords(demand),
    },
    ...(measured === undefined
      ? []
      : [
          {
            label: 'Tasks as measured',
            before: `${counts.desiredCount}`,
            after: `${measured.tasks}`,
            note: `${measured.requestsPerTask} a task at ${Math.round(measured.targetCpuPercent)} % CPU`,
          },
        ]),
    { label: 'Bounds', before: boundsWords(before), after: boundsWords(end) },
    {
      label: 'Requests per task',
      before: `rated ${demand.requestsPerTask}/min`,
      after: `${Math.round(demand.requestsPerMinute / Math.max(1, end.desiredCount))}/min`,
      note: 'with all that is expected',
    },
    { label: 'Ready after', before: 'now', after: `about ${rungs + restMinutes}–${3 * rungs + restMinutes} min` },
  ];
}

function costOf({ service, counts }: Preparation, end: Held): Plan['cost'] {
  const task = lastKnown(service.task);
  const difference = end.desiredCount - counts.desiredCount;
  return task === undefined || difference === 0 ? null : costOfTasks(task, difference);
}
