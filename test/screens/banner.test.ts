import { describe, expect, it } from 'vitest';
import type { OpenObligation } from '../../src/domain/obligation.ts';
import type { Outage } from '../../src/domain/outage.ts';
import { hours } from '../../src/domain/time.ts';
import { bannerLines, shortPrincipal } from '../../src/screens/banner.ts';
import { type AppState, initialState } from '../../src/store/state.ts';
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

describe('what the reader should know of AWS', () => {
  const outage = (service: string): Outage => ({
    service,
    since: pictureTime - 180_000,
    nextProbeAt: pictureTime + 20_000,
    fault: { kind: 'service', because: 'AWS failed', nextStep: 'Wait.' },
  });
  const second = (changes: Partial<AppState>, width = 120): string => {
    const snapshot = { ...pictureSnapshot(), session: pictureSession };
    const live: AppState = { ...initialState({ state: 'armed', until: null }), snapshot, link: { state: 'live' } };
    const room = { now: pictureTime, speed: 1, width, isRunShown: false };
    const [, line] = bannerLines({ ...live, ...changes }, room);
    expect(lineWidth(line)).toBe(width);
    return plainText(line);
  };

  it('N14: which service fails, since when, and when it is tried again', () => {
    expect(second({ outages: [outage('ecs')] })).toMatch(/! ecs fails since 19:12:07, next try 19:15:27 $/);
    expect(second({ outages: [outage('ecs'), outage('cloudwatch')] })).toMatch(/! ecs and 1 more fail since 19:12:07/);
    expect(second({ outages: [outage('ecs')] }, 72)).toMatch(/read .* ago +! ecs fails, next try 19:15:27 $/);
  });

  it('T1: that polling is slowed, and to what', () => {
    expect(second({ slowed: { part: 'scaling', everyMs: 40_000 } })).toMatch(
      /! AWS throttles: scaling read every 40 s $/,
    );
  });

  it('A5: as whom, and where the credentials come from', () => {
    const connection = { credentialsFrom: 'profile ops: SSO', notes: [] };
    expect(second({ connection })).toMatch(/ · profile ops: SSO $/);
    expect(second({ connection }, 80)).not.toContain('profile ops');
  });

  it('F4: what in the environment bears on where requests go', () => {
    const connection = { credentialsFrom: undefined, notes: ['HTTPS_PROXY is set and not used.'] };
    expect(second({ connection })).toContain('! HTTPS_PROXY is set and not used.');
    expect(second({ connection }, 80)).toContain('! see headroom status');
  });
});

describe('what a run has left behind', () => {
  const owed = (dueInMs: number): OpenObligation => ({
    says: 'event scaling of waooaw-backend is still on',
    brief: 'event scaling on',
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
    expect(second(owed(hours(2)), 140)).toContain('! event scaling of waooaw-backend is still on, until');
  });

  it('is said in as many words as there is room for, and leaves the age of the data its place', () => {
    const said = (width: number, dueInMs: number): string => {
      const line = second(owed(dueInMs), width);
      expect(line).toContain('ago');
      expect(line.length).toBeLessThanOrEqual(width);
      return line;
    };
    expect(said(80, -hours(3))).toContain('▲ event scaling on, 3h past its end');
    expect(said(80, hours(3.5))).toContain('! event scaling on, ends in 3h30m');
    expect(said(120, hours(3.5))).toContain('! event scaling of waooaw-backend is still on, ends in 3h30m');
    expect(said(200, hours(3.5))).toMatch(/is still on, until \S+Z, in 3h30m/);
  });
});

it('says how much is asked of AWS where there is room, and why data is old where the budget holds it back', () => {
  const state = {
    ...initialState({ state: 'armed', until: null }),
    link: { state: 'live' },
    snapshot: pictureSnapshot(),
  } as const;
  const second = (width: number, isHeld: boolean): string => {
    const requests = { lastMinute: 31, perMinute: 300, isHeld };
    return plainText(bannerLines({ ...state, requests }, { now: pictureTime, speed: 1, width, isRunShown: false })[1]);
  };
  expect(second(120, false)).toContain('ago · 31 of 300 requests/min ');
  expect(second(66, false)).toContain('ago · 31 requests/min ');
  expect(second(60, false)).not.toContain('requests');
  expect(second(120, true)).toContain('kept to 300 requests/min: reading slower');
});
