import type { Plan, Planned, Prediction } from '../../domain/plan.ts';
import type { ServiceKey, Snapshot, SuspendedState } from '../../domain/snapshot.ts';
import { watch } from '../scale-service/holds.ts';
import { applyStep } from './apply.ts';
import { confirmationOf } from './confirmation.ts';
import { type Situation, situationOf } from './situation.ts';
import { activities, listed, movedBetween } from './suspension.ts';
import { warningsOf } from './warnings.ts';

/** What suspending and resuming have in common: the flags go from what they are to what is wanted, in one write. */
export function planSuspension(
  procedure: string,
  input: Plan['input'] & { readonly service: ServiceKey },
  wanted: (from: SuspendedState) => SuspendedState,
  snapshot: Snapshot,
): Planned {
  const situation = situationOf(input.service, wanted, snapshot);
  if ('blocked' in situation) return { kind: 'blocked', because: situation.blocked };
  const { service, counts, from, to } = situation;
  if (movedBetween(from, to).length === 0) return { kind: 'nothing-to-do', because: alreadySo(situation) };
  if (counts.status !== 'ACTIVE')
    return { kind: 'blocked', because: [`${service.service} is ${counts.status}: it is being deleted.`] };
  return {
    kind: 'plan',
    plan: {
      version: 1,
      procedure,
      input,
      summary: summaryOf(situation),
      madeAt: situation.at,
      session: situation.session,
      services: [service.key],
      warnings: warningsOf(situation),
      predictions: predictionsOf(situation),
      cost: null,
      steps: [
        { kind: 'confirm', id: 'confirm', title: 'Confirm', ask: confirmationOf(situation) },
        applyStep(situation),
        ...watchAfter(situation),
      ],
    },
  };
}

function alreadySo({ service, to }: Situation): string {
  const suspended = activities.filter(({ flag }) => to[flag]).map(({ words }) => words);
  return suspended.length === 0
    ? `Nothing of the auto-scaling of ${service.service} is suspended.`
    : `Of the auto-scaling of ${service.service} exactly this is suspended already: ${listed(suspended)}.`;
}

function summaryOf({ service, from, to }: Situation): string {
  const moved = movedBetween(from, to);
  const said = (suspends: boolean, verb: string): readonly string[] => {
    const words = moved.filter(({ flag }) => to[flag] === suspends).map(each => each.words);
    return words.length === 0 ? [] : [`${listed(words)} ${verb}`];
  };
  return `${service.service}: ${[...said(true, 'suspended'), ...said(false, 'resumed')].join(', ')}`;
}

const predictionsOf = ({ from, to, counts, countAfter }: Situation): readonly Prediction[] => [
  { label: 'Tasks', before: `${counts.desiredCount}`, after: `${countAfter}` },
  ...movedBetween(from, to).map(({ flag, does }) => ({
    label: does,
    before: from[flag] ? 'no' : 'yes',
    after: to[flag] ? 'no' : 'yes',
  })),
];

/** What resumes may act within minutes, so somebody should look. What is suspended does nothing that could be watched. */
function watchAfter({ service, target, from, to, countAfter }: Situation) {
  if (!movedBetween(from, to).some(({ flag }) => !to[flag])) return [];
  const leastCount = Math.min(countAfter, target.minCapacity);
  return [watch({ id: 'watch', service: service.key, desiredCount: countAfter, leastCount })];
}
