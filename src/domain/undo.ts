import { bindToAws } from './bind-to-aws.ts';
import type { ExpectedFact } from './check.ts';
import { draggedAlong } from './dragged-along.ts';
import { addressOf, type Change, type Fact, type FactValue, movesByItself, readFact } from './fact.ts';
import { factName, valueWords } from './fact-words.ts';
import type { ApplyStep, Planned } from './plan.ts';
import { type Run, writesOf } from './run.ts';
import { sentence } from './sentence.ts';
import type { Session, Snapshot } from './snapshot.ts';
import type { Instant } from './time.ts';
import { type UndoWrite, undoPlan } from './undo-plan.ts';

/**
 * The plan that takes a run back: the undos that were written when the run was planned, newest write first.
 *
 * Invariant: an undo is a plan like any other. It starts from what is there now, is confirmed by grade, compared before
 * it is applied, and verified; it never writes over a value that somebody else has set since. The count is auto-scaling's
 * to move: where nothing but the count has moved, the bounds come back and the count stays where it is.
 */
export function planUndo(run: Run, snapshot: Snapshot, madeAt: Instant): Planned {
  const sent = writesOf(run);
  if (sent.length === 0) return { kind: 'nothing-to-do', because: `Run ${run.id} wrote nothing.` };
  const otherAws = differentAws(run.plan.session, snapshot.session);
  if (otherAws !== undefined) return { kind: 'blocked', because: [otherAws] };

  const without = sent.flatMap(({ title, undo }) =>
    undo.kind === 'none' ? [sentence(`"${title}" cannot be undone: ${undo.because}`)] : [],
  );
  if (without.length > 0) return { kind: 'blocked', because: without };

  const undos = sent.toReversed().flatMap(undoWrites);
  // Only a leading run of them may be left out: an earlier write's clamp moves what a later one brings back.
  const firstAhead = undos.findIndex((_, index) => !isBehind(undos.slice(index), snapshot));
  const remaining = firstAhead === -1 ? [] : undos.slice(firstAhead);
  if (remaining.length === 0)
    return { kind: 'nothing-to-do', because: `Everything is already as it was before run ${run.id}.` };

  const { writes, stays, because } = aroundWhatMovedByItself(remaining, snapshot);
  const inTheWay = [...because, ...changedBeside(remaining, undos, snapshot), ...draggedAlong(writes, snapshot)];
  if (inTheWay.length > 0) return { kind: 'blocked', because: inTheWay };
  const isWhole = writes.length === undos.length && sent.length === countApplies(run);
  const bound = fromNow(writes, stays, snapshot).map(write => bindToAws(write, snapshot));
  const unbound = bound.filter(write => typeof write === 'string');
  if (unbound.length > 0) return { kind: 'blocked', because: unbound };
  const back = { writes: bound.filter(write => typeof write !== 'string'), stays, isWhole };
  return { kind: 'plan', plan: undoPlan(run, back, { madeAt, snapshot }) };
}

/** The way back of one step, each write with what must not have moved beside it. */
export function undoWrites({ undo, unchanged }: Pick<ApplyStep, 'undo' | 'unchanged'>): readonly UndoWrite[] {
  if (undo.kind !== 'steps') return [];
  // A fact that one write of the way back moves cannot stand still for the next.
  const moved = new Set(undo.steps.flatMap(({ changes }) => changes.map(({ fact }) => addressOf(fact))));
  const beside = unchanged.filter(({ fact }) => !moved.has(addressOf(fact)));
  return undo.steps.map(step => ({ ...step, unchanged: beside }));
}

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
  return `The run was made in ${nameOf(then)}, and this session is in ${nameOf(now)}.`;
}

/** The first change of each fact, in order: what it starts from has to be there now. */
function firstChanges(undos: readonly UndoWrite[]): readonly Change[] {
  const first = new Map<string, Change>();
  for (const change of undos.flatMap(({ changes }) => changes)) {
    if (!first.has(addressOf(change.fact))) first.set(addressOf(change.fact), change);
  }
  return [...first.values()];
}

const unreadable = (fact: Fact): string => `${factName(fact)} cannot be read now, so it cannot be compared.`;

/** A fact that is neither where the run left it nor where the way back leads; undefined where it cannot be read. */
interface Moved {
  readonly fact: Fact;
  readonly value: FactValue | undefined;
  readonly says: string;
}

const movedSince = (undos: readonly UndoWrite[], snapshot: Snapshot): readonly Moved[] =>
  firstChanges(undos).flatMap(({ fact, from, to }): readonly Moved[] => {
    const reading = readFact(snapshot, fact);
    if (!reading.known) return [{ fact, value: undefined, says: unreadable(fact) }];
    const { value } = reading;
    if (value === from || value === to) return [];
    const [now, set, before] = [value, from, to].map(each => valueWords(fact, each));
    const says = `${factName(fact)} is ${now} now: neither the ${set} that the run set nor the ${before} from before it, so something else has moved it since.`;
    return [{ fact, value, says }];
  });

/**
 * The writes that can be made although facts have moved since, the facts that stay where they are, and what stands in the
 * way. A fact that moves by itself is left alone, and so is each write that would move it; that must leave something to
 * bring back, and must not leave out a write that brings back something else as well.
 */
function aroundWhatMovedByItself(
  undos: readonly UndoWrite[],
  snapshot: Snapshot,
): {
  readonly writes: readonly UndoWrite[];
  readonly stays: readonly ExpectedFact[];
  readonly because: readonly string[];
} {
  const moved = movedSince(undos, snapshot);
  const stays = moved.flatMap(({ fact, value }) =>
    value !== undefined && movesByItself(fact) ? [{ fact, value }] : [],
  );
  const isLeft = ({ fact }: { readonly fact: Fact }): boolean =>
    stays.some(other => addressOf(other.fact) === addressOf(fact));
  const writes = undos.filter(({ changes }) => !changes.some(isLeft));
  const isTorn = undos.some(({ changes }) => changes.some(isLeft) && !changes.every(isLeft));
  const inTheWay = writes.length === 0 || isTorn ? moved : moved.filter(each => !isLeft(each));
  return { writes, stays, because: inTheWay.map(({ says }) => says) };
}

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
    const [now, before] = [reading.value, value].map(each => valueWords(fact, each));
    return [`${factName(fact)} is ${now} now, and was ${before} when the run was made.`];
  });
}

/** A fact that is back already, and one that is left alone, must stay so: no write moves it any longer. */
function fromNow(
  writes: readonly UndoWrite[],
  stays: readonly ExpectedFact[],
  snapshot: Snapshot,
): readonly UndoWrite[] {
  const first = new Set(firstChanges(writes));
  const isBack = (change: Change): boolean => {
    const reading = readFact(snapshot, change.fact);
    return first.has(change) && reading.known && reading.value === change.to;
  };
  return writes
    .map(write => ({
      ...write,
      changes: write.changes.filter(change => !isBack(change)),
      unchanged: [
        ...write.unchanged,
        ...write.changes.filter(isBack).map(({ fact, to }): ExpectedFact => ({ fact, value: to })),
        ...stays,
      ],
    }))
    .filter(({ changes }) => changes.length > 0);
}
