/**
 * The floors on the way to an event, each at most twice the one before: 2 → 4 → 8 → 12. Where so many stand already, the
 * floor goes up to them in one.
 */
export function rungsUp({ from, to }: { readonly from: number; readonly to: number }): readonly number[] {
  const rungs: number[] = [];
  for (let count = from; count < to; ) {
    count = Math.min(to, Math.max(1, count * 2));
    rungs.push(count);
  }
  return rungs.length === 0 ? [to] : rungs;
}

/** The counts on the way back, a third less each time and two at the least: 12 → 8 → 6 → 4 → 2. */
export function rungsDown({ from, to }: { readonly from: number; readonly to: number }): readonly number[] {
  const rungs: number[] = [];
  for (let count = from; count > to; ) {
    count = Math.max(to, count - Math.max(2, Math.floor(count / 3)));
    rungs.push(count);
  }
  return rungs;
}
