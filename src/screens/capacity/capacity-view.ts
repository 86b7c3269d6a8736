import { panelTitle } from '../../components/panel-title.ts';
import type { CapacityReport } from '../../domain/reports/capacity-report.ts';
import { beside, blank, fitLine, type Line, span } from '../../terminal/line.ts';
import { currentCapacity } from '../../terminal/reports/capacity-sections.ts';
import type { Section } from '../../terminal/reports/section.ts';
import { traffic, whatEndsFirst } from '../../terminal/reports/traffic-sections.ts';
import type { ExpectedDraft } from './expected.ts';

export interface CapacityViewProps {
  readonly report: CapacityReport;
  readonly expected: ExpectedDraft;
  /** At the right of the first title: how old it is, or that it is being read. */
  readonly note: Line;
  /** "1 of 2": which of the services is estimated; nothing where there is one only. */
  readonly place: string;
}

/** From here on what is there and what traffic takes stand side by side. */
const wideFrom = 170;
const gap = 2;

/** The whole report; the caller scrolls. */
export function capacityLines({ report, expected, note, place }: CapacityViewProps, width: number): readonly Line[] {
  const isWide = width >= wideFrom;
  const left = isWide ? Math.floor((width - gap) * 0.42) : width;
  const right = isWide ? width - gap - left : width;
  const here = framed(currentCapacity(report, left), left, isWide ? [] : note);
  const [estimate] = report.estimates;
  const there =
    estimate === undefined
      ? []
      : [
          ...framed(withLine(traffic(estimate, right), expectedLine(expected, estimate.rows.length > 0)), right, [
            span(place, 'muted'),
            ...(isWide ? [span(place === '' ? '' : ' · ', 'muted'), ...note] : []),
          ]),
          ...(isWide ? [blank] : []),
          ...framed(whatEndsFirst(estimate, right), right),
        ];
  return isWide ? beside({ lines: here, width: left }, { lines: there, width: right }, gap) : [...here, ...there];
}

const framed = ({ title, lines }: Section, width: number, note: Line = []): readonly Line[] => [
  panelTitle(title, width, note.some(({ text }) => text !== '') ? note : []),
  ...lines.map(line => fitLine(line, width)),
];

const withLine = ({ title, lines }: Section, first: Line): Section => ({ title, lines: [first, ...lines] });

const expectedLine = ({ text }: ExpectedDraft, hasRows: boolean): Line => [
  span(' Expected [ '),
  span(text, 'strong'),
  span('▏', 'accent'),
  span('] requests a minute'),
  ...(text === '' ? [span(hasRows ? ' (type it). Until then 1, 2, 3, 5 times now:' : ' (type it)', 'muted')] : []),
];
