import type { Check, ExpectedFact } from '../../domain/check.ts';
import type { Change } from '../../domain/fact.ts';
import { lastKnown } from '../../domain/observed.ts';
import type { Effect } from '../../domain/operations.ts';
import type { ApplyStep, UndoStep } from '../../domain/plan.ts';
import { type ServiceCounts, type ServiceSnapshot, scalableResourceId } from '../../domain/snapshot.ts';
import { minutes } from '../../domain/time.ts';
import { after, type BoundedCount, type CapacityWrite, changesBetween, writesBetween } from './bounded-count.ts';

interface Move {
  readonly write: CapacityWrite;
  readonly from: BoundedCount;
  readonly to: BoundedCount;
}

/** One write as a step of the plan, with its verification and the way back. */
export function applyStep(
  { service, counts }: { readonly service: ServiceSnapshot; readonly counts: ServiceCounts },
  move: Move & { readonly id: string },
): ApplyStep {
  const forth = writeStep(service, move);
  return {
    kind: 'apply',
    id: move.id,
    ...forth,
    unchanged: expectedFacts(service, counts, { ...move, changes: forth.changes }),
    // Starting takes 1–3 minutes, draining up to 5 (ALB deregistration delay); after 10 something is wrong.
    verifyWithinMs: minutes(10),
    undo: { kind: 'steps', steps: wayBack(service, move) },
  };
}

/** From what the write leaves behind to what was there before it: the bounds first, then the count that they clamp. */
function wayBack(service: ServiceSnapshot, { from, to }: Move): readonly UndoStep[] {
  let state = to;
  return writesBetween(to, from).map(write => {
    const before = state;
    state = after(before, write);
    return writeStep(service, { write, from: before, to: state });
  });
}

function writeStep(service: ServiceSnapshot, { write, from, to }: Move): UndoStep {
  const changes = changesBetween(service.key, { from, to });
  return {
    title: titleOf(write, { from, to }),
    changes,
    effect: effectOf(service, write),
    verify: verifyOf(service, changes, { from, to }),
  };
}

/** The least that says it: members that are left out keep their values at AWS. */
function effectOf({ cluster, service, key }: ServiceSnapshot, write: CapacityWrite): Effect {
  if (write.writes === 'count')
    return { operation: 'ecs:UpdateService', input: { cluster, service, desiredCount: write.desiredCount } };
  return {
    operation: 'application-autoscaling:RegisterScalableTarget',
    input: {
      ServiceNamespace: 'ecs',
      ResourceId: scalableResourceId(key),
      ScalableDimension: 'ecs:service:DesiredCount',
      ...(write.minCapacity !== undefined && { MinCapacity: write.minCapacity }),
      ...(write.maxCapacity !== undefined && { MaxCapacity: write.maxCapacity }),
    },
  };
}

/** "Raise the floor to 6, which lifts the count": what it is for; the values stand in its changes. */
function titleOf(write: CapacityWrite, { from, to }: Pick<Move, 'from' | 'to'>): string {
  if (write.writes === 'count') return `Set the count to ${write.desiredCount}`;
  const moves = [
    ...boundMove('floor', from.bounds?.minCapacity, write.minCapacity),
    ...boundMove('ceiling', from.bounds?.maxCapacity, write.maxCapacity),
  ].join(' and ');
  const pulls = to.desiredCount > from.desiredCount ? 'lifts' : 'lowers';
  const alongWith = to.desiredCount === from.desiredCount ? '' : `, which ${pulls} the count`;
  return `${moves.charAt(0).toUpperCase()}${moves.slice(1)}${alongWith}`;
}

const boundMove = (bound: string, from: number | undefined, to: number | undefined): readonly string[] =>
  to === undefined ? [] : [`${to > (from ?? 0) ? 'raise' : 'lower'} the ${bound} to ${to}`];

/** Bounds hold as soon as AWS says so; a count holds once its tasks run and are healthy. */
function verifyOf(
  { key, counts }: ServiceSnapshot,
  changes: readonly Change[],
  { from, to: { desiredCount, bounds } }: Pick<Move, 'from' | 'to'>,
): Check {
  const ofBounds = changes.filter(({ fact }) => fact.attribute !== 'desiredCount');
  const facts: Check = { check: 'facts', expect: ofBounds.map(({ fact, to: value }) => ({ fact, value })) };
  if (ofBounds.length === changes.length) return facts;
  // In the surge that more tasks are wanted for, auto-scaling may well add some before these have started.
  const orMore = bounds !== null && desiredCount > from.desiredCount;
  const stable: Check = { check: 'service-stable', service: key, desiredCount, orMore };
  // Without a load balancer nobody but the zones tells whether the tasks are where they are of use.
  const isWorker = desiredCount > 0 && lastKnown(counts)?.targetGroupArns.length === 0;
  const spread: readonly Check[] = isWorker ? [{ check: 'zones-spread', service: key }] : [];
  const checks = [...(ofBounds.length === 0 ? [] : [facts]), stable, ...spread];
  return checks.length === 1 ? stable : { check: 'all', of: checks };
}

/**
 * The same service, in the same bounds. The count is left out on purpose: a write of bounds is right for whatever count
 * auto-scaling has chosen since.
 */
function expectedFacts(
  { key }: ServiceSnapshot,
  { arn, createdAt }: ServiceCounts,
  { from: { bounds }, changes }: { readonly from: BoundedCount; readonly changes: readonly Change[] },
): readonly ExpectedFact[] {
  const expected: readonly ExpectedFact[] = [
    { fact: { service: key, attribute: 'serviceArn' }, value: arn },
    { fact: { service: key, attribute: 'serviceCreatedAt' }, value: createdAt },
    { fact: { service: key, attribute: 'minCapacity' }, value: bounds?.minCapacity ?? null },
    { fact: { service: key, attribute: 'maxCapacity' }, value: bounds?.maxCapacity ?? null },
  ];
  return expected.filter(({ fact }) => !changes.some(change => change.fact.attribute === fact.attribute));
}
