import { mkdirSync, mkdtempSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { obligationsIn, obligationWords } from '../../src/domain/obligation.ts';
import type { Plan } from '../../src/domain/plan.ts';
import type { RunEvent } from '../../src/domain/run.ts';
import { hours, minutes } from '../../src/domain/time.ts';
import { JournalError } from '../../src/journal/journal-error.ts';
import { closeObligation, readObligations, withObligation } from '../../src/journal/obligations.ts';
import { startsAt as at, scalePlan, session } from '../support/scale-plan.ts';

const runId = '20261123T191507-k3f9';
const dueAt = at + hours(6);
const owing: Plan = {
  ...scalePlan,
  obligation: {
    says: 'event scaling of web-api is still on',
    dueAt,
    takenBackBy: 'headroom run stand-down-after-event --service web-api',
  },
};

const fresh = (): string => mkdtempSync(join(tmpdir(), 'headroom-obligations-'));

const started: RunEvent = { type: 'RunStarted', at, runId, plan: owing, program: 'test' };
const requested: RunEvent = { type: 'EffectRequested', at, stepId: 'apply-1', command: 'aws' };
const succeeded: RunEvent = { type: 'EffectSucceeded', at, stepId: 'apply-1', requestId: null };
const completed: RunEvent = { type: 'RunCompleted', at, says: 'done' };
const stopped: RunEvent = { type: 'RunStopped', at, because: 'rejected', says: 'no', nextStep: 'None.' };
const rejected: RunEvent = {
  type: 'EffectFailed',
  at,
  stepId: 'apply-1',
  fault: { kind: 'rejected', because: 'no', nextStep: 'None.' },
};

/** Has a run of this plan go through these events. */
function live(stateDir: string, plan: Plan, id: string, ...events: readonly RunEvent[]): readonly RunEvent[] {
  const taken: RunEvent[] = [];
  const journal = withObligation({ append: event => taken.push(event) }, { earlier: [], stateDir, runId: id, plan });
  for (const event of events) journal.append(event);
  return taken;
}

describe('what a run owes', () => {
  it('is on disk before its first request is, and readable by this user alone', () => {
    const stateDir = fresh();
    live(stateDir, owing, runId, started);
    expect(readObligations(stateDir)).toEqual([]);
    const seenByJournal: number[] = [];
    const journal = withObligation(
      { append: () => void seenByJournal.push(readObligations(stateDir).length) },
      { earlier: [], stateDir, runId, plan: owing },
    );
    journal.append(started);
    journal.append(requested);
    expect(seenByJournal).toEqual([0, 1]);
    expect(statSync(join(stateDir, 'obligations', `${runId}.json`)).mode & 0o777).toBe(0o600);
    expect(readdirSync(join(stateDir, 'obligations'))).toEqual([`${runId}.json`]);
  });

  it('stays after the run is done, and for one that was killed half way', () => {
    for (const events of [
      [started, requested, succeeded, completed],
      [started, requested],
    ]) {
      const stateDir = fresh();
      live(stateDir, owing, runId, ...events);
      expect(readObligations(stateDir)).toEqual([
        {
          ...owing.obligation,
          runId,
          madeAt: at,
          session: { accountId: session.accountId, region: session.region, simulated: false },
        },
      ]);
    }
  });

  it('is nothing where AWS took none of its writes', () => {
    const stateDir = fresh();
    live(stateDir, owing, runId, started, requested, rejected, stopped);
    expect(readObligations(stateDir)).toEqual([]);
  });

  it('is fulfilled by the run that says so, or by the undo of it, once that is done', () => {
    const { obligation = { says: '', dueAt, takenBackBy: '' } } = owing;
    const closing: Plan = { ...scalePlan, closes: { run: runId, obligation } };
    const undo: Plan = { ...scalePlan, procedure: 'undo', input: { run: runId } };
    for (const plan of [closing, undo]) {
      const stateDir = fresh();
      const other = '20261124T080000-aaaa';
      live(stateDir, owing, runId, started, requested, succeeded, completed);
      const events: readonly RunEvent[] = [{ ...started, runId: other, plan }, requested, succeeded];
      live(stateDir, plan, other, ...events);
      expect(readObligations(stateDir)).toHaveLength(1);
      live(stateDir, plan, other, ...events, completed);
      expect(readObligations(stateDir)).toEqual([]);
    }
  });

  it('keeps the run from writing where it cannot be kept', () => {
    const stateDir = fresh();
    writeFileSync(join(stateDir, 'obligations'), 'in the way');
    expect(() => live(stateDir, owing, runId, started, requested)).toThrow(JournalError);
  });

  it('that cannot be read is left out, and a forged name leads nowhere', () => {
    const stateDir = fresh();
    mkdirSync(join(stateDir, 'obligations'));
    writeFileSync(join(stateDir, 'obligations', `${runId}.json`), '{"says":');
    writeFileSync(join(stateDir, 'obligations', '20261123T191507-aaaa.json'), '{}');
    writeFileSync(join(stateDir, 'obligations', 'notes.txt'), '');
    expect(readObligations(stateDir)).toEqual([]);
    closeObligation(stateDir, '../../etc/passwd');
    expect(readObligations(join(stateDir, 'nowhere'))).toEqual([]);
  });
});

describe('in words', () => {
  const owed = {
    says: 'event scaling of web-api is still on',
    dueAt,
    takenBackBy: 'headroom run stand-down-after-event --service web-api',
    runId,
    madeAt: at,
    session,
  };

  it.each([
    [dueAt + hours(3), 'event scaling of web-api is still on, 3h past its end: headroom run'],
    [dueAt - minutes(90), 'event scaling of web-api is still on, until 2026-11-24T01:15:07Z, in 1h30m: headroom run'],
    [dueAt, 'event scaling of web-api is still on, and ends now: headroom run'],
  ])('at %d', (now, words) => {
    expect(obligationWords(owed, now)).toContain(words);
  });

  it('only those of the AWS that one is with, the one that is due first first', () => {
    const later = { ...owed, runId: 'b', dueAt: dueAt + 1 };
    const elsewhere = { ...owed, runId: 'c', session: { ...session, region: 'eu-west-1' } };
    expect(obligationsIn([later, elsewhere, owed], session).map(each => each.runId)).toEqual([runId, 'b']);
  });
});
