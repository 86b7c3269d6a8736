import { grouped } from '../grouped.ts';
import { type Limit, mostTasks, takenAt } from './limit.ts';

const figure = (value: number): string => grouped(value, 2);

/** "7 of 16 vCPU": what `tasks` tasks of the service take, with all that is taken anyway. */
export const takenWords = (limit: Limit, tasks: number): string =>
  `${figure(takenAt(limit, tasks))} of ${limit.isEstimated ? 'about ' : ''}${figure(limit.capacity)}`;

const percentAt = (limit: Limit, tasks: number): string =>
  `${Math.round((100 * takenAt(limit, tasks)) / Math.max(1, limit.capacity))} %`;

const roomWords = (limit: Limit): string => {
  const most = mostTasks(limit);
  return most === 0 ? 'there is room for none' : `there is room for ${most}`;
};

/** Why so many tasks cannot be: the numbers, what would come of it, and the ways out. */
export function fullWords(limit: Limit, tasks: number): string {
  const { label, unit, taken, perTask, fullAbove, consequence, wayOut } = limit;
  const others = taken === 0 ? '' : `, and ${figure(taken)} are held by others`;
  const bound = fullAbove === 1 ? '' : `, above ${Math.round(fullAbove * 100)} %`;
  return `${label}: ${tasks} tasks would take ${takenWords(limit, tasks)} ${unit} (${percentAt(limit, tasks)}${bound}; ${figure(perTask)} a task${others}), and ${consequence}. Of these tasks ${roomWords(limit)}: ask for that many at most, or ${wayOut}.`;
}

/** That it becomes tight, and for what. */
export function tightWords(limit: Limit, tasks: number): string {
  const { id, label, unit } = limit;
  const take = `${label}: ${tasks} tasks take ${takenWords(limit, tasks)} ${unit} (${percentAt(limit, tasks)})`;
  return id === 'subnet-addresses'
    ? `${take}, and a rolling deployment, which runs old and new tasks side by side, would not find enough.`
    : `${take}; ${roomWords(limit)} of these tasks before ${limit.consequence}.`;
}
