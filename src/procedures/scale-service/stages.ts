import { after, type BoundedCount, boundsWrite, type CapacityWrite } from './bounded-count.ts';
import type { Asked, Situation } from './situation.ts';

/** One rung of the way: after its writes the service has `desiredCount` tasks, and rests. */
export interface Stage {
  readonly desiredCount: number;
  readonly writes: readonly { readonly write: CapacityWrite; readonly from: BoundedCount; readonly to: BoundedCount }[];
}

/**
 * The counts on the way, the last one included. Out by half of what is there, in by a quarter, and at least by one:
 * what is added meets a load that is known, what is taken away makes one that is not.
 */
export function countsOnTheWay({ from, to }: { from: number; to: number }): readonly number[] {
  const counts: number[] = [];
  for (let count = from; count !== to; ) {
    count =
      to > count
        ? Math.min(to, Math.max(count + 1, Math.ceil(count * 1.5)))
        : Math.max(to, count - Math.max(1, Math.floor(count * 0.25)));
    counts.push(count);
  }
  return counts;
}

/** Every stage with its writes; empty when AWS already holds what is asked for. */
export function stagesOf({
  before,
  asked,
  direction,
}: Pick<Situation, 'before' | 'asked' | 'direction'>): readonly Stage[] {
  const counts =
    direction === 'none' || asked.pace === 'once'
      ? [asked.desiredCount]
      : countsOnTheWay({ from: before.desiredCount, to: asked.desiredCount });
  let state = before;
  return counts
    .map(desiredCount => {
      const writes = writesOfStage(state, desiredCount, { asked, before, direction }).map(write => {
        const from = state;
        state = after(from, write);
        return { write, from, to: state };
      });
      return { desiredCount, writes };
    })
    .filter(({ writes }) => writes.length > 0);
}

/** Bounds before the count: raised, they lift it by the clamp; lowered, they let it through and keep it from sinking. */
function writesOfStage(
  state: BoundedCount,
  desiredCount: number,
  whole: Pick<Situation, 'before' | 'asked' | 'direction'>,
): readonly CapacityWrite[] {
  const bounds =
    state.bounds &&
    boundsWrite(state, {
      minCapacity: floorAt(desiredCount, state.bounds.minCapacity, whole),
      maxCapacity: ceilingAt(desiredCount, state.bounds.maxCapacity, whole),
    });
  const reached = bounds ? after(state, bounds) : state;
  return [
    ...(bounds ? [bounds] : []),
    ...(reached.desiredCount === desiredCount ? [] : [{ writes: 'count' as const, desiredCount }]),
  ];
}

function floorAt(
  desiredCount: number,
  floor: number,
  { asked, before, direction }: Pick<Situation, 'before' | 'asked' | 'direction'>,
): number {
  if (asked.how === 'count') return floor;
  // On the way in the floor only gives way: what lies above it stays auto-scaling's to decide.
  if (direction === 'in') return Math.min(floor, desiredCount);
  const goesBelowTheFloor = asked.desiredCount < (before.bounds?.minCapacity ?? 0);
  return goesBelowTheFloor ? desiredCount : Math.max(floor, desiredCount);
}

/** Once, and only as far as needed. On the way in it waits for the last stage, or it would clamp the count down to itself. */
function ceilingAt(
  desiredCount: number,
  ceiling: number,
  { asked, direction }: { readonly asked: Asked; readonly direction: Situation['direction'] },
): number {
  const isDue = direction === 'in' ? desiredCount === asked.desiredCount : desiredCount > ceiling;
  return asked.raiseCeiling && isDue ? Math.max(ceiling, asked.desiredCount) : ceiling;
}
