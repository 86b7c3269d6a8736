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
      ...rows.map(each => trafficRow(each, estimate)),
      ...behind(
        [span(' Runbook:  ', 'muted')],
        `tasks = requests / ${ratedRequestsPerTask} x ${(100 + bufferPercent) / 100}, rounded up, never 1. The cost is that of these.`,
        width,
        'muted',
      ),
      ...measuredLines(estimate, width),
    ],
  };
}

const columnWidths = [9, 9, 10, 9, 10];

const row = (columns: readonly string[], tone: Tone): Line =>
  columns.map((text, index) => {
    const columnWidth = columnWidths[index];
    return columnWidth === undefined ? span(text, tone) : cell(text, columnWidth, tone, 'right');
  });

function trafficRow(
  { expectedPerMinute, tasksByRunbook, tasksByMeasure, stoppedBy, cost }: TrafficRow,
  { limits }: TrafficEstimate,
): Line {
  const figures = [
    count(expectedPerMinute),
    count(tasksByRunbook),
    tasksByMeasure === null ? noValue : count(tasksByMeasure),
    ...costCells(cost),
  ];
  const label = (id: LimitId): string => limits.find(limit => limit.id === id)?.label ?? id;
  return [
    ...row(figures, 'text'),
    span('  '),
    ...(stoppedBy.length === 0
      ? []
      : [span(`${statusSigns.alarm.sign} `, 'alarm'), span(stoppedBy.map(label).join(', '))]),
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
        `${count(requestsPerTask)}/min a task at ${Math.round(cpuPercent)} % CPU ${seen}: ${count(requestsPerTaskAtTarget)} at ${targetCpuPercent} %.`,
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
  const labelWidth = Math.max(0, ...limits.map(({ label }) => label.length)) + 2;
  const known = limits.flatMap(limit => (limit.known ? [limit] : []));
  const lines = [...known]
    .toSorted((a, b) => a.mostTasks - b.mostTasks)
    .map(limit => limitLine(limit, { labelWidth, isFirst: limit.id === first }));
  return {
    title: 'What ends first',
    lines: [
      ...lines,
      ...limits.flatMap(limit =>
        limit.known
          ? []
          : behind(
              [span(` ${statusSigns.unknown.sign} `, statusSigns.unknown.tone), cell(limit.label, labelWidth)],
              limit.because,
              width,
              'unknown',
            ),
      ),
      ...(limits.length === 0 ? paragraph(`Nothing that is known of bounds ${name}.`, width) : []),
    ],
  };
}

function limitLine(
  { label, mostTasks, servesPerMinute, taken, estimatedFrom }: Extract<ReportedLimit, { known: true }>,
  { labelWidth, isFirst }: { readonly labelWidth: number; readonly isFirst: boolean },
): Line {
  const tone: Tone = isFirst ? 'strong' : 'text';
  return [
    span(isFirst ? ` ${statusSigns.warning.sign} ` : '   ', 'warning'),
    cell(label, labelWidth, tone),
    cell(`${count(mostTasks)} tasks`, 12, tone, 'right'),
    cell(`${count(servesPerMinute)}/min`, 12, tone, 'right'),
    span(`  ${taken} now${estimatedFrom === null ? '' : ', estimated'}`, 'muted'),
  ];
}
