import { describe, expect, it } from 'vitest';
import { type Run, type RunEvent, replay } from '../../../src/domain/run.ts';
import { App } from '../../../src/screens/app.tsx';
import type { Actions, NotDone } from '../../../src/store/actions.ts';
import type { AppState } from '../../../src/store/state.ts';
import { scalePlan } from '../../support/scale-plan.ts';
import { drawOn, type FakeSession, fakeSession, type TestScreen } from '../../support/screen.tsx';
import { pictureSnapshot, pictureTime } from '../../support/ui-snapshots.ts';

type Unstamped<Event> = Event extends unknown ? Omit<Event, 'at'> : never;

const runId = '20261123T191507-aaaa';

function runWith(...events: readonly Unstamped<RunEvent>[]): Run {
  const all: readonly Unstamped<RunEvent>[] = [
    { type: 'RunStarted', runId, plan: scalePlan, program: 'headroom' },
    { type: 'EffectRequested', stepId: 'apply-1', command: 'aws' },
    ...events,
  ];
  // The union of events lost only its common member, which is put back here.
  const run = replay(all.map(event => ({ ...event, at: pictureTime }) as RunEvent));
  if (run === undefined) throw new Error('there is a first event');
  return run;
}

const stopped = runWith(
  { type: 'EffectSucceeded', stepId: 'apply-1', requestId: 'r' },
  { type: 'RunStopped', because: 'credentials', says: 'ExpiredToken', nextStep: 'Log in again.' },
);

interface Opened {
  readonly session: FakeSession;
  readonly screen: TestScreen;
}

function open(state: Partial<AppState> = {}, actions: Partial<Actions> = {}): Opened {
  const session = fakeSession({ snapshot: pictureSnapshot(), ...state }, { actions });
  return { session, screen: drawOn(<App colour={false} />, { width: 100, height: 30, session }) };
}

describe('a run that an earlier session left behind', () => {
  it('K1: is named on the first screen, with where it stands and the keys that go on with it', async () => {
    const { screen } = open({ unfinished: { runId, says: 'at step 3 of 4: outcome unknown' } });
    const frame = await screen.until(each => each.includes('unfinished'));
    expect(frame).toMatch(/run 20261123T191507-aaaa unfinished at step 3 of 4: outcome unknown; t then c resumes it/);
    expect(frame.split('\n')).toHaveLength(30);
  });

  it('goes on from the history, and is then on the screen as any run', async () => {
    const { session, screen } = open(
      {},
      {
        history: async () => ({
          kind: 'read',
          value: [{ runId, startedAt: pictureTime, summary: 'web-api: 2 → 6 tasks', outcome: 'unfinished' }],
        }),
        async resume(id) {
          expect(id).toBe(runId);
          const run = runWith({ type: 'RunResumed', program: 'headroom', by: 'ana' });
          session.store.update(state => ({ ...state, run: { run, question: undefined } }));
          return undefined;
        },
      },
    );
    screen.press('t');
    await screen.until(frame => frame.includes('c resume'));
    screen.press('c');
    await screen.until(frame => /running for/.test(frame) && frame.includes('Scale to 6'));
  });

  it('is not offered where it is done', async () => {
    const { screen } = open(
      {},
      {
        history: async () => ({
          kind: 'read',
          value: [{ runId, startedAt: pictureTime, summary: 'web-api: 2 → 6 tasks', outcome: 'completed' }],
        }),
      },
    );
    screen.press('t');
    const frame = await screen.until(each => each.includes('enter details'));
    expect(frame).not.toContain('c resume');
  });
});

describe('a run that stopped in this session', () => {
  it('A2, A3: for credentials goes on with c when they were renewed in another terminal', async () => {
    const answers: (NotDone | undefined)[] = [
      { kind: 'failed', because: 'the login has expired', nextStep: 'Log in again, then resume.' },
      undefined,
    ];
    const { session, screen } = open(
      { run: { run: stopped, question: undefined } },
      { resume: async () => answers.shift() },
    );
    screen.press('w');
    await screen.until(frame => frame.includes('ExpiredToken') && frame.includes('c resume'));
    screen.press('c');
    await screen.until(
      frame => frame.includes('the login has expired') && frame.includes('Log in again, then resume.'),
    );
    screen.press('escape');
    await screen.until(frame => frame.includes('w run') || frame.includes('w shows it'));
    screen.press('w');
    await screen.until(frame => frame.includes('c resume'));
    screen.press('c');
    await screen.until(frame => frame.includes('c resume') && frame.includes('stopped'));
    expect(answers).toEqual([]);
    expect(session.called).not.toContain('dismissRun');
  });

  it('asks for leave to write first, where this session may not write yet', async () => {
    const { session, screen } = open({
      run: { run: stopped, question: undefined },
      writes: { state: 'read-only', because: 'writes are not armed', canArm: true },
    });
    screen.press('w');
    await screen.until(frame => frame.includes('c resume'));
    screen.press('c');
    await screen.until(frame => frame.includes('Allow writing?'));
    expect(session.called).not.toContain('resume');
  });

  it('that cannot be gone on with offers no key for it', async () => {
    const drifted = runWith({ type: 'RunStopped', because: 'drift', says: 'somebody scaled', nextStep: 'Plan again.' });
    const { screen } = open({ run: { run: drifted, question: undefined } });
    screen.press('w');
    const frame = await screen.until(each => each.includes('Somebody scaled') || each.includes('somebody scaled'));
    expect(frame).not.toContain('c resume');
  });
});

it('C10: a run of somebody else in the way can be watched, live', async () => {
  const { session, screen } = open(
    { run: { run: stopped, question: undefined } },
    {
      resume: async () => ({
        kind: 'failed',
        because: 'web/api is being changed by run 20261123T191600-bbbb',
        nextStep: 'Watch it.',
        lockedBy: '20261123T191600-bbbb',
      }),
      recordedRun: async () => ({
        kind: 'read',
        value: { run: grown, note: undefined, runBy: 'ben on this machine (process 7)' },
      }),
    },
  );
  let grown = runWith();
  screen.press('w');
  await screen.until(frame => frame.includes('c resume'));
  screen.press('c');
  await screen.until(frame => frame.includes('is being changed by run') && frame.includes('f watch it'));
  screen.press('f');
  await screen.until(frame => frame.includes('Under way: run by ben on this machine'));
  grown = runWith({ type: 'EffectSucceeded', stepId: 'apply-1', requestId: 'r' });
  session.clock.advance(1000);
  await screen.until(frame => frame.includes('accepted by AWS'));
});
