import type { Session } from '../../domain/snapshot.ts';
import { type Instant, isoSeconds } from '../../domain/time.ts';
import { type Line, painter } from '../../terminal/line.ts';
import type { Section } from '../../terminal/reports/section.ts';

/** Wide enough for every table, narrow enough for a ticket. */
export const textWidth = 100;

/** A report as plain lines: whose it is, then each section under its title. */
export function reportText(
  sections: readonly Section[],
  { session, at }: { readonly session: Session; readonly at: Instant },
): string {
  const paint = painter({ colour: false });
  const where = `${session.environment} · account ${session.accountId} · ${session.region}${session.simulated ? ' · SIMULATED' : ''} · ${isoSeconds(at)}`;
  const lines = sections.flatMap(({ title, lines: own }) => [
    '',
    title,
    ...own.map((line: Line) => paint(line).trimEnd()),
  ]);
  return `${[where, ...lines].join('\n')}\n`;
}
