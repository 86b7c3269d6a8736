import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  ALL_SLOTS,
  evenMoves,
  evenSlots,
  joinSlots,
  type Slots,
  slotCount,
  slotsText,
  takeSlots,
} from '../../../src/sim/world/elasticache/slots.ts';

const numbersIn = (slots: Slots): readonly number[] =>
  slots.flatMap(([first, last]) => Array.from({ length: last - first + 1 }, (_, index) => first + index));

describe('the slots of a cluster', () => {
  it('are shared out evenly, as AWS writes them', () => {
    expect(evenSlots(3).map(slotsText)).toEqual(['0-5461', '5462-10922', '10923-16383']);
    expect(evenSlots(1).map(slotsText)).toEqual(['0-16383']);
  });

  it('keep their numbers, each with one shard, however shards come and go', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 9 }), fc.integer({ min: 1, max: 9 }), (before, after) => {
        const shards: { slots: Slots }[] = evenSlots(before).map(slots => ({ slots }));
        while (shards.length < after) shards.push({ slots: [] });
        const kept = shards.slice(0, after);
        for (const { from, to, count } of evenMoves(shards, kept)) {
          const { left, taken } = takeSlots(from.slots, count);
          from.slots = left;
          to.slots = joinSlots(to.slots, taken);
        }
        const all = shards.flatMap(({ slots }) => numbersIn(slots)).sort((a, b) => a - b);
        expect(all).toEqual(Array.from({ length: ALL_SLOTS }, (_, slot) => slot));
        const counts = kept.map(({ slots }) => slotCount(slots));
        expect(Math.max(...counts) - Math.min(...counts)).toBeLessThanOrEqual(1);
        expect(shards.slice(after).flatMap(({ slots }) => slots)).toEqual([]);
      }),
      { numRuns: 30 },
    );
  });

  it('are given away from the end, and joined without seams', () => {
    const { left, taken } = takeSlots(
      [
        [0, 99],
        [200, 249],
      ],
      60,
    );
    expect([slotsText(left), slotsText(taken)]).toEqual(['0-89', '90-99,200-249']);
    expect(slotsText(joinSlots(left, taken))).toBe('0-99,200-249');
  });
});
