import { suspendedFlags } from '../domain/autoscaling.ts';
import type { FactAttribute } from '../domain/fact.ts';
import { lastKnown } from '../domain/observed.ts';
import type { ServiceSnapshot } from '../domain/snapshot.ts';
import { type Line, span } from '../terminal/line.ts';
import type { NetChange } from './change-table.ts';

/** `MinCapacity 6 ≤ desiredCount 6 ≤ MaxCapacity 10`, as it will be: manual and automatic scaling are one thing. */
export function boundsLines(service: ServiceSnapshot, changes: readonly NetChange[]): readonly Line[] {
  const scaling = lastKnown(service.scaling);
  if (scaling === undefined)
    return [[span('? auto-scaling could not be read, so its bounds are not known', 'unknown')]];
  const { target } = scaling;
  const changeOf = (attribute: FactAttribute) =>
    changes.find(({ fact }) => fact.service === service.key && fact.attribute === attribute)?.to;
  if (changeOf('maxCapacity') === null) return [[span('None any more: nothing else moves the count.', 'muted')]];
  const after = (attribute: FactAttribute, now: number | undefined): number | undefined => {
    const to = changeOf(attribute);
    return typeof to === 'number' ? to : now;
  };
  const isSuspended = (attribute: FactAttribute, now = false): boolean => {
    const to = changeOf(attribute);
    return typeof to === 'boolean' ? to : now;
  };
  const min = after('minCapacity', target?.minCapacity);
  const max = after('maxCapacity', target?.maxCapacity);
  if (min === undefined || max === undefined)
    return [[span('No auto-scaling here: nothing else moves the count.', 'muted')]];
  const desired = after('desiredCount', lastKnown(service.counts)?.desiredCount);
  const suspended = suspendedFlags({
    dynamicScalingIn: isSuspended('dynamicScalingInSuspended', target?.suspended.dynamicScalingIn),
    dynamicScalingOut: isSuspended('dynamicScalingOutSuspended', target?.suspended.dynamicScalingOut),
    scheduledScaling: isSuspended('scheduledScalingSuspended', target?.suspended.scheduledScaling),
  });
  const inside = desired === undefined || (min <= desired && desired <= max);
  return [
    [
      span('MinCapacity ', 'muted'),
      span(String(min)),
      span(inside ? ' ≤ ' : ' · ', 'muted'),
      span('desiredCount ', 'muted'),
      span(String(desired ?? '?'), 'strong'),
      span(inside ? ' ≤ ' : ' · ', 'muted'),
      span('MaxCapacity ', 'muted'),
      span(String(max)),
      ...(inside ? [] : [span('   ▲ outside the bounds', 'alarm')]),
    ],
    ...(suspended.length > 0 ? [[span(`! suspended: ${suspended.join(', ')}`, 'warning')]] : []),
  ];
}
