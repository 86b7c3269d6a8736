import { describe, expect, it } from 'vitest';
import type { Fault } from '../../src/domain/fault.ts';
import { reduce } from '../../src/domain/run.ts';
import { minutes, seconds } from '../../src/domain/time.ts';
import { App } from '../../src/screens/app.tsx';
import { scalePlan } from '../support/scale-plan.ts';
import { drawOn, fakeSession, StandingClock } from '../support/screen.tsx';
import { agent, backend, pictureSession, pictureSnapshot, pictureTime } from '../support/ui-snapshots.ts';

const live = { snapshot: pictureSnapshot() };
const size = { width: 80, height: 24 };

describe('the app', () => {
  it('fills the terminal exactly, whatever its size', async () => {
    const session = fakeSession(live);
    const screen = drawOn(<App colour={false} />, { ...size, session });
    for (const [width, height] of [
      [80, 24],
      [120, 40],
      [200, 60],
      [60, 15],
    ] as const) {
      screen.resize(width, height);
      const frame = await screen.until(each => each.split('\n').length === height && each.includes('waooaw-backend'));
      expect(Math.max(...frame.split('\n').map(line => line.length))).toBeLessThanOrEqual(width);
    }
  });

  it('says in one sentence that a terminal is too small, and hides the keys of what it cannot show', async () => {
    const session = fakeSession(live);
    const screen = drawOn(<App colour={false} />, { width: 50, height: 10, session });
    await screen.until(frame => frame.includes('This terminal is 50 x 10.'));
    screen.press('s', '?', 'q', 'ctrl-c');
    await session.untilCalled('quit');
    expect(session.called).toEqual(['quit']);
    screen.resize(80, 24);
    await screen.until(frame => frame.includes('── waooaw-backend ──'));
  });

  it('shows on every screen which AWS this is, as whom, and that it is simulated', async () => {
    const session = fakeSession(live, { clock: new StandingClock(pictureTime, 10) });
    const screen = drawOn(<App colour={false} />, { ...size, session });
    for (const key of ['a', 'escape', '?']) {
      const frame = await screen.until(each => each.includes('SIMULATED ×10'));
      expect(frame).toContain('111122223333 · us-east-1');
      expect(frame).toContain('Responder/alice');
      expect(frame).toContain('WRITES ARMED');
      screen.press(key);
    }
  });

  it('names a production environment and what may be done to it', async () => {
    const production = {
      ...pictureSession,
      environment: 'production',
      production: true,
      simulated: false,
      endpoint: null,
    };
    const session = fakeSession({
      snapshot: { ...pictureSnapshot(), session: production },
      writes: { state: 'read-only', because: 'not armed', canArm: true },
    });
    const screen = drawOn(<App colour={false} />, { ...size, session });
    const frame = await screen.until(each => each.includes('PRODUCTION'));
    expect(frame.split('\n')[0]).toMatch(/READ-ONLY$/);
    session.store.update(state => ({ ...state, writes: { state: 'armed', until: pictureTime + minutes(30) } }));
    await screen.until(each => each.includes('WRITES ARMED until 19:45'));
  });

  it('lets the age of the data grow while nothing answers', async () => {
    const session = fakeSession(live);
    const screen = drawOn(<App colour={false} />, { ...size, session });
    await screen.until(frame => frame.includes('read 19:15:04 UTC, 3 s ago'));
    session.clock.advance(seconds(41));
    await screen.until(frame => frame.includes('read 19:15:04 UTC, 44 s ago'));
  });

  it('says that AWS does not answer, since when and why', async () => {
    const fault: Fault = {
      kind: 'unreachable',
      because: 'nothing answers at ecs.us-east-1',
      nextStep: 'Check the network.',
    };
    const session = fakeSession(live);
    const screen = drawOn(<App colour={false} />, { ...size, session });
    session.store.update(state => ({ ...state, link: { state: 'failing', fault, since: pictureTime - minutes(3) } }));
    await screen.until(frame => frame.includes('▲ no answer for 3 min: nothing answers at ecs.us-east-1'));
  });

  it('explains why there is nothing to show yet, and what to do', async () => {
    const fault: Fault = {
      kind: 'credentials',
      because: 'The token has expired.',
      nextStep: 'Run aws sso login, then press r.',
    };
    const session = fakeSession({ snapshot: undefined, link: { state: 'connecting' } });
    const screen = drawOn(<App colour={false} />, { ...size, session });
    await screen.until(frame => frame.includes('Connecting to AWS'));
    session.store.update(state => ({ ...state, link: { state: 'failing', fault, since: pictureTime } }));
    const frame = await screen.until(each => each.includes('Not connected to AWS'));
    expect(frame).not.toContain('no answer');
    expect(frame).toContain('The token has expired.');
    expect(frame).toContain('Run aws sso login, then press r.');
  });
});

describe('keys', () => {
  it('walk the list, keep the selection by name through a refresh, and open the procedures of that service', async () => {
    const session = fakeSession(live);
    const screen = drawOn(<App colour={false} />, { ...size, session });
    screen.press('j');
    await screen.until(frame => frame.includes('── waooaw-agent ──'));
    session.store.update(state => ({ ...state, snapshot: pictureSnapshot([agent(), backend()]) }));
    await screen.until(frame => /▸. waooaw-agent[^\n]*\n.*waooaw-backend/.test(frame));
    screen.press('a');
    await screen.until(frame => /── Procedures ─+ waooaw-production\/waooaw-agent ──/.test(frame));
    screen.press('escape');
    await screen.until(frame => /▸. waooaw-agent/.test(frame));
  });

  it('filter by name; q is a letter there, and esc takes the filter away before anything else', async () => {
    const session = fakeSession(live);
    const screen = drawOn(<App colour={false} />, { ...size, session });
    screen.press('/', 'a', 'g', 'q');
    await screen.until(frame => frame.includes('No service name contains "agq". esc shows all 2.'));
    screen.press('backspace');
    await screen.until(frame => /▸. waooaw-agent/.test(frame) && !frame.includes('▸▲ waooaw-backend'));
    screen.press('enter', 'escape');
    await screen.until(frame => /▸▲ waooaw-backend/.test(frame));
    expect(session.called).toEqual([]);
  });

  it('open the filter and fill it, also when a slow link delivers both as one chunk', async () => {
    const session = fakeSession(live);
    const screen = drawOn(<App colour={false} />, { ...size, session });
    screen.chunk('/age');
    await screen.until(frame => frame.includes('/age▏') && !frame.includes('waooaw-backend'));
    screen.chunk('nt');
    await screen.until(frame => frame.includes('/agent▏'));
  });

  it('that arrive at the same moment act one after the other, each on what the one before has changed', async () => {
    const session = fakeSession(live);
    const screen = drawOn(<App colour={false} />, { ...size, session });
    screen.press('down', 'a');
    await screen.until(frame => /── Procedures ─+ waooaw-production\/waooaw-agent ──/.test(frame));
  });

  it('survive being held down on a link that delivers them all at once', async () => {
    const session = fakeSession(live);
    const screen = drawOn(<App colour={false} />, { ...size, session });
    screen.press(...Array.from({ length: 150 }, () => 'down'), 'a');
    await screen.until(frame => /── Procedures ─+ waooaw-production\/waooaw-agent ──/.test(frame));
  });

  it('that come as one chunk open nothing', async () => {
    const session = fakeSession(live);
    const screen = drawOn(<App colour={false} />, { ...size, session });
    screen.chunk('sqr');
    screen.paste('q');
    screen.press('j');
    await screen.until(frame => frame.includes('── waooaw-agent ──'));
    expect(session.called).toEqual([]);
  });

  it('are explained by ?, this screen first, and the footer names only those that do something', async () => {
    const session = fakeSession(live);
    const screen = drawOn(<App colour={false} />, { ...size, session });
    const dashboard = await screen.until(frame => frame.includes('s scale'));
    expect(dashboard.split('\n').at(-1)).not.toContain('w run');
    screen.press('?');
    const help = await screen.until(frame => frame.includes('Keys of this screen') && frame.includes('esc close'));
    expect(help.indexOf('Opens the scale wizard')).toBeLessThan(help.indexOf('Everywhere'));
    screen.press('q');
    await screen.until(frame => frame.includes('── waooaw-backend ──'));
    expect(session.called).toEqual([]);
  });

  it('refresh, pause and leave', async () => {
    const session = fakeSession(live);
    const screen = drawOn(<App colour={false} />, { ...size, session });
    screen.press('r', 'space', 'q');
    await session.untilCalled('quit');
    expect(session.called).toEqual(['refresh', 'setPaused true', 'quit']);
    session.store.update(state => ({ ...state, paused: true }));
    await screen.until(frame => frame.includes('PAUSED'));
  });

  it('q goes back one screen before it leaves the program', async () => {
    const session = fakeSession(live);
    const screen = drawOn(<App colour={false} />, { ...size, session });
    screen.press('a');
    await screen.until(frame => frame.includes('── Procedures ──'));
    screen.press('q');
    await screen.until(frame => frame.includes('── When to scale ──'));
    expect(session.called).toEqual([]);
    screen.press('q');
    await session.untilCalled('quit');
  });
});

describe('a run under way', () => {
  const event = { at: pictureTime, type: 'RunStarted', runId: 'run-1', plan: scalePlan, program: 'headroom' } as const;
  const active = { run: reduce(undefined, event), question: undefined };

  it('is said on the dashboard, and ctrl-c leads to it instead of leaving it alone', async () => {
    const session = fakeSession({ ...live, run: active });
    const screen = drawOn(<App colour={false} />, { ...size, session });
    await screen.until(frame => frame.includes('run under way, step 1 of 4 · w shows it'));
    screen.press('ctrl-c');
    await screen.until(frame => frame.includes('No deployment'));
    expect(session.called).toEqual([]);
  });

  it('leaves the way back within reach after it was dismissed', async () => {
    const ended = reduce(active.run, { at: pictureTime, type: 'RunCompleted', says: 'done' });
    const session = fakeSession({ ...live, run: { ...active, run: ended } });
    const screen = drawOn(<App colour={false} />, { ...size, session });
    await screen.until(frame => frame.includes('✓ run done · w shows it'));
    session.store.update(state => ({ ...state, run: undefined }));
    await screen.until(frame => frame.includes('z undo') && !frame.includes('w shows it'));
  });
});
