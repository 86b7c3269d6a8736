import type { Cache, Database } from '../../domain/account-snapshot.ts';
import type { CapacityReport, Reported } from '../../domain/reports/capacity-report.ts';
import type { RunningCost, ServiceCapacity } from '../../domain/reports/service-capacity.ts';
import { count, usd } from '../format.ts';
import { cell, type Line, span } from '../line.ts';
import { textWidth } from '../text-width.ts';
import { noValue, type Tone } from '../theme.ts';
import { paragraph, type Section } from './section.ts';

const longestName = 24;

/** What is there and what it costs, exactly as it runs. */
export function currentCapacity({ services, total, databases, caches }: CapacityReport, width: number): Section {
  const nameWidth = Math.min(longestName, Math.max(10, ...services.map(({ name }) => textWidth(name)))) + 1;
  const row = (columns: readonly string[], tone: Tone): Line => [
    cell(` ${columns[0] ?? ''}`, nameWidth + 1, tone),
    ...columns.slice(1).map((text, index) => cell(text, columnWidths[index] ?? 0, tone, 'right')),
  ];
  return {
    title: 'Current capacity',
    lines: [
      row(['SERVICE', 'TASKS', 'vCPU', 'MEMORY', '$/HOUR', '$/MONTH'], 'muted'),
      ...services.map(service => row(rowOf(service), 'text')),
      row(
        ['together', figure(total.tasks), figure(total.vcpus), gigabytes(total.memoryGb), ...costCells(total.cost)],
        'strong',
      ),
      ...services.flatMap(({ unknown }) => unknown.flatMap(says => paragraph(`? ${says}`, width, 'unknown'))),
      ...things(databases, databaseWords, width),
      ...things(caches, cacheWords, width),
    ],
  };
}

const columnWidths = [7, 7, 9, 9, 10];

const rowOf = ({ name, runningCount, vcpusPerTask, memoryGbPerTask, cost }: ServiceCapacity): readonly string[] => {
  const times = (each: number | null) => (each === null || runningCount === null ? null : each * runningCount);
  return [
    name,
    figure(runningCount),
    figure(times(vcpusPerTask)),
    gigabytes(times(memoryGbPerTask)),
    ...costCells(cost),
  ];
};

const figure = (value: number | null): string => (value === null ? noValue : String(Math.round(value * 100) / 100));

const gigabytes = (value: number | null): string => (value === null ? noValue : `${figure(value)} GB`);

export const costCells = (cost: RunningCost | null): readonly [string, string] =>
  cost === null ? [noValue, noValue] : [usd(cost.perHourUsd), usd(cost.perMonthUsd)];

function things<Thing>(
  reported: Reported<readonly Thing[]>,
  words: (thing: Thing) => string,
  width: number,
): readonly Line[] {
  if (!reported.known) return paragraph(`? ${reported.because}`, width, 'unknown');
  return reported.value.map((thing): Line => [span(` ${words(thing)}`)]);
}

function databaseWords({
  identifier,
  instanceClass,
  allocatedStorageGib,
  maxConnections,
  connections,
}: Database): string {
  const open = connections === null ? 'connections not known' : `${count(connections)} connections`;
  const most =
    maxConnections === null
      ? ''
      : ` of ${maxConnections.from === 'class' ? 'about ' : ''}${count(maxConnections.count)}`;
  const storage = allocatedStorageGib === null ? [] : [`${count(allocatedStorageGib)} GiB`];
  return `${identifier}: ${[instanceClass, ...storage, `${open}${most}`].join(', ')}`;
}

function cacheWords({ id, nodeType, shards, nodes, memoryPercent }: Cache): string {
  const memory = memoryPercent === null ? 'memory not known' : `memory ${Math.round(memoryPercent)} %`;
  const parts = [
    nodeType,
    `${nodes} ${nodes === 1 ? 'node' : 'nodes'}`,
    ...(shards > 1 ? [`${shards} shards`] : []),
    memory,
  ];
  return `${id}: ${parts.join(', ')}`;
}
