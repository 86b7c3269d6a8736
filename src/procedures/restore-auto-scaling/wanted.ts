import type { NamedConfiguration } from '../../domain/held-scaling.ts';
import { lastKnown } from '../../domain/observed.ts';
import { resourceLabels } from '../../domain/resource-label.ts';
import type { ScalingRecord } from '../../domain/scaling-record.ts';
import { isOver } from '../auto-scaling/once-only.ts';
import type { ScalingState, Seen } from '../auto-scaling/scaling-state.ts';
import { countAfter } from '../auto-scaling/writes.ts';

/** What restoring leads to, and what of the record it leaves out. */
export interface Restoration {
  readonly after: ScalingState;
  /** The recorded ceiling lies below the present count: it waits until the count is down there. */
  readonly ceilingWaits: boolean;
  /** One-time actions whose moment has passed, by name. */
  readonly over: readonly string[];
  /** Policies on a load balancer that the service has no more, by name. */
  readonly stale: readonly string[];
  /** What has come since and stays, by name. */
  readonly others: readonly string[];
}

/** The record on top of what is there now: what is recorded comes back, what has come since stays. */
export function restorationOf(
  { service, before, at }: Seen,
  record: ScalingRecord,
  { takesTasksAway }: { readonly takesTasksAway: boolean },
): Restoration {
  const ceilingWaits = !takesTasksAway && before.desiredCount > record.target.maxCapacity;
  const target = ceilingWaits ? { ...record.target, maxCapacity: before.desiredCount } : record.target;
  const labels = resourceLabels(lastKnown(service.targets) ?? []);
  const stale = record.policies.filter(policy => isStale(policy, labels));
  const over = record.scheduledActions.filter(action => isOver(action, at));
  const policies = record.policies.filter(policy => !stale.includes(policy));
  const scheduledActions = record.scheduledActions.filter(action => !over.includes(action));
  return {
    after: {
      target,
      policies: merged(before.policies, policies),
      scheduledActions: merged(before.scheduledActions, scheduledActions),
      desiredCount: countAfter(before, target),
    },
    ceilingWaits,
    over: over.map(({ name }) => name),
    stale: stale.map(({ name }) => name),
    others: [
      ...unrecorded(before.policies, record.policies),
      ...unrecorded(before.scheduledActions, record.scheduledActions),
    ].map(({ name }) => name),
  };
}

const unrecorded = (
  present: readonly NamedConfiguration[],
  recorded: readonly NamedConfiguration[],
): readonly NamedConfiguration[] => present.filter(({ name }) => !recorded.some(each => each.name === name));

const merged = (
  present: readonly NamedConfiguration[],
  recorded: readonly NamedConfiguration[],
): readonly NamedConfiguration[] => [...unrecorded(present, recorded), ...recorded];

/** AWS refuses a policy whose label names a target group or load balancer that the service has not got. */
function isStale({ configuration }: NamedConfiguration, labels: readonly string[]): boolean {
  const label = /"ResourceLabel":"([^"]*)"/.exec(configuration)?.[1];
  return label !== undefined && labels.length > 0 && !labels.includes(label);
}
