import { describe, expect, it } from 'vitest';
import { confirmBox } from '../../src/components/confirm-box.ts';
import { planLines } from '../../src/components/plan-view.ts';
import type { Plan } from '../../src/domain/plan.ts';
import { questionFacts } from '../../src/screens/wizard/question-facts.ts';
import { planUndoOf } from '../../src/session/planning.ts';
import { plainText } from '../../src/terminal/line.ts';
import { plannedTrip } from '../support/planned-trip.ts';
import { completedRun } from '../support/simulated-session.ts';
import { type RoundTrip, roundTrips } from './round-trips.ts';

/** Between banner and key hints of a terminal of 80 x 24. */
const [width, height] = [80, 21];

/** The title of the plan's page, and what `c` does. */
const pageFrameRows = 2;

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

async function plansOf(id: string, trip: RoundTrip): Promise<readonly Plan[]> {
  const { session, plan } = await plannedTrip(id, trip);
  const back = await planUndoOf(session, await completedRun(session, plan));
  if (back.kind !== 'plan') throw new Error(`no way back: ${JSON.stringify(back)}`);
  return [plan, back.plan];
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

  it.each(trips)(
    '$when: what it changes and what there is to decide on begin on the first page at 80x24',
    async trip => {
      const { plan, session } = await plannedTrip(id, trip);
      const { snapshot } = session.store.getSnapshot();
      const lines = planLines({ plan, snapshot, deviations: [], options: [] }, width).map(plainText);
      const pageRows = height - pageFrameRows;
      expect(lines.findIndex(line => line.startsWith(' Changes'))).toBeGreaterThan(0);
      if (plan.warnings.length > 0) {
        const at = lines.findIndex(line => line.startsWith(' Decide on'));
        expect(at, lines.slice(0, pageRows + 8).join('\n')).toBeGreaterThan(0);
        expect(at, lines.slice(0, pageRows + 8).join('\n')).toBeLessThan(pageRows);
      }
    },
  );
});
