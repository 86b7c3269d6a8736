import { describe, expect, it, onTestFinished } from 'vitest';
import { scaleService } from '../../src/procedures/scale-service.ts';
import { planProcedure } from '../../src/session/planning.ts';
import { createSession, type HeadroomSession } from '../../src/session/session.ts';
import { StandingClock } from '../support/screen.tsx';
import { now } from '../support/snapshots.ts';
import { type FakeAws, fakeAws } from './fake-ports.ts';

function sessionWithAws(): { readonly session: HeadroomSession; readonly aws: FakeAws } {
  const clock = new StandingClock(now);
  const aws = fakeAws(clock);
  const session = createSession({
    openAws: async () => aws.ports,
    wallClock: clock,
    writes: 'ask',
    stateDir: '/nowhere',
  });
  onTestFinished(() => session.close());
  return { session, aws };
}

describe('planning', () => {
  it('before AWS has answered is an answer in words, and no crash', async () => {
    const { session } = sessionWithAws();
    expect(await planProcedure(session, scaleService, { service: 'waooaw-backend', desiredCount: '6' })).toMatchObject({
      kind: 'failed',
      because: 'AWS has not answered yet',
      nextStep: expect.stringMatching(/\.$/),
    });
  });

  it('judges what was typed before it asks anything of AWS', async () => {
    const { session, aws } = sessionWithAws();
    await session.connect();
    const result = await planProcedure(session, scaleService, { service: 'nope', desiredCount: '6.5' });
    expect(result).toMatchObject({ kind: 'bad-input', problems: [{ field: 'service' }, { field: 'desiredCount' }] });
    expect(aws.read).toEqual([]);
  });

  it('reads, of the named service alone, exactly what the procedure says that it reads', async () => {
    const { session, aws } = sessionWithAws();
    await session.connect();
    await planProcedure(session, scaleService, { service: 'waooaw-backend', desiredCount: '6' });
    expect(aws.read).toEqual([scaleService.reads]);
  });
});
