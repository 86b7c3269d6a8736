import { describe, expect, it } from 'vitest';
import type { ApplyStep } from '../../../src/domain/plan.ts';
import { minutes } from '../../../src/domain/time.ts';
import { App } from '../../../src/screens/app.tsx';
import { drawOn, type TestScreen } from '../../support/screen.tsx';
import { pictureSession, throttled } from '../../support/ui-snapshots.ts';
import { type ScalingSession, scalingSession } from './scaling-session.ts';

const small = { width: 80, height: 24 };
const large = { width: 120, height: 40 };

const open = (session: ScalingSession, size = small): TestScreen =>
  drawOn(<App colour={false} />, { ...size, session });

/** Waits for a frame with all of these words. */
const shows = (screen: TestScreen, ...words: readonly string[]): Promise<string> =>
  screen.until(frame => words.every(word => frame.includes(word)));

/** Time as it goes by on the screen: in ticks, each drawn before the next. */
async function pass(session: ScalingSession, ms: number): Promise<void> {
  for (let passed = 0; passed < ms; passed += 100) {
    session.clock.advance(100);
    await new Promise(resolve => setImmediate(resolve));
  }
}

async function typeSlowly(session: ScalingSession, screen: TestScreen, ...keys: readonly string[]): Promise<void> {
  for (const key of keys) {
    await pass(session, 200);
    screen.press(key);
  }
}

/** A key that is held down: the terminal repeats it every 33 ms. */
async function hold(session: ScalingSession, screen: TestScreen, key: string): Promise<void> {
  for (let times = 0; times < 200; times += 1) {
    session.clock.advance(33);
    screen.press(key);
    await new Promise(resolve => setImmediate(resolve));
  }
}

async function toQuestion(screen: TestScreen, count = '6'): Promise<void> {
  screen.press('s');
  await shows(screen, 'Tasks', 'now 2');
  screen.press(...count, 'enter');
}

async function toPlan(screen: TestScreen, count = '6'): Promise<string> {
  await toQuestion(screen, count);
  return await shows(screen, 'the plan');
}

async function toConfirmation(session: ScalingSession, screen: TestScreen): Promise<void> {
  await toPlan(screen);
  screen.press('c');
  await shows(screen, 'void in');
  await pass(session, 600);
}

async function toRun(session: ScalingSession, screen: TestScreen): Promise<ApplyStep> {
  await toConfirmation(session, screen);
  await typeSlowly(session, screen, '6', 'enter');
  await shows(screen, 'running for');
  const apply = session.started.at(-1)?.steps.find(step => step.kind === 'apply');
  if (apply?.kind !== 'apply') throw new Error('the plan has no write');
  return apply;
}

describe.each([
  ['80x24', small],
  ['120x40', large],
])('the short way at %s', (_, size) => {
  it('is s, 6, Enter, a look at the plan, c, 6, Enter', async () => {
    const session = scalingSession();
    const screen = open(session, size);
    const plan = await toPlan(screen);
    expect(plan).toMatch(/MinCapacity +2 → 6/);
    expect(plan).toMatch(/desiredCount +2 → 6/);
    expect(plan).toContain('MinCapacity 6 ≤ desiredCount 6 ≤ MaxCapacity 10');
    expect(session.inputs).toEqual([{ service: 'waooaw-production/waooaw-backend', desiredCount: '6' }]);

    screen.press('c');
    const question = await shows(screen, 'void in', 'Type 6 and Enter');
    expect(question).toContain('waooaw-backend goes from 2 to 6 tasks');
    expect(question).toContain('production · account 111122223333 · us-east-1');
    expect(question).toContain('MinCapacity 6 → 2');
    await pass(session, 600);
    await typeSlowly(session, screen, '6', 'enter');
    await shows(screen, 'running for');
    expect(session.answers).toEqual(['6']);
  });

  it('never draws beyond the terminal', async () => {
    const session = scalingSession();
    const screen = open(session, size);
    const fits = (): void => {
      const lines = screen.frame().split('\n');
      expect(lines.length).toBeLessThanOrEqual(size.height);
      expect(Math.max(...lines.map(line => [...line].length))).toBeLessThanOrEqual(size.width);
    };
    await toPlan(screen);
    fits();
    screen.press('c');
    await shows(screen, 'void in');
    fits();
    await pass(session, 600);
    await typeSlowly(session, screen, '6', 'enter');
    await shows(screen, 'running for');
    fits();
  });
});

describe('the question how many', () => {
  it.each([
    ['6.5', 'got 6.5'],
    ['-1', 'got -1'],
    ['66666', 'got 66666'],
    ['1e3', 'got 1e3'],
  ])('says what is wrong with %s and goes nowhere', async (typed, says) => {
    const session = scalingSession();
    const screen = open(session);
    await toQuestion(screen, typed);
    const frame = await shows(screen, says);
    expect(frame).toContain('Tasks must be');
    expect(session.inputs).toEqual([]);
  });

  it('takes 66 as 66 and lets the plan say no', async () => {
    const session = scalingSession();
    const screen = open(session);
    await toQuestion(screen, '66');
    const frame = await shows(screen, 'cannot be done as asked');
    expect(frame).toContain('66 is above it');
    expect(session.started).toEqual([]);
    screen.press('i');
    await shows(screen, '[ 66 ]');
  });

  it('steps with the arrows', async () => {
    const session = scalingSession();
    const screen = open(session);
    await toQuestion(screen, '');
    await shows(screen, 'There is nothing to do');
    screen.press('escape');
    await shows(screen, '[ 2 ]');
    screen.press('up', 'up', 'right', 'down', 'enter');
    await shows(screen, '2 → 4');
  });

  it('reads keys that a slow link has glued together', async () => {
    const session = scalingSession();
    const screen = open(session);
    screen.press('s');
    await shows(screen, 'now 2');
    screen.chunk('6\r');
    await shows(screen, 'the plan');
  });

  it('takes a pasted number, and does not submit it', async () => {
    const session = scalingSession();
    const screen = open(session);
    screen.press('s');
    await shows(screen, 'now 2');
    screen.paste('6\n');
    await shows(screen, '[ 6');
    expect(session.inputs).toEqual([]);
  });

  it('says why nothing has to be done', async () => {
    const session = scalingSession();
    const screen = open(session);
    await toQuestion(screen, '2');
    await shows(screen, 'There is nothing to do', 'is set to 2 tasks already');
  });
});

describe('the plan', () => {
  it('scrolls to the exact aws command, and says where the reader is', async () => {
    const session = scalingSession();
    const screen = open(session);
    const top = await toPlan(screen);
    expect(top).toMatch(/lines 1–\d+ of \d+/);
    screen.press('pagedown', 'j', 'j', 'j', 'j');
    const below = await shows(screen, '--min-capacity 6');
    expect(below).toContain('aws application-autoscaling register-scalable-target');
    screen.press('G');
    await screen.until(frame => /lines \d+–(\d+) of \1\b/.test(frame));
  });

  it('changes an option and plans anew', async () => {
    const session = scalingSession();
    const screen = open(session);
    await toPlan(screen);
    screen.press('o');
    await shows(screen, '▸ How');
    screen.press('enter');
    await shows(screen, '▸ Move the floor');
    screen.press('down', 'enter');
    await screen.until(() => session.inputs.length === 2);
    expect(session.inputs.at(-1)).toMatchObject({ how: 'count', desiredCount: '6' });
  });

  it('cannot be started while AWS does not answer', async () => {
    const session = scalingSession();
    const screen = open(session);
    await toPlan(screen);
    session.update({ link: { state: 'failing', fault: throttled, since: session.clock.now() } });
    screen.press('c');
    await shows(screen, 'AWS does not answer, so nothing');
    expect(session.started).toEqual([]);
  });

  it('that fails is said with the next step', async () => {
    const failing = async () =>
      ({ kind: 'failed', because: 'ECS did not answer', nextStep: 'Look at the network.' }) as const;
    const session = scalingSession({}, { actions: { plan: failing } });
    const screen = open(session);
    await toQuestion(screen);
    await shows(screen, 'ECS did not answer', 'Look at the network. Nothing was written.');
  });
});

describe('a held Enter', () => {
  it('stops at the plan, from wherever it is held', async () => {
    const session = scalingSession();
    const screen = open(session);
    await toPlan(screen);
    await hold(session, screen, 'enter');
    await shows(screen, 'Enter goes nowhere here');
    expect(session.started).toEqual([]);
  });

  it('does not confirm', async () => {
    const session = scalingSession();
    const screen = open(session);
    await toConfirmation(session, screen);
    await hold(session, screen, 'enter');
    await shows(screen, 'held key');
    screen.chunk('\r\r\r\r');
    await shows(screen, 'in one piece');
    expect(session.answers).toEqual([]);
  });

  it('does nothing to a run', async () => {
    const session = scalingSession();
    const screen = open(session);
    await toRun(session, screen);
    screen.press(...Array.from({ length: 50 }, () => 'enter'));
    expect(screen.frame()).toContain('running for');
    expect(session.called).toEqual([]);
  });
});

describe('the confirmation', () => {
  it('does not take keys that were typed before the silence', async () => {
    const session = scalingSession();
    const screen = open(session);
    await toPlan(screen);
    screen.press('c', '6', 'enter');
    await shows(screen, 'Keys count after half a second');
    expect(session.answers).toEqual([]);
  });

  it.each([
    ['a bracketed paste', (screen: TestScreen) => screen.paste('6')],
    ['a raw paste', (screen: TestScreen) => screen.chunk('6\r')],
  ])('refuses %s', async (_, paste) => {
    const session = scalingSession();
    const screen = open(session);
    await toConfirmation(session, screen);
    paste(screen);
    await shows(screen, 'That came in one piece');
    await typeSlowly(session, screen, 'enter');
    expect(session.answers).toEqual([]);
  });

  it('is void after a minute, and asks for a new plan', async () => {
    const session = scalingSession();
    const screen = open(session);
    await toConfirmation(session, screen);
    for (let seconds = 0; seconds < 61; seconds += 1) {
      await pass(session, 1000);
      session.observe({});
    }
    await shows(screen, 'The question is void', 'Nothing was written');
    expect(session.answers).toEqual([null]);
    screen.press('r');
    await shows(screen, 'the plan');
    expect(session.inputs).toHaveLength(2);
  });

  it('is void where AWS could not be read for half a minute, whatever the clock of the question says', async () => {
    const session = scalingSession();
    const screen = open(session);
    await toConfirmation(session, screen);
    await pass(session, 26_000);
    const frame = await shows(screen, 'The question is void', 'AWS could not be read any more');
    expect(frame).toContain('Nothing was written');
    expect(session.answers).toEqual([null]);
  });

  it('is answered by no key while the terminal is too small to show it whole', async () => {
    const session = scalingSession();
    const screen = open(session);
    await toConfirmation(session, screen);
    for (const [width, height] of [
      [59, 24],
      [80, 14],
      [20, 5],
    ] as const) {
      screen.press('6');
      screen.resize(width, height);
      await shows(screen, 'This terminal is');
      await typeSlowly(session, screen, '6', 'enter', 'y');
      await pass(session, 700);
      screen.resize(80, 24);
      await shows(screen, 'void in');
      screen.press('enter');
      await pass(session, 100);
    }
    expect(session.answers).toEqual([]);
    await pass(session, 700);
    await typeSlowly(session, screen, '6', 'enter');
    await shows(screen, 'running for');
    expect(session.answers).toEqual(['6']);
  });

  it.each(['escape', 'ctrl-c'])('is cancelled by %s, and the plan still stands', async key => {
    const session = scalingSession();
    const screen = open(session);
    await toConfirmation(session, screen);
    screen.press(key);
    await shows(screen, 'Not confirmed, so nothing was written', 'the plan');
    expect(session.answers).toEqual([null]);
    expect(session.store.getSnapshot().run).toBeUndefined();
  });

  it('asks for one key where little is at stake', async () => {
    const session = scalingSession({}, { aws: { ...pictureSession, environment: 'staging' } });
    const screen = open(session);
    await toPlan(screen, '3');
    screen.press('c');
    await shows(screen, 'Press y to confirm');
    await pass(session, 600);
    screen.press('y');
    expect(session.answers).toEqual([]);
    await pass(session, 400);
    await shows(screen, 'running for');
    expect(session.answers).toEqual(['y']);
  });
});

describe('a read-only session', () => {
  const readOnly = { state: 'read-only', because: 'writes are not armed', canArm: true } as const;

  it('is armed by the name of the environment, and then asks as always', async () => {
    const session = scalingSession(
      { writes: readOnly },
      {
        actions: {
          arm: () => session.update({ writes: { state: 'armed', until: session.clock.now() + minutes(30) } }),
        },
      },
    );
    const screen = open(session);
    await toPlan(screen);
    screen.press('c');
    await shows(screen, 'Allow writing?', 'Type production and Enter');
    await pass(session, 600);
    await typeSlowly(session, screen, ...'production', 'enter');
    await shows(screen, 'Type 6 and Enter');
    expect(session.started).toHaveLength(1);
    expect(session.answers).toEqual([]);
  });

  it('stays read-only when that is cancelled', async () => {
    const session = scalingSession({ writes: readOnly });
    const screen = open(session);
    await toPlan(screen);
    screen.press('c');
    await shows(screen, 'Allow writing?');
    screen.press('escape');
    await shows(screen, 'the plan');
    expect(session.called).toEqual([]);
    expect(session.started).toEqual([]);
  });

  it('that cannot be armed says so, with the next step', async () => {
    const session = scalingSession({ writes: { ...readOnly, because: 'writes are forbidden', canArm: false } });
    const screen = open(session);
    await toPlan(screen);
    screen.press('c');
    await shows(screen, 'only reads: writes are forbidden', 'Run the aws commands');
    expect(session.started).toEqual([]);
  });
});

describe('the run', () => {
  it('says how far the tasks are', async () => {
    const session = scalingSession();
    const screen = open(session);
    const { id } = await toRun(session, screen);
    session.emit(
      { type: 'EffectRequested', stepId: id, command: 'aws' },
      { type: 'EffectSucceeded', stepId: id, requestId: 'q' },
    );
    session.observe({ desiredCount: 6, runningCount: 4, pendingCount: 2 });
    const frame = await shows(screen, 'running 4/6, 2 pending');
    expect(frame).toMatch(/desired 6 +running 4 +pending 2/);
    expect(frame).toMatch(/CPU .*84 %/);
  });

  it('shows what somebody else has changed: before, desired, actual', async () => {
    const session = scalingSession();
    const screen = open(session);
    const { id, changes } = await toRun(session, screen);
    session.emit(
      {
        type: 'DriftFound',
        stepId: id,
        drift: changes.map(({ fact, from, to }) => ({ fact, before: from, desired: to, actual: 4 })),
      },
      { type: 'RunStopped', because: 'drift', says: 'MinCapacity is 4 now', nextStep: 'Plan again.' },
    );
    const frame = await shows(screen, 'before', 'desired', 'actual');
    expect(frame).toMatch(/MinCapacity +2 +6 +4/);
    expect(frame).toMatch(/Written +nothing/);
    expect(frame).toMatch(/Next +Plan again/);
  });

  it('asks before it stops, and says what goes on at AWS', async () => {
    const session = scalingSession();
    const screen = open(session);
    const { id } = await toRun(session, screen);
    session.emit(
      { type: 'EffectRequested', stepId: id, command: 'aws' },
      { type: 'EffectSucceeded', stepId: id, requestId: 'q' },
    );
    screen.press('ctrl-c');
    await shows(screen, 'Stop this run?', 'AWS has taken', 'with or without this program');
    screen.press('escape');
    await shows(screen, 'running for');
    expect(session.called).not.toContain('stopRun');

    screen.press('q');
    await shows(screen, 'Stop this run?');
    await pass(session, 600);
    screen.press('y');
    await pass(session, 400);
    await session.untilCalled('stopRun');
  });

  it('goes on while the dashboard is looked at, and is found again', async () => {
    const session = scalingSession();
    const screen = open(session);
    await toRun(session, screen);
    screen.press('q');
    await shows(screen, 'Stop this run?');
    screen.press('b');
    await shows(screen, 'run under way, step 5 of 6 · w shows it', 'When to scale');
    screen.press('w');
    await shows(screen, 'running for', '── Scale a service ──');
    screen.press('escape');
    await shows(screen, 'When to scale');
    screen.press('s');
    await shows(screen, 'running for', 'One run at a time: this one is under way.');
    expect(session.called).toEqual([]);
  });

  it('counts the watch down, and ends it early only after a yes', async () => {
    const session = scalingSession();
    const screen = open(session);
    const { id } = await toRun(session, screen);
    const watch = session.started[0]?.steps.find(step => step.kind === 'hold')?.id ?? '';
    session.emit(
      { type: 'EffectRequested', stepId: id, command: 'aws' },
      { type: 'EffectSucceeded', stepId: id, requestId: 'q' },
      { type: 'CheckPassed', stepId: id, says: 'running 6/6, all targets healthy' },
      { type: 'HoldStarted', stepId: watch },
    );
    await shows(screen, '30:00 left');
    screen.press('e');
    await shows(screen, 'End the watch now?', 'What is written stays');
    await pass(session, 600);
    screen.press('y');
    await pass(session, 400);
    await session.untilCalled('endHold');
    session.emit(
      { type: 'HoldEnded', stepId: watch, says: 'ended early', cut: true },
      { type: 'RunCompleted', says: 'waooaw-backend runs 6 tasks' },
    );
    await shows(screen, '✓ waooaw-backend runs 6 tasks', 'z plans the way back');
  });

  it('is taken back through a plan of its own', async () => {
    const session = scalingSession();
    const screen = open(session);
    const { id } = await toRun(session, screen);
    session.emit(
      { type: 'EffectRequested', stepId: id, command: 'aws' },
      { type: 'EffectSucceeded', stepId: id, requestId: 'q' },
      { type: 'RunStopped', because: 'interrupted', says: 'stopped; AWS goes on', nextStep: 'Look again.' },
    );
    const ended = await shows(screen, 'Stopped; AWS goes on');
    expect(ended).toMatch(/Written +MinCapacity 2 → 6/);
    screen.press('z');
    await shows(screen, 'Undo of run run-1');
  });
});
