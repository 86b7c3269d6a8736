import { readFileSync } from 'node:fs';
import type { RunEvent } from '../../src/domain/run.ts';
import { openJournal } from '../../src/journal/journal.ts';
import { scalePlan, startsAt } from '../support/scale-plan.ts';

export const runId = '20261123T191507-k3f9';

/** A run as it would be written, with words from AWS that are not ASCII. */
export const goldenEvents: readonly RunEvent[] = [
  { type: 'RunStarted', at: startsAt, runId, plan: scalePlan, program: 'headroom 0.1.0' },
  { type: 'CheckPassed', at: startsAt, stepId: 'check-1', says: 'no deployment is under way' },
  { type: 'ConfirmationGiven', at: startsAt + 4000, stepId: 'confirm', phrase: '6', by: 'keys' },
  {
    type: 'EffectRequested',
    at: startsAt + 4100,
    stepId: 'apply-1',
    command: 'aws ecs update-service --desired-count 6',
  },
  { type: 'EffectSucceeded', at: startsAt + 4200, stepId: 'apply-1', requestId: 'req-1' },
  { type: 'CheckFailed', at: startsAt + 60_000, stepId: 'apply-1', says: 'tasks died: «täsk» \u202e\u001b[2J\ud800' },
  {
    type: 'RunStopped',
    at: startsAt + 60_000,
    because: 'not-verified',
    says: 'tasks | died',
    nextStep: `headroom undo ${runId}`,
  },
];

/** The bytes of its journal. */
export function writeGolden(stateDir: string, events = goldenEvents, id = runId): { path: string; bytes: Buffer } {
  const journal = openJournal(stateDir, id);
  for (const event of events) journal.append(event);
  journal.close();
  return { path: journal.path, bytes: readFileSync(journal.path) };
}
