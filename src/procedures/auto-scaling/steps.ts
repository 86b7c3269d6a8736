import type { ExpectedFact } from '../../domain/check.ts';
import { addressOf, type ServiceFact } from '../../domain/fact.ts';
import { namesText } from '../../domain/fact-sources.ts';
import type { ApplyStep, UndoStep } from '../../domain/plan.ts';
import { minutes } from '../../domain/time.ts';
import { activities } from '../suspension/suspension.ts';
import { isOver, runsOnce } from './once-only.ts';
import type { ScalingState, Seen } from './scaling-state.ts';
import { type ScalingWrite, writesBetween } from './writes.ts';

/** Every write from what is there to what is wanted as a step, each with its way back. */
export const applySteps = (seen: Seen, to: ScalingState): readonly ApplyStep[] =>
  writesBetween(seen.service, { from: seen.before, to }).map((write, index) => applyStep(seen, write, index + 1));

function applyStep(seen: Seen, { before, after, ...write }: ScalingWrite, number: number): ApplyStep {
  const moved = new Set(write.changes.map(({ fact }) => addressOf(fact)));
  return {
    kind: 'apply',
    id: `apply-${number}`,
    ...write,
    unchanged: heldStill(seen, before, write.effect.operation).filter(({ fact }) => !moved.has(addressOf(fact))),
    verifyWithinMs: minutes(10),
    undo: { kind: 'steps', steps: wayBack(seen, { from: after, to: before }) },
  };
}

/**
 * Back to what was there before. What AWS moved into the bounds goes back out of them too.
 *
 * An action that runs once comes last: by the time of an undo its moment may have passed. One whose moment has passed
 * already cannot come back.
 */
function wayBack({ service, at }: Seen, { from, to }: { readonly from: ScalingState; readonly to: ScalingState }) {
  const { scheduledActions } = to;
  const onceLast = scheduledActions.toSorted((a, b) => Number(runsOnce(a)) - Number(runsOnce(b)));
  const due = onceLast.filter(action => !isOver(action, at));
  return writesBetween(service, { from, to: { ...to, scheduledActions: due } }).map(
    ({ before, after, ...write }): UndoStep => write,
  );
}

/**
 * The same service; and for a write of the target its bounds, its flags and the lists of what belongs to it. The count is
 * left out on purpose: within its bounds it is auto-scaling's to move until the very write.
 */
function heldStill(
  { service: { key }, counts }: Seen,
  { target, policies, scheduledActions }: ScalingState,
  operation: ApplyStep['effect']['operation'],
): readonly ExpectedFact[] {
  const fact = (attribute: ServiceFact['attribute'], value: ExpectedFact['value']): ExpectedFact => ({
    fact: { service: key, attribute },
    value,
  });
  const service = [fact('serviceArn', counts.arn), fact('serviceCreatedAt', counts.createdAt)];
  const ofTarget =
    operation !== 'application-autoscaling:RegisterScalableTarget' &&
    operation !== 'application-autoscaling:DeregisterScalableTarget'
      ? []
      : [
          fact('minCapacity', target?.minCapacity ?? null),
          fact('maxCapacity', target?.maxCapacity ?? null),
          ...activities.map(({ flag, attribute }) => fact(attribute, target?.suspended[flag] ?? null)),
        ];
  // A first registration is taken back by a deregistration, which would take away what somebody has added since.
  const lists =
    target === null || operation === 'application-autoscaling:DeregisterScalableTarget'
      ? [
          fact('scalingPolicies', namesText(policies.map(({ name }) => name))),
          fact('scheduledActions', namesText(scheduledActions.map(({ name }) => name))),
        ]
      : [];
  return [...service, ...ofTarget, ...lists];
}
