import { describe, expect, it } from 'vitest';
import { confirmBox } from '../../src/components/confirm-box.ts';
import type { Plan } from '../../src/domain/plan.ts';
import { procedures } from '../../src/procedures/index.ts';
import { questionFacts } from '../../src/screens/wizard/question-facts.ts';
import { planProcedure, planUndoOf } from '../../src/session/planning.ts';
import { plainText } from '../../src/terminal/line.ts';
import { completedRun, simulatedAccount } from '../support/simulated-session.ts';
import { type RoundTrip, roundTrips } from './round-trips.ts';

/** Between banner and key hints of a terminal of 80 x 24. */
const [width, height] = [80, 21];

/** The question of the plan as it stands in a small terminal. */
function question(plan: Plan): ReturnType<typeof confirmBox> {
  const confirm = plan.steps.find(step => step.kind === 'confirm');
  if (confirm === undefined) throw new Error(`nothing asks before ${plan.summary}`);
  return confirmBox(
    {
      title: 'Confirm',
      ask: confirm.ask,
      session: plan.session,
      facts: questionFacts(plan),
      typed: '',
      armed: true,
      settling: false,
      notice: undefined,
      expiresInMs: 60_000,
      cancel: 'says no; nothing is written',
    },
    width,
    height,
  );
}

async function plansOf(id: string, { input, arrange }: RoundTrip): Promise<readonly Plan[]> {
  const { session, call } = await simulatedAccount();
  arrange?.(call);
  const procedure = procedures.find(each => each.id === id);
  if (procedure === undefined) throw new Error(`there is no procedure ${id}`);
  const there = await planProcedure(session, procedure, input);
  if (there.kind !== 'plan') throw new Error(`no plan: ${JSON.stringify(there)}`);
  const back = await planUndoOf(session, await completedRun(session, there.plan));
  if (back.kind !== 'plan') throw new Error(`no way back: ${JSON.stringify(back)}`);
  return [there.plan, back.plan];
}

/** A question that is not seen whole takes no answer: at 80x24 it could be neither confirmed nor undone. */
describe.each(Object.entries(roundTrips))('%s', (id, trips) => {
  it.each(trips)('$when: its question and that of its undo can be answered at 80x24', async trip => {
    for (const plan of await plansOf(id, trip)) {
      const { lines, showsTarget } = question(plan);
      expect(lines.map(plainText).join('\n')).toContain('Type ');
      expect(showsTarget, lines.map(plainText).join('\n')).toBe(true);
    }
  });
});
