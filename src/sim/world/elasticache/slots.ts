/** AWS: the keyspace of a cluster is divided into 16,384 hash slots. */
export const ALL_SLOTS = 16_384;

/** Ranges of slots, both ends included, in order. */
export type Slots = readonly (readonly [first: number, last: number])[];

export const slotCount = (slots: Slots): number => slots.reduce((sum, [first, last]) => sum + last - first + 1, 0);

/** `0-4095,8192-12287`, as DescribeReplicationGroups writes it. */
export const slotsText = (slots: Slots): string => slots.map(([first, last]) => `${first}-${last}`).join(',');

/** All slots, as evenly as they go into so many shards. */
export const evenSlots = (shards: number): readonly Slots[] => {
  let next = 0;
  return evenCounts(shards).map(count => {
    const first = next;
    next += count;
    return [[first, next - 1]];
  });
};

const evenCounts = (shards: number): readonly number[] =>
  Array.from({ length: shards }, (_, index) => Math.floor(ALL_SLOTS / shards) + (index < ALL_SLOTS % shards ? 1 : 0));

/** Splits off the last `count` slots. */
export const takeSlots = (slots: Slots, count: number): { readonly left: Slots; readonly taken: Slots } => {
  const left = [...slots];
  const taken: (readonly [number, number])[] = [];
  for (let missing = count; missing > 0; ) {
    const range = left.pop();
    if (range === undefined) break;
    const [first, last] = range;
    const from = Math.max(first, last - missing + 1);
    taken.unshift([from, last]);
    if (from > first) left.push([first, from - 1]);
    missing -= last - from + 1;
  }
  return { left, taken };
};

export const joinSlots = (a: Slots, b: Slots): Slots => {
  const joined: [number, number][] = [];
  for (const [first, last] of [...a, ...b].sort(([x], [y]) => x - y)) {
    const before = joined.at(-1);
    if (before !== undefined && before[1] + 1 === first) before[1] = last;
    else joined.push([first, last]);
  }
  return joined;
};

export interface SlotMove<Shard> {
  readonly from: Shard;
  readonly to: Shard;
  readonly count: number;
}

/** The moves after which the kept shards have equally many slots, and all others none. */
export const evenMoves = <Shard extends { readonly slots: Slots }>(
  shards: readonly Shard[],
  kept: readonly Shard[],
): readonly SlotMove<Shard>[] => {
  const counts = evenCounts(kept.length);
  const surplus = shards.map(shard => {
    const wanted = kept.includes(shard) ? (counts[kept.indexOf(shard)] ?? 0) : 0;
    return { shard, slots: slotCount(shard.slots) - wanted };
  });
  const moves: SlotMove<Shard>[] = [];
  for (const giver of surplus.filter(({ slots }) => slots > 0)) {
    for (const taker of surplus) {
      const count = Math.min(giver.slots, -taker.slots);
      if (count <= 0) continue;
      moves.push({ from: giver.shard, to: taker.shard, count });
      giver.slots -= count;
      taker.slots += count;
    }
  }
  return moves;
};
