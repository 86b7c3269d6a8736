import type { LimitId } from '../../domain/limits/limit.ts';
import { targetCpuPercent } from '../../domain/reports/measured-load.ts';
import type { ReportedLimit, TrafficEstimate, TrafficRow } from '../../domain/reports/traffic-estimate.ts';
import { count } from '../format.ts';
import { cell, type Line, span } from '../line.ts';
import { noValue, statusSigns, type Tone } from '../theme.ts';
import { costCells } from './capacity-sections.ts';
import { behind, paragraph, type Section } from './section.ts';

/** How many tasks the expected requests need: by the runbook's formula, and by what was measured. */
export function traffic(estimate: TrafficEstimate, width: number): Section {
  const { name, requestsPerMinute, rows, because, bufferPercent, ratedRequestsPerTask } = estimate;
  const now = requestsPerMinute === null ? '' : `, ${count(requestsPerMinute)} requests/min now`;
  return {
    title: `Traffic: ${name}${now}`,
    lines: [
      ...(because === null ? [] : paragraph(`? ${because}`, width, 'unknown')),
      ...(rows.length === 0
        ? []
        : [row(['REQ/MIN', 'RUNBOOK', 'MEASURED', '$/HOUR', '$/MONTH', '  NO ROOM IN'], 'muted')]),
      ...rows.map(each => trafficRow(each)),
      ...behind(
        [span(' Runbook:  ', 'muted')],
        `requests / ${ratedRequestsPerTask} x ${(100 + bufferPercent) / 100}, rounded up, never 1; the cost is of these.`,
        width,
        'muted',
      ),
      ...measuredLines(estimate, width),
    ],
  };
}

const columnWidths = [8, 9, 10, 8, 9];

/** What there is no room in, in a word each: all four stand in one cell. */
const shortNames: Readonly<Record<LimitId, string>> = {
  'task-ceiling': 'MaxCapacity',
  'fargate-vcpus': 'vCPU',
  'subnet-addresses': 'addresses',
  'database-connections': 'connections',
};

const row = (columns: readonly string[], tone: Tone): Line =>
  columns.map((text, index) => {
    const columnWidth = columnWidths[index];
    return columnWidth === undefined ? span(text, tone) : cell(text, columnWidth, tone, 'right');
  });

function trafficRow({ expectedPerMinute, tasksByRunbook, tasksByMeasure, stoppedBy, cost }: TrafficRow): Line {
  const figures = [
    count(expectedPerMinute),
    count(tasksByRunbook),
    tasksByMeasure === null ? noValue : count(tasksByMeasure),
    ...costCells(cost),
  ];
  return [
    ...row(figures, 'text'),
    span('  '),
    ...(stoppedBy.length === 0
      ? []
      : [span(`${statusSigns.alarm.sign} `, 'alarm'), span(stoppedBy.map(id => shortNames[id]).join(', '))]),
  ];
}

function measuredLines({ measured, name }: TrafficEstimate, width: number): readonly Line[] {
  const head: Line = [span(' Measured: ', 'muted')];
  const [best] = measured;
  if (best === undefined) return behind(head, `nothing yet; it takes requests and CPU of ${name}.`, width, 'muted');
  return [
    ...measured.flatMap(({ seen, requestsPerTask, cpuPercent, requestsPerTaskAtTarget }, index) =>
      behind(
        index === 0 ? head : [span(' '.repeat(11))],
        `${count(requestsPerTask)}/min a task at ${Math.round(cpuPercent)} % CPU${seen === 'now' ? ' now' : `, ${seen}`}: ${count(requestsPerTaskAtTarget)} at ${targetCpuPercent} %.`,
        width,
        'muted',
      ),
    ),
    ...(best.isFarOff
      ? paragraph(
          `! So little CPU says little about ${targetCpuPercent} %: take the runbook's figure.`,
          width,
          'warning',
        )
      : []),
  ];
}

/** What bounds the tasks, and which of them first. */
export function whatEndsFirst({ limits, first, name }: TrafficEstimate, width: number): Section {
  const known = limits.flatMap(limit => (limit.known ? [limit] : []));
  const header: Line = [
    cell('   LIMIT', 3 + labelWidth, 'muted'),
    cell('TASKS', figureWidth, 'muted', 'right'),
    cell('REQ/MIN', figureWidth, 'muted', 'right'),
    span('  TAKEN NOW', 'muted'),
  ];
  return {
    title: 'What ends first',
    lines: [
      ...(known.length === 0 ? [] : [header]),
      ...known
        .toSorted((a, b) => a.mostTasks - b.mostTasks)
        .map(limit => limitLine(limit, { isFirst: limit.id === first })),
      ...limits.flatMap(limit => (limit.known ? [] : unknownLines(limit, width))),
      ...(limits.length === 0 ? paragraph(`Nothing that is known of bounds ${name}.`, width) : []),
    ],
  };
}

/** "Database connections" and two blanks. */
const labelWidth = 22;
const figureWidth = 9;

function limitLine(
  { label, mostTasks, servesPerMinute, taken }: Extract<ReportedLimit, { known: true }>,
  { isFirst }: { readonly isFirst: boolean },
): Line {
  const tone: Tone = isFirst ? 'strong' : 'text';
  return [
    span(isFirst ? ` ${statusSigns.warning.sign} ` : '   ', 'warning'),
    cell(label, labelWidth, tone),
    cell(count(mostTasks), figureWidth, tone, 'right'),
    cell(count(servesPerMinute), figureWidth, tone, 'right'),
    span(`  ${taken}`, 'muted'),
  ];
}

const unknownLines = ({ label, because }: Extract<ReportedLimit, { known: false }>, width: number): readonly Line[] =>
  behind(
    [span(` ${statusSigns.unknown.sign} `, statusSigns.unknown.tone), cell(label, labelWidth)],
    because,
    width,
    'unknown',
  );
