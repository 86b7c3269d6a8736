import { expect, it } from 'vitest';
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
