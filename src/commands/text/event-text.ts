import { driftRows } from '../../domain/drift-words.ts';
import type { Drift } from '../../domain/fact.ts';
import type { RunEvent } from '../../domain/run.ts';
import { isoSeconds } from '../../domain/time.ts';
import { eventWords } from '../../journal/event-words.ts';

/** Good news, bad news, not known, or just so: the sign in front of an event. */
const signs: Partial<Record<RunEvent['type'], string>> = {
  CheckPassed: '✓',
  EffectSucceeded: '✓',
  EffectReadBack: '✓',
  HoldEnded: '✓',
  WarmUpEnded: '✓',
  RunCompleted: '✓',
  CheckWarned: '!',
  EffectThrottled: '!',
  CheckFailed: '✗',
  CheckTimedOut: '✗',
  DriftFound: '✗',
  EffectFailed: '✗',
  RunStopped: '✗',
  EffectUnknown: '?',
  EffectRequested: '→',
};

/** One event as lines of a log: `19:15:07Z ✓ Checked: running 6/6, all targets healthy`. */
export function eventText(event: RunEvent): string {
  const lines = [`${isoSeconds(event.at).slice(11)} ${signs[event.type] ?? '·'} ${eventWords(event)}`];
  if (event.type === 'DriftFound') lines.push(...driftTable(event.drift));
  if (event.type === 'RunStopped') lines.push(`${indent}Next: ${event.nextStep}`);
  return `${lines.join('\n')}\n`;
}

const indent = ' '.repeat(12);

/** Before, desired and actual side by side: whose change it was must be seen before anything else is done. */
function driftTable(drift: readonly Drift[]): readonly string[] {
  const rows = drift.flatMap(driftRows).map(({ label, before, desired, actual }) => [label, before, desired, actual]);
  const table = [['', 'before', 'desired', 'actual'], ...rows];
  const widths = [0, 1, 2, 3].map(column => Math.max(...table.map(row => row[column]?.length ?? 0)));
  return table.map(row =>
    `${indent}${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  ')}`.trimEnd(),
  );
}
