import { describe, expect, it } from 'vitest';
import { obligationWords } from '../../../src/domain/obligation.ts';
import type { Run } from '../../../src/domain/run.ts';
import { hours, minutes } from '../../../src/domain/time.ts';
import { zonedTime } from '../../../src/domain/zoned-time.ts';
import { readObligations } from '../../../src/journal/obligations.ts';
import { findProcedure } from '../../../src/procedures/index.ts';
import { flagsOperator } from '../../../src/runner/operators/flags.ts';
import { planProcedure } from '../../../src/session/planning.ts';
import { startRun } from '../../../src/session/runs.ts';
import type { HeadroomSession } from '../../../src/session/session.ts';
import type { PlanResult } from '../../../src/store/actions.ts';
import { type InProcessAws, openInProcessAws } from '../../faults/support/in-process-aws.ts';
import { heldBy } from '../../support/held-by-world.ts';
import { inProcessSession } from '../../support/in-process-session.ts';
import { planOf } from '../../support/planned.ts';
import { completedRun, simulatedAccount, takenBack } from '../../support/simulated-session.ts';

const backend = 'waooaw-production/waooaw-backend';
const target = `service/${backend}`;

async function asked(
  session: HeadroomSession,
  id: string,
  input: Readonly<Record<string, string>> = {},
): Promise<PlanResult> {
  const procedure = findProcedure(id);
  if (procedure === undefined) throw new Error(`there is no procedure ${id}`);
  return planProcedure(session, procedure, { service: 'waooaw-backend', ...input });
}

const inHours = (session: HeadroomSession, ahead: number): string =>
  zonedTime(session.clock.now() + hours(ahead), 'Europe/Berlin');

/** Prepares the campaign for now, with little to warm up. */
const campaign = (session: HeadroomSession, input: Readonly<Record<string, string>> = {}): Promise<PlanResult> =>
  asked(session, 'prepare-for-event', {
    requestsPerMinute: '5000',
    end: inHours(session, 4),
    warmUpRequests: '3',
    ...input,
  });

/** Runs it to its end, every pause lived through. */
async function lived(session: HeadroomSession, planned: PlanResult): Promise<Run> {
  const plan = planOf(planned);
  const phrases = plan.steps.flatMap(step => (step.kind === 'confirm' ? [step.ask.phrase] : []));
  const operator = flagsOperator({ yes: true, phrases });
  const { ended } = startRun(session, 'test', { plan, operator, hold: true, onEvent: () => {} });
  return (await ended).run;
}

const countIn = ({ simulator }: InProcessAws): number => heldBy(simulator.world).counts[backend] ?? 0;

/** What the count was in each minute of so much time. */
async function counted(aws: InProcessAws, ms: number): Promise<readonly number[]> {
  const counts: number[] = [];
  for (let passed = 0; passed < ms; passed += minutes(1)) {
    await aws.clock.sleep(minutes(1));
    counts.push(countIn(aws));
  }
  return counts;
}

const surge = ({ simulator }: InProcessAws, extraPerMinute: number, holdMinutes: number): void => {
  simulator.perform({
    add: {
      id: `surge-${extraPerMinute}`,
      match: { resource: 'waooaw-backend' },
      effect: { kind: 'surge', extraPerMinute, rampMinutes: 10, holdMinutes },
    },
  });
};

describe('during an event', () => {
  it('auto-scaling takes none of the prepared tasks away, however quiet it is, and still adds some', async () => {
    const aws = openInProcessAws(3);
    const session = await inProcessSession(aws);
    await lived(session, await campaign(session, { requestsPerMinute: '2500' }));
    expect(countIn(aws)).toBe(6);
    // Hours in which both low alarms are in ALARM: without the floor it would be back at two.
    expect(new Set(await counted(aws, hours(2)))).toEqual(new Set([6]));
    surge(aws, 9000, 30);
    const during = await counted(aws, hours(2));
    expect(Math.max(...during)).toBeGreaterThan(6);
    expect(Math.min(...during)).toBe(6);
  });

  it('the same quiet without one takes such a count back: the floor is what keeps it', async () => {
    const aws = openInProcessAws(3);
    const session = await inProcessSession(aws);
    await lived(session, await asked(session, 'scale-service', { desiredCount: '6', how: 'count' }));
    expect(Math.min(...(await counted(aws, hours(2))))).toBe(2);
  });
});

describe('an event that was scheduled', () => {
  it('comes and goes by itself, and what is left of it is taken back', async () => {
    const aws = openInProcessAws(3);
    const session = await inProcessSession(aws);
    const before = structuredClone(heldBy(aws.simulator.world));
    await lived(session, await campaign(session, { start: inHours(session, 1), end: inHours(session, 3) }));
    expect(heldBy(aws.simulator.world).counts).toEqual(before.counts);
    await aws.clock.sleep(hours(1.5));
    expect(heldBy(aws.simulator.world).targets[target]).toMatchObject({ minCapacity: 12, maxCapacity: 18 });
    expect(countIn(aws)).toBe(12);
    await aws.clock.sleep(hours(2));
    expect(heldBy(aws.simulator.world).targets[target]).toMatchObject({ minCapacity: 2, maxCapacity: 18 });
    await aws.clock.sleep(hours(2));
    expect(session.store.getSnapshot().obligations).toHaveLength(1);
    await lived(session, await asked(session, 'stand-down-after-event'));
    expect(heldBy(aws.simulator.world)).toEqual(before);
    expect(session.store.getSnapshot().obligations).toEqual([]);
  });

  it('is called off before it begins, without a task more or less', async () => {
    const aws = openInProcessAws(3);
    const session = await inProcessSession(aws);
    const before = structuredClone(heldBy(aws.simulator.world));
    await lived(session, await campaign(session, { start: inHours(session, 5), end: inHours(session, 9) }));
    expect(Object.keys(heldBy(aws.simulator.world).targets[target]?.scheduledActions ?? {})).toHaveLength(5);
    await lived(session, await asked(session, 'stand-down-after-event'));
    expect(heldBy(aws.simulator.world)).toEqual(before);
  });
});

describe('standing down', () => {
  it('stops where the load rises again, keeps what is left, and goes on from there', async () => {
    const aws = openInProcessAws(3);
    const session = await inProcessSession(aws);
    const before = structuredClone(heldBy(aws.simulator.world));
    await lived(session, await campaign(session));
    // Six tasks carry it; four do not.
    surge(aws, 5200, 60);
    await aws.clock.sleep(minutes(15));
    const run = await lived(session, await asked(session, 'stand-down-after-event'));
    expect(run.ended).toMatchObject({ kind: 'stopped', because: 'watch-failed' });
    expect(countIn(aws)).toBeGreaterThanOrEqual(4);
    expect(countIn(aws)).toBeLessThan(12);
    expect(session.store.getSnapshot().obligations).toHaveLength(1);
    await aws.clock.sleep(hours(2));
    const again = await lived(session, await asked(session, 'stand-down-after-event'));
    expect(again.ended).toMatchObject({ kind: 'completed' });
    expect(heldBy(aws.simulator.world)).toEqual(before);
    expect(session.store.getSnapshot().obligations).toEqual([]);
  });
});

describe('what is owed', () => {
  it('stands until it is taken back, is owed again when that is undone, and the warm-up is real requests', async () => {
    const { aws, session, stateDir } = await simulatedAccount();
    const before = structuredClone(heldBy(aws.world));
    const up = await completedRun(session, planOf(await campaign(session)));
    expect(up.steps.at(-1)?.says).toBe('3 requests, all answered');
    const [owed] = session.store.getSnapshot().obligations;
    if (owed === undefined) throw new Error('the event is owed');
    expect(obligationWords(owed, owed.dueAt + hours(3))).toBe(
      'event scaling of waooaw-backend is still on, 3h past its end: headroom run stand-down-after-event --service waooaw-backend',
    );
    const during = structuredClone(heldBy(aws.world));

    const down = await completedRun(session, planOf(await asked(session, 'stand-down-after-event')));
    expect(heldBy(aws.world)).toEqual(before);
    expect(readObligations(stateDir)).toEqual([]);

    await takenBack(session, down);
    expect(heldBy(aws.world)).toEqual(during);
    const [again] = readObligations(stateDir);
    expect(again).toMatchObject({ says: owed.says, dueAt: owed.dueAt, restores: owed.restores });

    await completedRun(session, planOf(await asked(session, 'stand-down-after-event')));
    expect(heldBy(aws.world)).toEqual(before);
    expect(readObligations(stateDir)).toEqual([]);
  }, 60_000);

  it('is over where somebody else has brought everything back, and no screen shows it any more', async () => {
    const { session, stateDir, call } = await simulatedAccount();
    await completedRun(session, planOf(await campaign(session)));
    call('application-autoscaling:RegisterScalableTarget', {
      ServiceNamespace: 'ecs',
      ResourceId: target,
      ScalableDimension: 'ecs:service:DesiredCount',
      MinCapacity: 2,
      MaxCapacity: 10,
    });
    call('ecs:UpdateService', { cluster: 'waooaw-production', service: 'waooaw-backend', desiredCount: 2 });
    expect(await asked(session, 'stand-down-after-event')).toMatchObject({ kind: 'nothing-to-do' });
    expect(readObligations(stateDir)).toEqual([]);
    expect(session.store.getSnapshot().obligations).toEqual([]);
  }, 60_000);
});
