import { expect, it } from 'vitest';
import type { Plan } from '../../../src/domain/plan.ts';
import { type RunEvent, replay } from '../../../src/domain/run.ts';
import { hours } from '../../../src/domain/time.ts';
import { endLines } from '../../../src/screens/wizard/run-view.ts';
import { plainText } from '../../../src/terminal/line.ts';
import { startsAt as at, scalePlan } from '../../support/scale-plan.ts';

const endOf = (plan: Plan): string => {
  const events: readonly RunEvent[] = [
    { type: 'RunStarted', at, runId: '20261123T191507-k3f9', plan, program: 'test' },
    { type: 'RunCompleted', at, says: 'done and verified' },
  ];
  const run = replay(events);
  if (run === undefined) throw new Error('a run has begun');
  return endLines(run, 200).map(plainText).join('\n');
};

it('a run that leaves something on says until when, and what takes it back', () => {
  expect(endOf(scalePlan)).toContain('Nothing is left to do.');
  const obligation = {
    says: 'event scaling of web-api is still on',
    dueAt: at + hours(6),
    takenBackBy: 'headroom run stand-down-after-event --service web-api',
  };
  expect(endOf({ ...scalePlan, obligation })).toContain(
    'After 2026-11-24T01:15:07Z take it back with headroom run stand-down-after-event --service web-api.',
  );
});
