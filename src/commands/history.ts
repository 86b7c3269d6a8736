import { resolveSettings } from '../config/settings.ts';
import { type ExitCode, exitCodeOfRun, exitCodes } from '../domain/exit-code.ts';
import { isoSeconds } from '../domain/time.ts';
import { exportJson, exportMarkdown } from '../journal/export.ts';
import { followJournal } from '../journal/follow.ts';
import { listRuns } from '../journal/history.ts';
import type { Claim } from '../journal/locks/claim.ts';
import { holderWords } from '../journal/locks/locked.ts';
import { unfinishedRuns } from '../journal/unfinished.ts';
import { asJson } from './as-json.ts';
import type { Flags, Io } from './io.ts';
import { recordedRun } from './recorded-run.ts';
import { eventText } from './text/event-text.ts';
import { planText } from './text/plan-text.ts';

/** `headroom history [RUN]`: the recorded runs, newest first, or everything that happened in one. Talks to no AWS. */
export async function history(
  io: Io,
  options: Flags & { markdown?: boolean; follow?: boolean },
  wanted: string | undefined,
): Promise<ExitCode> {
  const { stateDir } = resolveSettings(options, io.env);
  if (options.follow) return follow(io, options, { stateDir, wanted: wanted ?? 'last' });
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

/** The events of a run as they come, until it ends; its exit code is the run's. */
async function follow(
  io: Io,
  options: Flags,
  { stateDir, wanted }: { readonly stateDir: string; readonly wanted: string },
): Promise<ExitCode> {
  const { run: known } = recordedRun(stateDir, wanted);
  if (!options.json) io.out(`${planText(known.plan)}\nWhat happens\n`);
  const run = await followJournal(stateDir, known.id, {
    onEvent: event => io.out(options.json ? `${JSON.stringify(event)}\n` : `  ${eventText(event)}`),
    signal: io.signal,
    sleep: ms => new Promise(resolve => setTimeout(resolve, ms)),
  });
  if (run?.ended === undefined && !io.signal.aborted) {
    io.err(
      `headroom: run ${known.id} has no end, and no program goes on with it.\n  Next: headroom resume ${known.id}\n`,
    );
  }
  return exitCodeOfRun(run ?? known);
}

function listText(stateDir: string): string {
  const runs = listRuns(stateDir);
  if (runs.length === 0) return 'No runs are recorded yet.\n';
  const unfinished = new Map(unfinishedRuns(stateDir).map(({ run, claim }) => [run.id, claim]));
  return runs
    .map(run => {
      if ('note' in run) return `${run.runId}  unreadable: ${run.note}\n`;
      const line = `${run.runId}  ${isoSeconds(run.startedAt)}  ${run.outcome.padEnd(12)}  ${run.summary}\n`;
      return unfinished.has(run.runId) ? `${line}  ${wayOn(run.runId, unfinished.get(run.runId))}\n` : line;
    })
    .join('');
}

const wayOn = (runId: string, claim: Claim | undefined): string =>
  claim === undefined
    ? `unfinished; to go on with it: headroom resume ${runId}`
    : `run by ${holderWords(claim)}; to watch it: headroom history ${runId} --follow`;
