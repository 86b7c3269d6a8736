import { openSession } from '../compose.ts';
import { resolveSettings } from '../config/settings.ts';
import { type ExitCode, exitCodes } from '../domain/exit-code.ts';
import { partsOfRightsizingReport, rightsizingReport } from '../domain/reports/rightsizing-report.ts';
import { isoSeconds } from '../domain/time.ts';
import { rightsizing } from '../terminal/reports/rightsizing-sections.ts';
import type { Flags, Io } from './io.ts';
import { reportText, textWidth } from './text/report-text.ts';

/** `headroom rightsize`: what every service used of what it reserves, and what to do about it. Reads only. */
export async function rightsize(io: Io, options: Flags & { readonly days: number }): Promise<ExitCode> {
  const session = openSession(resolveSettings(options, io.env));
  try {
    await session.connect(io.signal);
    const known = session.store.getSnapshot().snapshot?.services ?? [];
    const snapshot = await session.observe(
      known.map(({ key }) => key),
      partsOfRightsizingReport,
      io.signal,
    );
    const now = session.clock.now();
    const report = rightsizingReport(snapshot, now, options.days);
    io.out(
      options.json
        ? `${JSON.stringify({ ...report, at: isoSeconds(now) }, null, 2)}\n`
        : reportText([rightsizing(report, { width: textWidth })], { session: snapshot.session, at: now }),
    );
    return exitCodes.done;
  } finally {
    await session.close();
  }
}
