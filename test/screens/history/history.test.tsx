import { describe, expect, it } from 'vitest';
import { type RunEvent, replay } from '../../../src/domain/run.ts';
import type { RunRecord } from '../../../src/hooks/session-context.tsx';
import { App } from '../../../src/screens/app.tsx';
import type { Actions } from '../../../src/store/actions.ts';
import { scalePlan } from '../../support/scale-plan.ts';
import { drawOn, type FakeSession, fakeSession, type TestScreen } from '../../support/screen.tsx';
import { pictureSnapshot, pictureTime } from '../../support/ui-snapshots.ts';

const started: RunEvent = {
  at: pictureTime,
  type: 'RunStarted',
  runId: '20261123T191507-aaaa',
  plan: scalePlan,
  program: 'headroom',
};

const newest: RunRecord = {
  runId: '20261123T191507-aaaa',
  startedAt: pictureTime,
  summary: 'web-api: 2 → 6 tasks',
  outcome: 'completed',
};
const cutOff: RunRecord = {
  runId: '20261122T101010-bbbb',
  startedAt: pictureTime - 33 * 3_600_000,
  summary: 'web-api: 6 → 2 tasks',
  outcome: 'unfinished',
};
const damaged: RunRecord = { runId: '20261121T101010-cccc', outcome: 'unreadable', note: 'damaged at line 3' };

interface Opened {
  readonly session: FakeSession;
  readonly screen: TestScreen;
  readonly undone: string[];
}

function open(actions: Partial<Actions> = {}): Opened {
  const undone: string[] = [];
  const session = fakeSession(
    { snapshot: pictureSnapshot() },
    {
      actions: {
        history: async () => ({ kind: 'read', value: [newest, cutOff, damaged] }),
        planUndo: async runId => {
          undone.push(runId);
          return { kind: 'blocked', because: [`this test undoes nothing of ${runId}`] };
        },
        ...actions,
      },
    },
  );
  return { session, undone, screen: drawOn(<App colour={false} />, { width: 80, height: 24, session }) };
}

describe('the history', () => {
  it('lists the runs of earlier sessions, newest first, with how each came out', async () => {
    const { screen } = open();
    screen.press('t');
    const frame = await screen.until(each => each.includes('web-api: 6 → 2'));
    const rows = frame.split('\n').filter(line => /20261|2026-/.test(line));
    expect(rows.map(row => row.trim())).toEqual([
      '▸✓ 2026-11-23 19:15  done             web-api: 2 → 6 tasks',
      '? 2026-11-22 10:15  no end           web-api: 6 → 2 tasks',
      expect.stringMatching(/^\? 20261121T\S+ +unreadable +damaged at line 3$/),
    ]);
  });

  it('is where z leads before this session has run anything; z there plans the way back of the marked run', async () => {
    const { screen, undone } = open();
    screen.press('z');
    await screen.until(frame => frame.includes('▸✓ 2026-11-23'));
    screen.press('j');
    await screen.until(frame => frame.includes('▸? 2026-11-22'));
    screen.press('z');
    await screen.until(frame => frame.includes(`this test undoes nothing of ${cutOff.runId}`));
    expect(undone).toEqual([cutOff.runId]);
  });

  it('offers neither details nor a way back for a journal that cannot be read', async () => {
    const { screen, undone } = open();
    screen.press('t');
    await screen.until(frame => frame.includes('▸✓') && frame.includes('enter details'));
    screen.press('G');
    await screen.until(each => each.includes('▸? 20261121T101010') && !/details|undo/.test(each));
    screen.press('z', 'enter', 'k');
    await screen.until(each => each.includes('▸? 2026-11-22'));
    expect(undone).toEqual([]);
  });

  it('says of a run that was killed that nobody knows its end, what it had written, and what to do', async () => {
    const run = replay([
      started,
      { at: pictureTime, type: 'EffectRequested', stepId: 'apply-1', command: 'aws' },
      { at: pictureTime, type: 'EffectSucceeded', stepId: 'apply-1', requestId: 'r' },
    ]);
    if (run === undefined) throw new Error('there is a first event');
    const { screen } = open({
      recordedRun: async () => ({ kind: 'read', value: { run, note: undefined, runBy: undefined } }),
    });
    screen.press('t');
    await screen.until(frame => frame.includes('enter details'));
    screen.press('enter');
    const frame = await screen.until(each => each.includes('The journal has no end of this run'));
    expect(frame).toMatch(/Written +desiredCount 2 → 6/);
    expect(frame).toContain('z plans the way back');
    expect(frame).toContain('production · account 111122223333 · us-east-1');
  });

  it('that cannot be read says why and what to do', async () => {
    const failed = { kind: 'failed', because: 'the journal cannot be listed', nextStep: 'Give --state-dir.' } as const;
    const { screen } = open({ history: async () => failed });
    screen.press('t');
    await screen.until(frame => frame.includes(failed.because) && frame.includes(failed.nextStep));
  });

  it('is empty in words', async () => {
    const { screen } = open({ history: async () => ({ kind: 'read', value: [] }) });
    screen.press('t');
    const frame = await screen.until(each => each.includes('No runs are recorded yet.'));
    expect(frame.split('\n').at(-1)).not.toContain('undo');
  });
});
