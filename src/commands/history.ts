import { resolveSettings } from '../config/settings.ts';
import { type ExitCode, exitCodes } from '../domain/exit-code.ts';
import { isoSeconds } from '../domain/time.ts';
import { exportJson, exportMarkdown } from '../journal/export.ts';
import { listRuns } from '../journal/history.ts';
import { asJson } from './as-json.ts';
import type { Flags, Io } from './io.ts';
import { recordedRun } from './recorded-run.ts';
import { eventText } from './text/event-text.ts';
import { planText } from './text/plan-text.ts';

/** `headroom history [RUN]`: the recorded runs, newest first, or everything that happened in one. Talks to no AWS. */
export async function history(
  io: Io,
  options: Flags & { markdown?: boolean },
  wanted: string | undefined,
): Promise<ExitCode> {
  const { stateDir } = resolveSettings(options, io.env);
  if (wanted === undefined) {
    io.out(options.json ? asJson(listRuns(stateDir), 2) : listText(stateDir));
    return exitCodes.done;
  }
  const { run, events, note } = recordedRun(stateDir, wanted);
  if (note !== undefined) io.err(`headroom: ${note}\n`);
  if (options.json) io.out(exportJson(events));
  else if (options.markdown) io.out(exportMarkdown(events));
  else io.out(`${planText(run.plan)}\nWhat happened\n${events.map(event => `  ${eventText(event)}`).join('')}`);
  return exitCodes.done;
}

function listText(stateDir: string): string {
  const runs = listRuns(stateDir);
  if (runs.length === 0) return 'No runs are recorded yet.\n';
  return runs
    .map(run =>
      'note' in run
        ? `${run.runId}  unreadable: ${run.note}\n`
        : `${run.runId}  ${isoSeconds(run.startedAt)}  ${run.outcome.padEnd(12)}  ${run.summary}\n`,
    )
    .join('');
}
