import type { Series } from '../../domain/metrics.ts';
import type { RightsizingReport, ServiceSizing } from '../../domain/reports/rightsizing-report.ts';
import type { SizingVerdict, Suggestion } from '../../domain/reports/sizing.ts';
import type { ServiceKey, TaskSize } from '../../domain/snapshot.ts';
import { days } from '../../domain/time.ts';
import type { Spread } from '../../domain/utilization.ts';
import { count, usd } from '../format.ts';
import { cell, type Line, span } from '../line.ts';
import { sparkline } from '../sparkline.ts';
import { textWidth } from '../text-width.ts';
import { noValue, type Status, statusSigns } from '../theme.ts';
import { behind, paragraph, type Section } from './section.ts';

const statuses: Readonly<Record<SizingVerdict, Status>> = {
  OVER: 'warning',
  RIGHT: 'ok',
  UNDER: 'alarm',
  'NO DATA': 'unknown',
};

/** Columns of what is left that make a curve worth drawing. */
const leastCurve = 24;

export interface SizingRoom {
  readonly width: number;
  /** CPU by hour, to be drawn where there is room; undefined draws none. */
  readonly cpuOf?: (service: ServiceKey) => Series | undefined;
}

/** Every service with what it used, the verdict, and what to do. */
export function rightsizing(report: RightsizingReport, { width, cpuOf }: SizingRoom): Section {
  const { services, cost, savesPerMonthUsd, days: dayCount } = report;
  const nameWidth = Math.min(24, Math.max(8, ...services.map(({ name }) => textWidth(name)))) + 1;
  const left = width - (1 + nameWidth + verdictWidth + tasksWidth + 2 * useWidth + moneyWidth + 1);
  const curveWidth = cpuOf !== undefined && left - 2 >= leastCurve ? Math.min(left - 2, 7 * 12) : 0;
  const rows = services.flatMap(service => {
    const series = cpuOf?.(service.service);
    const curve: Line =
      curveWidth === 0 || series === undefined
        ? []
        : [span('  '), ...sparkline(series, axisOf(series, dayCount), curveWidth)];
    return [[...figures(service, nameWidth), ...curve], ...advice(service, width)];
  });
  const title = `Right-sizing, ${dayCount === 1 ? 'the last day' : `the last ${dayCount} days`}`;
  return {
    title,
    lines: [
      [...header(nameWidth), ...(curveWidth === 0 ? [] : [span(`  CPU, ${dayCount} D`, 'muted')])],
      ...rows,
      ...paragraph(
        `All of it costs ${usd(cost.perHourUsd)} an hour, ${usd(cost.perMonthUsd)} a month${savesPerMonthUsd > 0 ? `; the suggestions save ${usd(savesPerMonthUsd)} a month` : ''}. Fargate list prices of us-east-1.`,
        width,
      ),
    ],
  };
}

const verdictWidth = 10;
const tasksWidth = 6;
const useWidth = 17;
const moneyWidth = 10;

const axisOf = ({ points }: Series, dayCount: number) => ({
  endsAt: (points.at(-1)?.at ?? 0) + 1,
  spanMs: days(dayCount),
  max: 100,
  threshold: 70,
});

const header = (nameWidth: number): Line => [
  cell(' SERVICE', nameWidth + 1, 'muted'),
  cell('VERDICT', verdictWidth, 'muted'),
  cell('TASKS', tasksWidth, 'muted', 'right'),
  cell('CPU avg p95 max', useWidth, 'muted', 'right'),
  cell('MEM avg p95 max', useWidth, 'muted', 'right'),
  cell('$/MONTH', moneyWidth, 'muted', 'right'),
];

function figures({ name, verdict, tasks, use, cost }: ServiceSizing, nameWidth: number): Line {
  const { sign, tone } = statusSigns[statuses[verdict]];
  return [
    cell(` ${name}`, nameWidth + 1, 'strong'),
    cell(`${sign} ${verdict}`, verdictWidth, tone),
    cell(tasks === null ? noValue : count(tasks), tasksWidth, 'text', 'right'),
    cell(spreadWords(use?.cpu ?? null), useWidth, 'text', 'right'),
    cell(spreadWords(use?.memory ?? null), useWidth, 'text', 'right'),
    cell(cost === null ? noValue : usd(cost.perMonthUsd), moneyWidth, 'text', 'right'),
  ];
}

const spreadWords = (spread: Spread | null): string =>
  spread === null
    ? noValue
    : [spread.average, spread.p95, spread.maximum].map(value => String(Math.round(value)).padStart(3)).join(' ');

function advice({ because, suggestion, name, verdict }: ServiceSizing, width: number): readonly Line[] {
  return [
    ...behind([span('   ')], because, width, 'muted'),
    ...(verdict === 'OVER' && suggestion === null
      ? behind(
          [span('   ')],
          'Fewer than two tasks are no redundancy, and no smaller task is known to hold its peaks.',
          width,
          'muted',
        )
      : []),
    ...(suggestion === null ? [] : behind([span('   → ', 'accent')], suggestionWords(suggestion, name), width)),
  ];
}

function suggestionWords(suggestion: Suggestion, name: string): string {
  const money = moneyWords(suggestion.savesPerMonthUsd);
  if (suggestion.kind === 'tasks') {
    return `${count(suggestion.to)} tasks instead of ${count(suggestion.from)}${money}: headroom run scale-service --service ${name} --desired-count ${suggestion.to}`;
  }
  return `Tasks of ${sizeWords(suggestion.to)} instead of ${sizeWords(suggestion.from)}${money}. It takes a new revision of the task definition and a deployment; the count stays.`;
}

const moneyWords = (savesPerMonthUsd: number | null): string => {
  if (savesPerMonthUsd === null || savesPerMonthUsd === 0) return '';
  return savesPerMonthUsd > 0
    ? `, saves ${usd(savesPerMonthUsd)} a month`
    : `, costs ${usd(-savesPerMonthUsd)} a month more`;
};

const sizeWords = ({ cpuUnits, memoryMiB }: TaskSize): string => `${cpuUnits / 1024} vCPU and ${memoryMiB / 1024} GB`;
