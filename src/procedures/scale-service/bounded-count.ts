import { clampedBy } from '../../domain/autoscaling.ts';
import type { Change, ServiceFact } from '../../domain/fact.ts';
import type { ScalableTarget, ServiceCounts, ServiceKey } from '../../domain/snapshot.ts';

/** A count and the bounds that stand around it; `bounds: null` where no scalable target is registered. */
export interface BoundedCount {
  readonly desiredCount: number;
  readonly bounds: { readonly minCapacity: number; readonly maxCapacity: number } | null;
}

/** One write: of the bounds (an omitted one keeps its value) or of the count alone. */
export type CapacityWrite =
  | { readonly writes: 'bounds'; readonly minCapacity?: number; readonly maxCapacity?: number }
  | { readonly writes: 'count'; readonly desiredCount: number };

export const boundedCount = (
  { desiredCount }: Pick<ServiceCounts, 'desiredCount'>,
  target: Pick<ScalableTarget, 'minCapacity' | 'maxCapacity'> | null,
): BoundedCount => ({
  desiredCount,
  bounds: target && { minCapacity: target.minCapacity, maxCapacity: target.maxCapacity },
});

/** What AWS holds once the write has settled. */
export function after(before: BoundedCount, write: CapacityWrite): BoundedCount {
  if (write.writes === 'count') return { ...before, desiredCount: write.desiredCount };
  if (before.bounds === null) throw new Error('bounds were planned for a service without a scalable target');
  const bounds = {
    minCapacity: write.minCapacity ?? before.bounds.minCapacity,
    maxCapacity: write.maxCapacity ?? before.bounds.maxCapacity,
  };
  return { desiredCount: clampedBy(bounds, before.desiredCount), bounds };
}

/** The write of bounds that leads from one state's bounds to these; undefined when they are so already. */
export function boundsWrite(
  before: BoundedCount,
  wanted: { readonly minCapacity: number; readonly maxCapacity: number },
): CapacityWrite | undefined {
  if (before.bounds === null) return undefined;
  const { minCapacity, maxCapacity } = before.bounds;
  if (wanted.minCapacity === minCapacity && wanted.maxCapacity === maxCapacity) return undefined;
  return {
    writes: 'bounds',
    ...(wanted.minCapacity !== minCapacity && { minCapacity: wanted.minCapacity }),
    ...(wanted.maxCapacity !== maxCapacity && { maxCapacity: wanted.maxCapacity }),
  };
}

/** The writes from one state to another: bounds first, because writing them may move the count; then the count. */
export function writesBetween(from: BoundedCount, to: BoundedCount): readonly CapacityWrite[] {
  const bounds = to.bounds ? boundsWrite(from, to.bounds) : undefined;
  const { desiredCount } = bounds ? after(from, bounds) : from;
  return [
    ...(bounds ? [bounds] : []),
    ...(desiredCount === to.desiredCount ? [] : [{ writes: 'count' as const, desiredCount: to.desiredCount }]),
  ];
}

/** The facts in reading order: what a responder thinks of first stands first. */
const attributes: readonly {
  readonly attribute: ServiceFact['attribute'];
  readonly read: (state: BoundedCount) => number | null;
}[] = [
  { attribute: 'minCapacity', read: ({ bounds }) => bounds?.minCapacity ?? null },
  { attribute: 'maxCapacity', read: ({ bounds }) => bounds?.maxCapacity ?? null },
  { attribute: 'desiredCount', read: ({ desiredCount }) => desiredCount },
];

export const changesBetween = (
  service: ServiceKey,
  { from, to }: { readonly from: BoundedCount; readonly to: BoundedCount },
): readonly Change[] =>
  attributes
    .map(({ attribute, read }) => ({ fact: { service, attribute }, from: read(from), to: read(to) }))
    .filter(change => change.from !== change.to);
