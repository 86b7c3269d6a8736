import * as fs from 'node:fs';
import { join } from 'node:path';
import type { OpenObligation } from '../domain/obligation.ts';
import type { Plan } from '../domain/plan.ts';
import { type RunEvent, reduce, replay, writesOf } from '../domain/run.ts';
import { asciiJson } from './ascii-json.ts';
import { makePrivateDirectory, ownPrivately, syncDirectory } from './files.ts';
import { journalErrorOf } from './journal-error.ts';
import { redact } from './redact.ts';
import { isRunId } from './run-id.ts';

const obligationsDirectory = (stateDir: string): string => join(stateDir, 'obligations');

const pathOf = (stateDir: string, runId: string): string => join(obligationsDirectory(stateDir), `${runId}.json`);

/**
 * Lets the journal of a run keep what the run owes. The marker is on disk before the first request leaves, because a run
 * that is killed after it owes the same; it goes when the run wrote nothing after all, and with the run that fulfils it.
 *
 * @param earlier every event of a run that goes on; none of a new one.
 */
export function withObligation(
  journal: { append(event: RunEvent): void },
  {
    stateDir,
    runId,
    plan,
    earlier,
  }: {
    readonly stateDir: string;
    readonly runId: string;
    readonly plan: Plan;
    readonly earlier: readonly RunEvent[];
  },
): { append(event: RunEvent): void } {
  let run = replay(earlier);
  let isMarked = fs.existsSync(pathOf(stateDir, runId));
  return {
    append(event) {
      if (event.type === 'EffectRequested' && !isMarked && plan.obligation !== undefined) {
        openObligation(stateDir, { ...plan.obligation, runId, madeAt: event.at, session: plan.session });
        isMarked = true;
      }
      journal.append(event);
      run = reduce(run, event);
      if (event.type === 'RunStopped' && isMarked && writesOf(run).length === 0) closeObligation(stateDir, runId);
      const closed = closedBy(plan);
      if (event.type === 'RunCompleted' && closed !== undefined) closeObligation(stateDir, closed);
    },
  };
}

/** The run whose obligation this plan fulfils: the one that it says, or the one that it takes back. */
function closedBy({ procedure, input, closes }: Plan): string | undefined {
  if (closes !== undefined) return closes.run;
  const undone = input['run'];
  return procedure === 'undo' && typeof undone === 'string' ? undone : undefined;
}

function openObligation(stateDir: string, obligation: OpenObligation): void {
  const directory = obligationsDirectory(stateDir);
  const path = pathOf(stateDir, obligation.runId);
  const { accountId, region, simulated } = obligation.session;
  const marker = redact({ ...obligation, session: { accountId, region, simulated } });
  try {
    makePrivateDirectory(directory);
    ownPrivately(directory);
    // Under another name first: a marker that is there is whole.
    const fd = fs.openSync(`${path}.new`, 'w', 0o600);
    try {
      fs.writeSync(fd, `${asciiJson(marker)}\n`);
      fs.fsyncSync(fd);
    } finally {
      fs.closeSync(fd);
    }
    fs.renameSync(`${path}.new`, path);
    syncDirectory(directory);
    syncDirectory(stateDir);
  } catch (error) {
    throw journalErrorOf(error, { path, doing: 'be written' });
  }
}

/** There may be none; then nothing was owed. */
export function closeObligation(stateDir: string, runId: string): void {
  if (!isRunId(runId)) return;
  try {
    fs.rmSync(pathOf(stateDir, runId), { force: true });
  } catch {
    // It is shown once more than it should, which is the harmless side; the run itself is recorded.
  }
}

/** What is owed, of every AWS that this state directory knows. A marker that cannot be read is left out: the journal has it. */
export function readObligations(stateDir: string): readonly OpenObligation[] {
  let names: readonly string[];
  try {
    names = fs.readdirSync(obligationsDirectory(stateDir));
  } catch {
    return [];
  }
  return names.flatMap(name => {
    const runId = name.replace(/\.json$/, '');
    if (name === runId || !isRunId(runId)) return [];
    try {
      const marker: unknown = JSON.parse(fs.readFileSync(pathOf(stateDir, runId), 'utf8'));
      return isObligation(marker, runId) ? [marker] : [];
    } catch {
      return [];
    }
  });
}

function isObligation(marker: unknown, runId: string): marker is OpenObligation {
  if (typeof marker !== 'object' || marker === null) return false;
  const {
    says,
    dueAt,
    takenBackBy,
    restores,
    madeAt,
    session,
    runId: ofRun,
  } = Object.fromEntries(Object.entries(marker));
  return (
    ofRun === runId &&
    typeof says === 'string' &&
    typeof takenBackBy === 'string' &&
    (restores === undefined || (Array.isArray(restores) && restores.every(isExpectedFact))) &&
    Number.isFinite(dueAt) &&
    Number.isFinite(madeAt) &&
    typeof session === 'object' &&
    session !== null
  );
}

/** What is in doubt is not restored: a marker with less than a whole record counts as none. */
const isExpectedFact = (each: unknown): boolean =>
  typeof each === 'object' && each !== null && 'value' in each && 'fact' in each && typeof each.fact === 'object';
