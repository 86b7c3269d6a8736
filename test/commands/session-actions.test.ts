import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createSessionActions, type SessionActions } from '../../src/commands/session-actions.ts';
import { createSecrets } from '../../src/config/secrets.ts';
import { planHash } from '../../src/domain/plan-hash.ts';
import { openJournal } from '../../src/journal/journal.ts';
import { createSession, type HeadroomSession } from '../../src/session/session.ts';
import type { AppState } from '../../src/store/state.ts';
import { type FakeAws, fakeAws } from '../session/fake-ports.ts';
import { planOf, scalePlan } from '../support/scale-plan.ts';
import { StandingClock } from '../support/screen.tsx';
import { now, session } from '../support/snapshots.ts';
import { tempDir } from '../support/temp-dir.ts';

/** Asks at once, and writes nothing before the answer. */
const askingPlan = { ...planOf(scalePlan.steps.filter(({ kind }) => kind === 'confirm')), session: session() };

interface Opened extends SessionActions {
  readonly session: HeadroomSession;
  readonly aws: FakeAws;
  /** How many times AWS was opened. */
  readonly opens: () => number;
  readonly until: (accept: (state: AppState) => boolean) => Promise<AppState>;
}

async function opened(stateDir: string): Promise<Opened> {
  const clock = new StandingClock(now);
  const aws = fakeAws(clock);
  let opens = 0;
  const session = createSession({
    async openAws() {
      opens += 1;
      return aws.ports;
    },
    wallClock: clock,
    writes: 'armed',
    stateDir,
    secrets: createSecrets({}),
  });
  onTestFinished(() => session.close());
  await session.connect();
  const until: Opened['until'] = accept =>
    new Promise(resolve => {
      const look = (): void => {
        if (!accept(session.store.getSnapshot())) return;
        stop();
        resolve(session.store.getSnapshot());
      };
      const stop = session.store.subscribe(look);
      look();
    });
  return {
    session,
    until,
    aws,
    opens: () => opens,
    ...createSessionActions(session, { quit: () => {}, copy: () => {} }),
  };
}

describe('a run that is started from the screen', () => {
  it('shows its question, takes the answer, and is in the history with how it ended', async () => {
    const { actions, until } = await opened(tempDir());
    expect(await actions.history()).toEqual({ kind: 'read', value: [] });
    expect(actions.start(askingPlan)).toBeUndefined();
    const asking = await until(({ run }) => run?.question !== undefined);
    actions.answer({ stepId: asking.run?.question?.stepId ?? '', planHash: planHash(askingPlan) }, null);
    const { run } = await until(state => state.run?.run.ended !== undefined);

    const history = await actions.history();
    expect(history).toMatchObject({ kind: 'read', value: [{ runId: run?.run.id, outcome: 'refused' }] });
    const recorded = await actions.recordedRun(run?.run.id ?? '');
    expect(recorded).toMatchObject({ kind: 'read', value: { run: { id: run?.run.id, ended: run?.run.ended } } });
  });

  it('takes no answer that was given to another plan', async () => {
    const { actions, until } = await opened(tempDir());
    actions.start(askingPlan);
    const asking = await until(({ run }) => run?.question !== undefined);
    const stepId = asking.run?.question?.stepId ?? '';
    const another = { ...askingPlan, summary: 'web-api: 2 → 60 tasks' };
    actions.answer({ stepId, planHash: planHash(another) }, '6');
    actions.answer({ stepId, planHash: planHash(askingPlan) }, null);
    const { run } = await until(state => state.run?.run.ended !== undefined);
    expect(run?.run.ended).toMatchObject({ because: 'refused' });
  });

  it('is ended, with that in the journal, when the program has to leave', async () => {
    const { actions, endRun, until } = await opened(tempDir());
    actions.start(askingPlan);
    await until(({ run }) => run?.question !== undefined);
    const run = await endRun();
    expect(run?.ended).toMatchObject({ kind: 'stopped' });
    expect(await actions.history()).toMatchObject({ value: [{ outcome: expect.not.stringContaining('unfinished') }] });
  });

  it('is not started where it cannot be recorded, and says why and what to do', async () => {
    const file = join(tempDir(), 'file');
    writeFileSync(file, '');
    const { actions, session } = await opened(file);
    expect(actions.start(askingPlan)).toEqual({
      kind: 'failed',
      because: expect.stringContaining('journal'),
      nextStep: expect.stringContaining('--state-dir'),
    });
    expect(session.store.getSnapshot().run).toBeUndefined();
  });
});

describe('a run that stopped', () => {
  it('A3: goes on in the same session, on clients that were made anew', async () => {
    const { actions, endRun, session, until, opens } = await opened(tempDir());
    actions.start(askingPlan);
    await until(({ run }) => run?.question !== undefined);
    const run = await endRun();
    expect(opens()).toBe(1);
    expect(await actions.resume(run?.id ?? '')).toBeUndefined();
    expect(opens()).toBe(2);
    const again = await until(state => state.run?.question !== undefined);
    expect(again.run?.run).toMatchObject({ id: run?.id, resumes: 1, ended: undefined });
    await endRun();
    expect(session.store.getSnapshot().run?.run.ended).toMatchObject({ kind: 'stopped' });
  });

  it('is not resumed when it is done, and says so', async () => {
    const { actions, until } = await opened(tempDir());
    actions.start(planOf([]));
    const { run } = await until(state => state.run?.run.ended !== undefined);
    expect(await actions.resume(run?.run.id ?? '')).toMatchObject({
      kind: 'failed',
      because: expect.stringContaining('is complete'),
    });
  });

  it('A4: does not go on under another account, and nothing is recorded', async () => {
    const { actions, endRun, until, aws } = await opened(tempDir());
    actions.start(askingPlan);
    await until(({ run }) => run?.question !== undefined);
    const run = await endRun();
    aws.who = session({ accountId: '999988887777' });
    const before = await actions.recordedRun(run?.id ?? '');
    expect(await actions.resume(run?.id ?? '')).toMatchObject({
      kind: 'failed',
      because: expect.stringContaining('999988887777'),
    });
    expect(await actions.recordedRun(run?.id ?? '')).toEqual(before);
  });
});

describe('a session that opens', () => {
  it('knows of a run that an earlier one left behind in the same AWS', async () => {
    const stateDir = tempDir();
    const left = await opened(stateDir);
    const journal = openJournal(stateDir, '20261123T191507-aaaa');
    journal.append({
      type: 'RunStarted',
      at: now,
      runId: '20261123T191507-aaaa',
      plan: { ...askingPlan, session: session() },
      program: 'x',
    });
    journal.close();
    expect(left.session.store.getSnapshot().unfinished).toBeUndefined();
    const { session: next } = await opened(stateDir);
    expect(next.store.getSnapshot().unfinished).toEqual({
      runId: '20261123T191507-aaaa',
      says: 'at step 1 of 1: its program ended',
    });
  });

  it('says nothing of a run of another AWS', async () => {
    const stateDir = tempDir();
    const journal = openJournal(stateDir, '20261123T191507-aaaa');
    journal.append({
      type: 'RunStarted',
      at: now,
      runId: '20261123T191507-aaaa',
      plan: { ...askingPlan, session: session({ region: 'eu-west-1' }) },
      program: 'x',
    });
    journal.close();
    expect((await opened(stateDir)).session.store.getSnapshot().unfinished).toBeUndefined();
  });
});

it('there is nothing to end, and nothing to say, where no run was started', async () => {
  const { endRun } = await opened(tempDir());
  expect(await endRun()).toBeUndefined();
});

it('what the journal cannot tell is an answer in words', async () => {
  const { actions } = await opened(tempDir());
  expect(await actions.recordedRun('nope')).toMatchObject({
    kind: 'failed',
    because: expect.stringMatching(/no run/i),
  });
  expect(await actions.planUndo('nope')).toMatchObject({
    kind: 'failed',
    nextStep: expect.stringContaining('history'),
  });
});
