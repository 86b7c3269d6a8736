import type { ExpectedFact } from './check.ts';
import type { Confirmation } from './confirmation.ts';
import { type Change, type Fact, readFact, servicesOf } from './fact.ts';
import type { ApplyStep, Plan, Planned, UndoStep } from './plan.ts';
import { type Run, writesOf } from './run.ts';
import type { Session, Snapshot } from './snapshot.ts';
import { type Instant, minutes } from './time.ts';

/** One write of the way back, with what must not have moved beside it. */
type UndoWrite = UndoStep & Pick<ApplyStep, 'unchanged'>;

/**
 * The plan that takes a run back: the undos that were written when the run was planned, newest write first.
 *
 * Invariant: an undo is a plan like any other. It starts from what is there now, is confirmed by grade, compared before
 * it is applied, and verified; it never writes over a value that somebody else has set since.
 */
export function planUndo(run: Run, snapshot: Snapshot, madeAt: Instant): Planned {
  const sent = writesOf(run);
  if (sent.length === 0) return { kind: 'nothing-to-do', because: `run ${run.id} wrote nothing` };
  const otherAws = differentAws(run.plan.session, snapshot.session);
  if (otherAws !== undefined) return { kind: 'blocked', because: [otherAws] };

  const without = sent.flatMap(({ title, undo }) =>
    undo.kind === 'none' ? [`${title} cannot be undone: ${undo.because}`] : [],
  );
  if (without.length > 0) return { kind: 'blocked', because: without };

  const undos = sent.toReversed().flatMap(undoWrites);
  // Only a leading run of them may be left out: an earlier write's clamp moves what a later one brings back.
  const firstAhead = undos.findIndex((_, index) => !isBehind(undos.slice(index), snapshot));
  const remaining = firstAhead === -1 ? [] : undos.slice(firstAhead);
  if (remaining.length === 0)
    return { kind: 'nothing-to-do', because: `everything is already as it was before run ${run.id}` };

  const overwritten = [...movedSince(remaining, snapshot), ...changedBeside(remaining, undos, snapshot)];
  if (overwritten.length > 0) return { kind: 'blocked', because: overwritten };
  const whole = remaining.length === undos.length && sent.length === countApplies(run);
  return { kind: 'plan', plan: undoPlan({ run, undos: fromNow(remaining, snapshot), whole, madeAt, snapshot }) };
}

function undoWrites({ undo, unchanged }: ApplyStep): readonly UndoWrite[] {
  if (undo.kind === 'none') return [];
  // A fact that one write of the way back moves cannot stand still for the next.
  const moved = new Set(undo.steps.flatMap(({ changes }) => changes.map(({ fact }) => addressOf(fact))));
  const beside = unchanged.filter(({ fact }) => !moved.has(addressOf(fact)));
  return undo.steps.map(step => ({ ...step, unchanged: beside }));
}

const addressOf = ({ service, attribute }: Fact): string => `${service}#${attribute}`;

const countApplies = (run: Run): number => run.plan.steps.filter(({ kind }) => kind === 'apply').length;

/** Whether AWS is already where the first of these writes leads, or further back where a later one leads. */
function isBehind(undos: readonly UndoWrite[], snapshot: Snapshot): boolean {
  const [first] = undos;
  const later = undos.flatMap(({ changes }) => changes);
  return (
    first?.changes.every(({ fact }) => {
      const reading = readFact(snapshot, fact);
      return (
        reading.known && later.some(change => addressOf(change.fact) === addressOf(fact) && change.to === reading.value)
      );
    }) === true
  );
}

function differentAws(then: Session, now: Session): string | undefined {
  if (then.accountId === now.accountId && then.region === now.region && then.simulated === now.simulated)
    return undefined;
  const nameOf = ({ accountId, region, simulated }: Session): string =>
    `${simulated ? 'simulated ' : ''}account ${accountId} ${region}`;
  return `the run was made in ${nameOf(then)}, this session is in ${nameOf(now)}`;
}

/** The first change of each fact, in order: what it starts from has to be there now. */
function firstChanges(undos: readonly UndoWrite[]): readonly Change[] {
  const first = new Map<string, Change>();
  for (const change of undos.flatMap(({ changes }) => changes)) {
    if (!first.has(addressOf(change.fact))) first.set(addressOf(change.fact), change);
  }
  return [...first.values()];
}

const unreadable = ({ attribute, service }: Fact): string =>
  `${attribute} of ${service} cannot be read, so it cannot be compared`;

/** What the first undo that touches a fact expects to find there must be there, or somebody else has changed it. */
const movedSince = (undos: readonly UndoWrite[], snapshot: Snapshot): readonly string[] =>
  firstChanges(undos).flatMap(({ fact, from, to }) => {
    const reading = readFact(snapshot, fact);
    if (!reading.known) return [unreadable(fact)];
    if (reading.value === from || reading.value === to) return [];
    return [
      `${fact.attribute} of ${fact.service} is ${reading.value} now: the run left ${from}, and somebody has changed it since`,
    ];
  });

/** The facts that no write of the way back moves must be as the run found them: the same service, the same ceiling. */
function changedBeside(
  remaining: readonly UndoWrite[],
  all: readonly UndoWrite[],
  snapshot: Snapshot,
): readonly string[] {
  const moved = new Set(firstChanges(all).map(({ fact }) => addressOf(fact)));
  const beside = new Map<string, ExpectedFact>();
  for (const expected of remaining.flatMap(({ unchanged }) => unchanged)) {
    if (!moved.has(addressOf(expected.fact))) beside.set(addressOf(expected.fact), expected);
  }
  return [...beside.values()].flatMap(({ fact, value }) => {
    const reading = readFact(snapshot, fact);
    if (!reading.known) return [unreadable(fact)];
    if (reading.value === value) return [];
    return [`${fact.attribute} of ${fact.service} is ${reading.value} now, and was ${value} when the run was made`];
  });
}

/** A fact that is back already must stay so; it is no longer something that the write moves. */
function fromNow(undos: readonly UndoWrite[], snapshot: Snapshot): readonly UndoWrite[] {
  const first = new Set(firstChanges(undos));
  const isBack = (change: Change): boolean => {
    const reading = readFact(snapshot, change.fact);
    return first.has(change) && reading.known && reading.value === change.to;
  };
  return undos.map(undo => ({
    ...undo,
    changes: undo.changes.filter(change => !isBack(change)),
    unchanged: [
      ...undo.unchanged,
      ...undo.changes.filter(isBack).map(({ fact, to }): ExpectedFact => ({ fact, value: to })),
    ],
  }));
}

function undoPlan({
  run,
  undos,
  whole,
  madeAt,
  snapshot: { session },
}: {
  readonly run: Run;
  readonly undos: readonly UndoWrite[];
  /** Whether all that the run's cost was reckoned from is taken back. */
  readonly whole: boolean;
  readonly madeAt: Instant;
  readonly snapshot: Snapshot;
}): Plan {
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
    cost: whole && cost ? { ...cost, perHourUsd: -cost.perHourUsd, perMonthUsd: -cost.perMonthUsd } : null,
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

/** In production the number that comes back has to be typed: the lightest key is not enough there. */
function confirmationOfUndo(run: Run, changes: readonly Change[], session: Session): Confirmation {
  const last = changes.findLast(({ fact }) => fact.attribute === 'desiredCount') ?? changes.at(-1);
  const words = changes.map(({ fact, from, to }) => `${fact.attribute} ${from} → ${to}`).join(', ');
  const consequence = `This takes run ${run.id} back: ${words}.`;
  if (!session.production || typeof last?.to !== 'number')
    return { grade: 'press', phrase: 'y', consequence, because: [] };
  return {
    grade: 'number',
    phrase: String(last.to),
    consequence,
    because: [`${session.environment} is a production environment`],
  };
}
