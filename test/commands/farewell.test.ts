import { describe, expect, it } from 'vitest';
import { demoFarewell, farewell } from '../../src/commands/farewell.ts';
import { type Run, type RunEvent, replay } from '../../src/domain/run.ts';
import { scalePlan, startsAt } from '../support/scale-plan.ts';

const started: RunEvent = { at: startsAt, type: 'RunStarted', runId: 'run-1', plan: scalePlan, program: 'headroom' };

function runWith(...events: readonly RunEvent[]): Run {
  const run = replay([started, ...events]);
  if (run === undefined) throw new Error('there is a first event');
  return run;
}

const stopped = runWith({
  at: startsAt,
  type: 'RunStopped',
  because: 'interrupted',
  says: 'stopped; AWS goes on with what it was sent',
  nextStep: 'See how far it is: headroom status.',
});

describe('what stays on the terminal after a run', () => {
  it('that was stopped: what it was, how it ended, what to do, and where the rest is told', () => {
    expect(farewell(stopped, {}).split('\n')).toEqual([
      `Run run-1: ${scalePlan.summary}`,
      '  ▲ stopped; AWS goes on with what it was sent',
      '  Next: See how far it is: headroom status.',
      '  All that it did: headroom history run-1',
      '',
    ]);
  });

  it('that is done: the way back', () => {
    const done = runWith({ at: startsAt, type: 'RunCompleted', says: 'done and verified' });
    expect(farewell(done, {})).toMatch(/✓ done and verified\n {2}To take it back: headroom undo run-1\n/);
  });

  it('that had not ended in time says that nobody watches', () => {
    expect(farewell(runWith(), {})).toMatch(/had not ended[^\n]*nobody watches[\s\S]*headroom undo run-1/);
  });

  it('repeats the flags without which its commands would mean another AWS or another journal', () => {
    const flags = { endpoint: 'http://127.0.0.1:4599', stateDir: '/tmp/runs', write: true };
    expect(farewell(stopped, flags)).toContain('same flags: --endpoint http://127.0.0.1:4599 --state-dir /tmp/runs\n');
  });

  it('of a demo offers nothing that needs the AWS that has ended with it', () => {
    const said = demoFarewell(stopped, '/state/demo');
    expect(said).not.toMatch(/undo|headroom status/);
    expect(said).toContain('headroom history run-1 --state-dir /state/demo');
  });
});
