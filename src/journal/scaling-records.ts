import * as fs from 'node:fs';
import { isSafeName } from '../domain/outside-text.ts';
import { type Run, replay, writesOf } from '../domain/run.ts';
import { type ScalingRecord, scalingRecordIn } from '../domain/scaling-record.ts';
import { type ServiceKey, scalableResourceId } from '../domain/snapshot.ts';
import { findRun, listRuns } from './history.ts';
import { JournalError } from './journal-error.ts';
import { readJournal } from './read.ts';

/** The record that was asked for; null where `last` finds none; or what is wrong, as the end of a sentence. */
export type FoundRecord = { readonly record: ScalingRecord | null } | { readonly says: string };

/** Runs are read newest first; whoever looks for an older one names it. */
const mostRuns = 500;

/** A saved plan has a few kilobytes. */
const largestFileBytes = 4_000_000;

/**
 * What is recorded of the service's auto-scaling before it was taken away.
 *
 * @param wanted `last`, the newest run that took it away; a run id or the beginning of one; or the path of a saved plan,
 * which has a slash in it or ends in `.json`.
 */
export function findScalingRecord(
  stateDir: string,
  { wanted, service }: { readonly wanted: string; readonly service: ServiceKey },
): FoundRecord {
  if (!isSafeName(wanted)) return { says: 'must be last, a run id or the path of a saved plan' };
  if (wanted === 'last') return { record: newestRecord(stateDir, service) };
  return wanted.includes('/') || wanted.endsWith('.json')
    ? recordInFile(wanted, service)
    : recordInRun(stateDir, wanted, service);
}

function newestRecord(stateDir: string, service: ServiceKey): ScalingRecord | null {
  for (const summary of listRuns(stateDir, mostRuns)) {
    // An undo takes back what a run has set up: nothing is lost by it that anybody wanted to keep.
    if (summary.outcome === 'unreadable' || summary.procedure === 'undo') continue;
    const run = runIn(stateDir, summary.runId);
    if (run === undefined || !tookAway(run, service)) continue;
    const record = scalingRecordIn(run.plan, service);
    if (record !== undefined) return record;
  }
  return null;
}

/** Also where nobody knows whether AWS took the request: then the record is needed most. */
const tookAway = (run: Run, service: ServiceKey): boolean =>
  writesOf(run).some(
    ({ effect }) =>
      effect.operation === 'application-autoscaling:DeregisterScalableTarget' &&
      effect.input.ResourceId === scalableResourceId(service),
  );

/** The run as far as its journal tells; undefined where that is none. */
function runIn(stateDir: string, runId: string): Run | undefined {
  const found = findRun(stateDir, runId);
  try {
    return found.found ? replay(readJournal(found.path).events) : undefined;
  } catch (error) {
    if (error instanceof JournalError) return undefined;
    throw error;
  }
}

function recordInRun(stateDir: string, wanted: string, service: ServiceKey): FoundRecord {
  const found = findRun(stateDir, wanted);
  if (!found.found) return { says: `names no run: ${found.because}. ${found.nextStep}` };
  const run = runIn(stateDir, found.runId);
  if (run === undefined) return { says: `names run ${found.runId}, whose journal cannot be read` };
  const record = scalingRecordIn(run.plan, service);
  return record === undefined
    ? { says: `names run ${found.runId}, which is not about removing the auto-scaling of ${service}` }
    : { record };
}

function recordInFile(path: string, service: ServiceKey): FoundRecord {
  let plan: unknown;
  try {
    const stats = fs.statSync(path);
    if (!stats.isFile() || stats.size > largestFileBytes) return { says: `names ${path}, which is no saved plan` };
    plan = JSON.parse(fs.readFileSync(path, 'utf8'));
  } catch (error) {
    const because = error instanceof SyntaxError ? 'which is not JSON' : 'which cannot be read';
    return { says: `names ${path}, ${because}` };
  }
  const record = scalingRecordIn(plan, service);
  return record === undefined
    ? { says: `names ${path}, which is no saved plan that removes the auto-scaling of ${service}` }
    : { record };
}
