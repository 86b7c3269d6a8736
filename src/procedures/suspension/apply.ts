import type { ExpectedFact } from '../../domain/check.ts';
import type { Change } from '../../domain/fact.ts';
import type { ApplyStep, UndoStep } from '../../domain/plan.ts';
import { registerWrite } from '../../domain/scalable-target-write.ts';
import type { SuspendedState } from '../../domain/snapshot.ts';
import { minutes } from '../../domain/time.ts';
import { verificationOf } from '../auto-scaling/verification.ts';
import type { Situation } from './situation.ts';
import { activities, listed, movedBetween } from './suspension.ts';

/** The one write, with its verification and the way back. */
export function applyStep(situation: Situation): ApplyStep {
  const { service, counts, target, from, to } = situation;
  const { changes, effect } = registerWrite(service.key, {
    from: target,
    to: { ...target, suspended: to },
    desiredCount: counts.desiredCount,
  });
  return {
    kind: 'apply',
    id: 'apply-1',
    title: titleOf(from, to),
    changes,
    unchanged: heldStill(situation, changes),
    effect,
    verify: verificationOf(service.key, changes),
    verifyWithinMs: minutes(10),
    undo: { kind: 'steps', steps: wayBack(situation) },
  };
}

/** The flags as they were, and a count that AWS had moved into its bounds back to where it stood outside of them. */
function wayBack({ service, counts, target, from, to, countAfter }: Situation): readonly UndoStep[] {
  const flags = registerWrite(service.key, {
    from: { ...target, suspended: to },
    to: target,
    desiredCount: countAfter,
  });
  const { desiredCount } = counts;
  const count: readonly Change[] =
    countAfter === desiredCount
      ? []
      : [{ fact: { service: service.key, attribute: 'desiredCount' }, from: countAfter, to: desiredCount }];
  return [
    {
      title: titleOf(to, from),
      changes: flags.changes,
      effect: flags.effect,
      verify: verificationOf(service.key, flags.changes),
    },
    ...(count.length === 0
      ? []
      : [
          {
            title: `Set the count to ${desiredCount} again`,
            changes: count,
            effect: {
              operation: 'ecs:UpdateService' as const,
              input: { cluster: service.cluster, service: service.service, desiredCount },
            },
            verify: verificationOf(service.key, count),
          },
        ]),
  ];
}

/** "Suspend scale-in and scheduled scaling" */
function titleOf(from: SuspendedState, to: SuspendedState): string {
  const moved = movedBetween(from, to);
  const named = (suspends: boolean): string =>
    listed(moved.filter(({ flag }) => to[flag] === suspends).map(({ words }) => words));
  const parts = [
    ...(named(true) === '' ? [] : [`suspend ${named(true)}`]),
    ...(named(false) === '' ? [] : [`resume ${named(false)}`]),
  ];
  const title = parts.join(' and ');
  return `${title.charAt(0).toUpperCase()}${title.slice(1)}`;
}

/**
 * The same service, the same bounds, and the flags that stay. The count is left out on purpose: within its bounds it is
 * auto-scaling's to move until the very write.
 */
function heldStill({ service, counts, target, to }: Situation, changes: readonly Change[]): readonly ExpectedFact[] {
  const { key } = service;
  const expected: readonly ExpectedFact[] = [
    { fact: { service: key, attribute: 'serviceArn' }, value: counts.arn },
    { fact: { service: key, attribute: 'serviceCreatedAt' }, value: counts.createdAt },
    { fact: { service: key, attribute: 'minCapacity' }, value: target.minCapacity },
    { fact: { service: key, attribute: 'maxCapacity' }, value: target.maxCapacity },
    ...activities.map(({ flag, attribute }) => ({ fact: { service: key, attribute }, value: to[flag] })),
  ];
  return expected.filter(({ fact }) => !changes.some(change => change.fact.attribute === fact.attribute));
}
