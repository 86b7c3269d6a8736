import { type Confirmation, heavier } from './confirmation.ts';
import type { Change } from './fact.ts';
import { readFact, servicesOf } from './fact.ts';
import type { ApplyStep, Plan, Planned, UndoStep } from './plan.ts';
import { type Run, writesOf } from './run.ts';
import type { Session, Snapshot } from './snapshot.ts';
import { type Instant, minutes } from './time.ts';

/**
 * The plan that takes a run back: the undos that were written when the run was planned, newest write first.
 *
 * Invariant: an undo is a plan like any other. It starts from what is there now, is confirmed by grade, compared before
 * it is applied, and verified; it never writes over a value that somebody else has set since.
 */
export function planUndo(run: Run, snapshot: Snapshot, madeAt: Instant): Planned {
  const sent = writesOf(run).filter(({ wasSent }) => wasSent);
  if (sent.length === 0) return { kind: 'nothing-to-do', because: `run ${run.id} wrote nothing` };
  const sameAws = differentAws(run.plan.session, snapshot.session);
  if (sameAws !== undefined) return { kind: 'blocked', because: [sameAws] };

  const without = sent.flatMap(({ step }) =>
    step.undo.kind === 'none' ? [`${step.title} cannot be undone: ${step.undo.because}`] : [],
  );
  if (without.length > 0) return { kind: 'blocked', because: without };

  const undos = sent
    .toReversed()
    .flatMap(({ step: { undo, unchanged } }) =>
      undo.kind === 'steps' ? undo.steps.map(step => ({ ...step, unchanged })) : [],
    );
  const remaining = undos.filter(undo => !undo.changes.every(change => holds(change, snapshot)));
  if (remaining.length === 0)
    return { kind: 'nothing-to-do', because: `everything is already as it was before run ${run.id}` };

  const overwritten = conflicts(remaining, snapshot);
  if (overwritten.length > 0) return { kind: 'blocked', because: overwritten };
  return { kind: 'plan', plan: undoPlan(run, remaining, madeAt, snapshot.session) };
}

const holds = (change: Change, snapshot: Snapshot): boolean => {
  const reading = readFact(snapshot, change.fact);
  return reading.known && reading.value === change.to;
};

function differentAws(then: Session, now: Session): string | undefined {
  if (then.accountId === now.accountId && then.region === now.region && then.simulated === now.simulated)
    return undefined;
  return `the run was made in account ${then.accountId} ${then.region}, this session is in ${now.accountId} ${now.region}`;
}

/** What the first undo that touches a fact expects to find there must be there, or somebody else has changed it. */
function conflicts(undos: readonly UndoStep[], snapshot: Snapshot): readonly string[] {
  const seen = new Set<string>();
  return undos.flatMap(undo =>
    undo.changes.flatMap(({ fact, from, to }) => {
      const address = `${fact.service}#${fact.attribute}`;
      if (seen.has(address)) return [];
      seen.add(address);
      const reading = readFact(snapshot, fact);
      if (!reading.known) return [`${fact.attribute} of ${fact.service} cannot be read, so it cannot be compared`];
      if (reading.value === from || reading.value === to) return [];
      return [
        `${fact.attribute} of ${fact.service} is ${reading.value} now: the run left ${from}, and somebody has changed it since`,
      ];
    }),
  );
}

function undoPlan(
  run: Run,
  undos: readonly (UndoStep & Pick<ApplyStep, 'unchanged'>)[],
  madeAt: Instant,
  session: Session,
): Plan {
  const changes = undos.flatMap(undo => undo.changes);
  const { cost } = run.plan;
  return {
    version: 1,
    procedure: 'undo',
    input: { run: run.id },
    summary: `undo of "${run.plan.summary}"`,
    madeAt,
    session,
    services: servicesOf(changes),
    warnings: [],
    predictions: [],
    cost: cost && { ...cost, perHourUsd: -cost.perHourUsd, perMonthUsd: -cost.perMonthUsd },
    steps: [
      { kind: 'confirm', id: 'confirm', title: 'Confirm', ask: confirmationOfUndo(run, changes, session) },
      ...undos.map(
        (undo, index): ApplyStep => ({
          ...undo,
          kind: 'apply',
          id: `apply-${index + 1}`,
          verifyWithinMs: minutes(10),
          undo: { kind: 'none', because: 'an undo is taken back by running the procedure again' },
        }),
      ),
    ],
  };
}

/** The number that an undo asks for is the count that it brings back. */
function confirmationOfUndo(run: Run, changes: readonly Change[], session: Session): Confirmation {
  const counts = changes.filter(({ fact }) => fact.attribute === 'desiredCount');
  const last = counts.at(-1);
  const grade = session.production && last ? heavier('press', 'number') : 'press';
  const words = changes.map(({ fact, from, to }) => `${fact.attribute} ${from} → ${to}`).join(', ');
  return {
    grade,
    phrase: grade === 'number' && last ? String(last.to) : 'y',
    consequence: `This takes run ${run.id} back: ${words}.`,
    because: grade === 'number' ? [`${session.environment} is a production environment`] : [],
  };
}
