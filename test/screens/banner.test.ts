import { describe, expect, it } from 'vitest';
import type { OpenObligation } from '../../src/domain/obligation.ts';
import { hours } from '../../src/domain/time.ts';
import { bannerLines, shortPrincipal } from '../../src/screens/banner.ts';
import { initialState } from '../../src/store/state.ts';
import { lineWidth, plainText } from '../../src/terminal/line.ts';
import { pictureSession, pictureSnapshot, pictureTime } from '../support/ui-snapshots.ts';

it.each([
  ['arn:aws:sts::111122223333:assumed-role/Responder/alice', 'Responder/alice'],
  ['arn:aws:iam::111122223333:user/bob', 'bob'],
  ['arn:aws:iam::111122223333:user/team/bob', 'team/bob'],
  ['arn:aws:iam::111122223333:root', 'root'],
  ['not an arn', 'not an arn'],
])('%s is %s to a reader', (arn, name) => {
  expect(shortPrincipal(arn)).toBe(name);
});

it('keeps the mode of writing on the screen however narrow it is', () => {
  const state = {
    ...initialState({ state: 'armed', until: pictureTime + 60_000 }),
    snapshot: {
      ...pictureSnapshot(),
      session: { ...pictureSession, environment: 'production-eu', production: true, simulated: false },
    },
  };
  for (const width of [60, 80, 120]) {
    const [first, second] = bannerLines(state, { now: pictureTime, speed: 1, width, isRunShown: false });
    expect(plainText(first)).toMatch(/WRITES ARMED until 19:16 $/);
    expect([lineWidth(first), lineWidth(second)]).toEqual([width, width]);
  }
});

it('warns that requests go somewhere else than to AWS', () => {
  const session = { ...pictureSession, environment: 'staging', simulated: false, endpoint: 'http://10.0.0.7:4566' };
  const state = { ...initialState({ state: 'armed', until: null }), snapshot: { ...pictureSnapshot(), session } };
  const [first] = bannerLines(state, { now: pictureTime, speed: 1, width: 120, isRunShown: false });
  expect(plainText(first)).toContain('staging · 111122223333 · us-east-1  at http://10.0.0.7:4566');
});

describe('what a run has left behind', () => {
  const owed = (dueInMs: number): OpenObligation => ({
    says: 'event scaling of waooaw-backend is still on',
    dueAt: pictureTime + dueInMs,
    takenBackBy: 'headroom run stand-down-after-event',
    runId: '20261123T191507-k3f9',
    madeAt: pictureTime,
    session: pictureSession,
  });
  const second = (obligation: OpenObligation, width: number): string => {
    const state = {
      ...initialState({ state: 'armed', until: null }),
      snapshot: pictureSnapshot(),
      obligations: [obligation],
    };
    return plainText(bannerLines(state, { now: pictureTime, speed: 1, width, isRunShown: false })[1]);
  };

  it('stands on every screen, before and after it was due', () => {
    expect(second(owed(-hours(3)), 120)).toContain('▲ event scaling of waooaw-backend is still on, 3h past its end');
    expect(second(owed(hours(2)), 120)).toContain('! event scaling of waooaw-backend is still on, until');
  });

  it('leaves the age of the data its place on a narrow terminal', () => {
    const line = second(owed(-hours(3)), 80);
    expect(line).toContain('ago');
    expect(line).toContain('event scaling of waooaw');
    expect(line.length).toBeLessThanOrEqual(80);
  });
});
