import { addressOf, type Change } from '../domain/fact.ts';
import { type ChangeRow, changeRows, changeWords } from '../domain/fact-words.ts';
import type { ApplyStep, Plan } from '../domain/plan.ts';
import { cell, type Line, span } from '../terminal/line.ts';
import { textWidth } from '../terminal/text-width.ts';
import { sentence } from './labelled.ts';

/** A change over the whole plan: from before its first step to after its last. */
export interface NetChange extends Change {
  /** In how many steps it gets there. */
  readonly steps: number;
  /** AWS moves it along with a write that does not name it. */
  readonly movedByAws: boolean;
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
      net.set(address, {
        ...change,
        from: before === undefined ? change.from : before.from,
        steps: (before?.steps ?? 0) + 1,
        movedByAws: movedByAws && (before?.movedByAws ?? true),
      });
    }
  }
  return [...net.values()];
}

/**
 * `MinCapacity    2 → 6`, a row for each change; the service is named where there are several. What is too wide for a row is
 * a sentence of its own: no value is cut.
 */
export function changeTable(changes: readonly NetChange[], room: number): readonly Line[] {
  const several = new Set(changes.map(({ fact }) => fact.service)).size > 1;
  const rows = changes.flatMap(change =>
    changeRows(change).map(row => ({
      ...row,
      label: `${several && change.fact.service !== undefined ? `${change.fact.service} ` : ''}${row.label}`,
      note: notesOf(change),
    })),
  );
  const fits = ({ label, from, to }: ChangeRow): boolean =>
    textWidth(label) + textWidth(from) + textWidth(to) + gaps <= Math.min(room, widestRow);
  const widest = (column: 'label' | 'from' | 'to'): number =>
    Math.max(0, ...rows.filter(fits).map(row => textWidth(row[column])));
  return rows.flatMap(row => {
    const { label, from, to, note } = row;
    if (!fits(row)) return sentence(`${label} ${from} → ${to}`, room);
    return [
      [
        cell(label, widest('label') + 2),
        cell(from, widest('from'), 'text', 'right'),
        span(' → ', 'muted'),
        cell(to, widest('to') + 3, 'strong'),
        span(note, 'muted'),
      ],
    ];
  });
}

/** Between the columns. */
const gaps = 8;
/** One long value must not push all others apart. */
const widestRow = 64;

const notesOf = ({ steps, movedByAws }: NetChange): string =>
  [...(steps > 1 ? [`in ${steps} steps`] : []), ...(movedByAws ? ['AWS moves it along with MinCapacity'] : [])].join(
    ', ',
  );

/** `MinCapacity 2 → 6, desiredCount 2 → 6` */
export const changesInWords = (changes: readonly Change[]): string => changes.map(changeWords).join(', ');
