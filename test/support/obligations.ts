import fc from 'fast-check';
import type { OpenObligation } from '../../src/domain/obligation.ts';
import type { ServiceKey, Snapshot } from '../../src/domain/snapshot.ts';
import { hours } from '../../src/domain/time.ts';
import { withObligation } from '../../src/journal/obligations.ts';
import { type EventRecord, recordFacts } from '../../src/procedures/event/record.ts';
import { scalePlan } from './scale-plan.ts';
import { now } from './snapshots.ts';

const notSuspended = { dynamicScalingIn: false, dynamicScalingOut: false, scheduledScaling: false };

/** What a run has left behind that prepared a service for an event, and found it so. */
export const eventOwed = (
  service: ServiceKey,
  record: Partial<EventRecord> = {},
  owed: Partial<OpenObligation> = {},
): OpenObligation => ({
  says: `event scaling of ${service.split('/')[1]} is still on`,
  dueAt: now + hours(3),
  takenBackBy: `headroom run stand-down-after-event --service ${service}`,
  restores: recordFacts(service, {
    desiredCount: 2,
    minCapacity: 2,
    maxCapacity: 10,
    suspended: notSuspended,
    actions: [],
    ...record,
  }),
  runId: '20261123T150000-even',
  madeAt: now - hours(2),
  session: { accountId: '123456789012', region: 'us-east-1', simulated: false },
  ...owed,
});

/** Puts it where runs of the simulated account keep what they owe. */
export function owedIn(stateDir: string, obligation: OpenObligation): void {
  const { runId, madeAt, session, ...owed } = obligation;
  const plan = { ...scalePlan, session: { ...scalePlan.session, ...session, simulated: true }, obligation: owed };
  const journal = withObligation({ append: () => {} }, { stateDir, runId, plan, earlier: [] });
  journal.append({ type: 'RunStarted', at: madeAt, runId, plan, program: 'test' });
  journal.append({ type: 'EffectRequested', at: madeAt, stepId: 'apply-1', command: 'aws' });
}

/** What runs may owe of the first service: nothing, or an event that found it in any state. */
export const anyObligations = ({ services: [service] }: Snapshot): fc.Arbitrary<readonly OpenObligation[]> => {
  const one = fc
    .record({
      desiredCount: fc.nat(12),
      bounds: fc.tuple(fc.nat(12), fc.nat(12)),
      suspended: fc.record(
        { dynamicScalingIn: fc.boolean(), dynamicScalingOut: fc.boolean(), scheduledScaling: fc.boolean() },
        { noNullPrototype: true },
      ),
      actions: fc.subarray(['event-20261127-0900-up-1', 'night-down']),
      ageHours: fc.integer({ min: 1, max: 9 }),
    })
    .map(({ bounds: [a, b], ageHours, ...record }) =>
      eventOwed(
        service?.key ?? 'none/none',
        { ...record, minCapacity: Math.min(a, b), maxCapacity: Math.max(a, b) },
        { madeAt: now - hours(ageHours) },
      ),
    );
  return fc.oneof(
    { weight: 1, arbitrary: fc.constant([]) },
    { weight: 4, arbitrary: fc.array(one, { minLength: 1, maxLength: 2 }) },
  );
};
