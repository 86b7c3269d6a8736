import { fewestTasks } from '../capacity.ts';
import { smallestSize } from '../fargate-sizes.ts';
import { comfortableCpuPercent } from '../load.ts';
import { costOfTasks, hoursPerMonth, taskHourUsd } from '../pricing.ts';
import type { TaskSize } from '../snapshot.ts';
import type { Spread } from '../utilization.ts';
import type { UseOverDays } from './use-over-days.ts';

export type SizingVerdict = 'OVER' | 'RIGHT' | 'UNDER' | 'NO DATA';

/** Percent; from aws-facts 8.11, and 2.1 for the memory at which tasks are about to be killed. */
const over = { cpuP95: 30, cpuMaximum: 60, memoryMaximum: 60 };
const under = { cpuP95: 70, memoryMaximum: 90 };

/** The highest that a maximum may become by a suggestion. */
const highestPercent = 80;

/** Below this part of the hours a week was not seen: a verdict from working days alone would shut the weekend out. */
const leastSeen = 0.7;

export interface Judgement {
  readonly verdict: SizingVerdict;
  readonly because: string;
}

const percent = (value: number): string => `${Math.round(value)} %`;

export function judge({ hoursAsked, hoursSeen, cpu, memory }: UseOverDays): Judgement {
  if (cpu === null || hoursSeen < leastSeen * hoursAsked) {
    return {
      verdict: 'NO DATA',
      because: `CloudWatch has ${hoursSeen} of ${hoursAsked} hours; it takes ${Math.ceil(leastSeen * hoursAsked)} to judge.`,
    };
  }
  if (memory === null)
    return { verdict: 'NO DATA', because: 'CloudWatch has no memory of it, and CPU alone is no verdict.' };
  if (cpu.p95 > under.cpuP95)
    return { verdict: 'UNDER', because: `CPU p95 is ${percent(cpu.p95)}, above ${under.cpuP95} %.` };
  if (memory.maximum > under.memoryMaximum) {
    return {
      verdict: 'UNDER',
      because: `Memory reached ${percent(memory.maximum)}; at 100 % a task is killed. More tasks help only if requests are what fills it.`,
    };
  }
  const busy = [
    ...(cpu.p95 >= over.cpuP95 ? [`CPU p95 is ${percent(cpu.p95)}`] : []),
    ...(cpu.maximum >= over.cpuMaximum ? [`CPU reached ${percent(cpu.maximum)}`] : []),
    ...(memory.maximum >= over.memoryMaximum ? [`memory reached ${percent(memory.maximum)}`] : []),
  ];
  if (busy.length > 0) return { verdict: 'RIGHT', because: `${capital(busy.join(', '))}: what is reserved is used.` };
  return {
    verdict: 'OVER',
    because: `CPU p95 is ${percent(cpu.p95)}, and neither CPU (${percent(cpu.maximum)}) nor memory (${percent(memory.maximum)}) reached 60 %.`,
  };
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** What to do about it. The saving is per month, negative where it costs; null without a price. */
export type Suggestion =
  | { readonly kind: 'tasks'; readonly from: number; readonly to: number; readonly savesPerMonthUsd: number | null }
  | {
      readonly kind: 'task-size';
      readonly from: TaskSize;
      readonly to: TaskSize;
      readonly savesPerMonthUsd: number;
    };

interface Sized {
  readonly cpu: Spread;
  readonly memory: Spread;
  readonly tasks: number;
  readonly task: TaskSize | undefined;
  /** Whether a task is paid for by its size, as on Fargate. */
  readonly isPriced: boolean;
}

/**
 * Another number of tasks, or, where two are left, smaller ones: a single task is no redundancy (runbook: "Consider reducing task count
 * or CPU allocation per task"). Undefined where nothing is gained.
 */
export function suggestionFor(verdict: SizingVerdict, sized: Sized): Suggestion | undefined {
  if (verdict === 'UNDER') {
    const to = tasksFor(sized);
    return to > sized.tasks ? otherCount(sized, to) : undefined;
  }
  if (verdict !== 'OVER') return undefined;
  const to = tasksFor(sized);
  return to < sized.tasks ? otherCount(sized, to) : smallerTask(sized);
}

/** As few as keep p95 comfortable and every maximum below 80 %. What a task always needs of its memory is counted as if it were load. */
const tasksFor = ({ cpu, memory, tasks }: Sized): number =>
  Math.max(
    fewestTasks,
    Math.ceil((tasks * cpu.p95) / comfortableCpuPercent),
    Math.ceil((tasks * cpu.maximum) / highestPercent),
    Math.ceil((tasks * memory.maximum) / highestPercent),
  );

const otherCount = ({ tasks, task, isPriced }: Sized, to: number): Suggestion => ({
  kind: 'tasks',
  from: tasks,
  to,
  savesPerMonthUsd: task !== undefined && isPriced ? costOfTasks(task, tasks - to).perMonthUsd : null,
});

function smallerTask({ cpu, memory, tasks, task, isPriced }: Sized): Suggestion | undefined {
  if (task === undefined || !isPriced) return undefined;
  const to = smallestSize({
    cpuUnits: task.cpuUnits * Math.max(cpu.p95 / comfortableCpuPercent, cpu.maximum / highestPercent),
    memoryMiB: (task.memoryMiB * memory.maximum) / highestPercent,
  });
  const savesPerMonthUsd = to === undefined ? 0 : (taskHourUsd(task) - taskHourUsd(to)) * tasks * hoursPerMonth;
  return to !== undefined && savesPerMonthUsd > 0 ? { kind: 'task-size', from: task, to, savesPerMonthUsd } : undefined;
}
