import { addressOf, type Change, type Fact, type FactValue } from '../domain/fact.ts';
import { changeInBrief, factLabel, isConfiguration, valueWords } from '../domain/fact-words.ts';
import type { ApplyStep, Plan } from '../domain/plan.ts';
import { safeText } from '../domain/safe-text.ts';
import { cell, type Line, lineWidth, span } from '../terminal/line.ts';
import { textWidth } from '../terminal/text-width.ts';
import { configurationLines } from './configuration-lines.ts';
import { sentence } from './labelled.ts';

/** A change over the whole plan: from before its first step to after its last. */
export interface NetChange extends Change {
  /** In how many steps it gets there. */
  readonly steps: number;
  /** AWS moves it along with a write that does not name it. */
  readonly movedByAws: boolean;
  /** What it is in between, where it ends as it began. */
  readonly meanwhile?: FactValue;
}

export const applySteps = (plan: Plan): readonly ApplyStep[] => plan.steps.filter(step => step.kind === 'apply');

export function netChanges(changesOfSteps: readonly Pick<ApplyStep, 'changes' | 'effect'>[]): readonly NetChange[] {
  const net = new Map<string, NetChange>();
  for (const { changes, effect } of changesOfSteps) {
    for (const change of changes) {
      const address = addressOf(change.fact);
      const before = net.get(address);
      // AWS: RegisterScalableTarget moves the present count into [MinCapacity, MaxCapacity] at once.
      const movedByAws =
        change.fact.attribute === 'desiredCount' &&
        effect.operation === 'application-autoscaling:RegisterScalableTarget';
      const from = before === undefined ? change.from : before.from;
      net.set(address, {
        ...change,
        from,
        ...(from === change.to && { meanwhile: change.from }),
        steps: (before?.steps ?? 0) + 1,
        movedByAws: movedByAws && (before?.movedByAws ?? true),
      });
    }
  }
  return [...net.values()];
}

interface Row {
  readonly label: string;
  readonly from: string;
  readonly to: string;
}

/** Between the columns. */
const gaps = 8;
/** One long value must not push all others apart. */
const widestRow = 64;

/**
 * `MinCapacity    2 → 6`, a row for each value, and below its name what is configured as a whole; the service is named
 * where there are several. What is too wide for a row is a sentence of its own: no value is cut.
 *
 * @param brief of what is configured as a whole only the name, and whether it is made, changed or deleted.
 */
export function changeTable(
  changes: readonly NetChange[],
  width: number,
  { brief = false }: { readonly brief?: boolean } = {},
): readonly Line[] {
  const several = new Set(changes.map(({ fact }) => fact.service)).size > 1;
  const ofService = ({ service }: Fact): string => (several && service !== undefined ? `${service} ` : '');
  const rowOf = ({ fact, from, to }: NetChange): Row => ({
    label: `${ofService(fact)}${factLabel(fact)}`,
    from: valueWords(fact, from),
    to: valueWords(fact, to),
  });
  const fits = ({ label, from, to }: Row): boolean =>
    textWidth(label) + textWidth(from) + textWidth(to) + gaps <= Math.min(width, widestRow);
  const rows = changes
    .filter(({ fact }) => !isConfiguration(fact))
    .map(rowOf)
    .filter(fits);
  const widest = (column: 'label' | 'from' | 'to'): number => Math.max(0, ...rows.map(row => textWidth(row[column])));
  const lines = (row: Row, note: string): readonly Line[] => {
    const { label, from, to } = row;
    if (!fits(row)) return sentence(`${label} ${from} → ${to} ${note}`.trimEnd(), width);
    const values: Line = [
      cell(label, widest('label') + 2),
      cell(from, widest('from'), 'text', 'right'),
      span(' → ', 'muted'),
    ];
    const noted: Line = [...values, cell(to, widest('to') + 3, 'strong'), span(note, 'muted')];
    if (note !== '' && lineWidth(noted) <= width) return [noted];
    const below = sentence(note, width - 2, 'muted').map((line): Line => [span('  '), ...line]);
    return [[...values, span(to, 'strong')], ...(note === '' ? [] : below)];
  };
  return changes.flatMap(change =>
    isConfiguration(change.fact)
      ? configurationLines(change, `${ofService(change.fact)}${factLabel(change.fact)}`, width).slice(
          0,
          brief ? 1 : undefined,
        )
      : lines(rowOf(change), notesOf(change)),
  );
}

const notesOf = ({ fact, steps, movedByAws, meanwhile }: NetChange): string =>
  [
    ...(meanwhile === undefined ? [] : [`${valueWords(fact, meanwhile)} meanwhile`]),
    ...(meanwhile === undefined && steps > 1 ? [`in ${steps} steps`] : []),
    ...(movedByAws ? ['AWS moves it along with MinCapacity'] : []),
  ].join(', ');

/** `MinCapacity 2 → 6, desiredCount 2 → 6` */
export const changesInWords = (changes: readonly ChangeInWords[]): string =>
  groups(changes).map(groupInWords).join(', ');

type ChangeInWords = Change & Pick<NetChange, 'meanwhile'>;

/** "scale-in suspended meanwhile" of what ends as it began. */
const inWords = (change: ChangeInWords): string =>
  change.meanwhile === undefined
    ? changeInBrief(change)
    : `${factLabel(change.fact)} ${valueWords(change.fact, change.meanwhile)} meanwhile`;

/** The same by name alone, where what changes in each would be too much: `rule night-up changed, rule night-down deleted`. */
export const changesByName = (changes: readonly Change[]): string =>
  changes
    .map(({ fact, from, to }) => `${factLabel(fact)} ${from === null ? 'made' : to === null ? 'deleted' : 'changed'}`)
    .join(', ');

/** What is made or deleted one by one up to this many, and beyond it by number. */
const fewChanges = 3;

/** Things of one kind that are all made, or all deleted, one after the other; everything else by itself. */
function groups(changes: readonly ChangeInWords[]): readonly (readonly ChangeInWords[])[] {
  const found: ChangeInWords[][] = [];
  for (const change of changes) {
    const last = found.at(-1);
    if (last?.[0] !== undefined && isAlike(last[0], change)) last.push(change);
    else found.push([change]);
  }
  return found;
}

const isAlike = (a: Change, b: Change): boolean =>
  a.fact.attribute === b.fact.attribute &&
  isConfiguration(a.fact) &&
  ((a.from === null && b.from === null) || (a.to === null && b.to === null));

/** `12 alarms made (api-high-cpu and 11 more)` */
function groupInWords(group: readonly ChangeInWords[]): string {
  const [first] = group;
  if (first === undefined || group.length <= fewChanges) return group.map(inWords).join(', ');
  const { name = '' } = first.fact;
  const verb = first.from === null ? 'made' : 'deleted';
  return `${group.length} ${pluralOf(factLabel({ ...first.fact, name: '' }).trim())} ${verb} (${safeText(name)} and ${group.length - 1} more)`;
}

/** `alarm` -> `alarms`, `policy` -> `policies` */
const pluralOf = (label: string): string => `${label.replace(/y$/, 'ie')}s`;
