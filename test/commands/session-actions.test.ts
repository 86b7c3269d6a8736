import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createSessionActions, type SessionActions } from '../../src/commands/session-actions.ts';
import { createSecrets } from '../../src/config/secrets.ts';
import { createSession, type HeadroomSession } from '../../src/session/session.ts';
import type { AppState } from '../../src/store/state.ts';
import { fakeAws } from '../session/fake-ports.ts';
import { planOf, scalePlan } from '../support/scale-plan.ts';
import { StandingClock } from '../support/screen.tsx';
import { now } from '../support/snapshots.ts';
import { tempDir } from '../support/temp-dir.ts';

/** Asks at once, and writes nothing before the answer. */
const askingPlan = planOf(scalePlan.steps.filter(({ kind }) => kind === 'confirm'));

interface Opened extends SessionActions {
  readonly session: HeadroomSession;
  readonly until: (accept: (state: AppState) => boolean) => Promise<AppState>;
}

async function opened(stateDir: string): Promise<Opened> {
  const clock = new StandingClock(now);
  const session = createSession({
    openAws: async () => fakeAws(clock).ports,
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
  return { session, until, ...createSessionActions(session, { quit: () => {}, copy: () => {} }) };
}

describe('a run that is started from the screen', () => {
  it('shows its question, takes the answer, and is in the history with how it ended', async () => {
    const { actions, until } = await opened(tempDir());
    expect(await actions.history()).toEqual({ kind: 'read', value: [] });
    expect(actions.start(askingPlan)).toBeUndefined();
    const asking = await until(({ run }) => run?.question !== undefined);
    actions.answer(asking.run?.question?.stepId ?? '', null);
    const { run } = await until(state => state.run?.run.ended !== undefined);

    const history = await actions.history();
    expect(history).toMatchObject({ kind: 'read', value: [{ runId: run?.run.id, outcome: 'refused' }] });
    const recorded = await actions.recordedRun(run?.run.id ?? '');
    expect(recorded).toMatchObject({ kind: 'read', value: { run: { id: run?.run.id, ended: run?.run.ended } } });
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
