import { days } from '../time.ts';
import type { HourOfUse, Spread, Utilization } from '../utilization.ts';

/** What some days of hours come to. */
export interface UseOverDays {
  readonly hoursAsked: number;
  /** Hours of which CloudWatch has the CPU. */
  readonly hoursSeen: number;
  readonly cpu: Spread | null;
  readonly memory: Spread | null;
}

export function usageOver({ hours, until }: Utilization, lastDays: number): UseOverDays {
  const seen = hours.filter(({ at }) => at >= until - days(lastDays));
  const of = (pick: (hour: HourOfUse) => Spread | null): readonly Spread[] => seen.flatMap(hour => pick(hour) ?? []);
  const cpu = of(hour => hour.cpu);
  return {
    hoursAsked: lastDays * 24,
    hoursSeen: cpu.length,
    cpu: combined(cpu),
    memory: combined(of(hour => hour.memory)),
  };
}

/**
 * The average over the hours, the highest maximum, and a p95 that 95 % of the hours' own p95 stay below: one bad hour in
 * twenty is left out, as one bad sample in twenty is within an hour.
 */
function combined(spreads: readonly Spread[]): Spread | null {
  if (spreads.length === 0) return null;
  const p95s = spreads.map(({ p95 }) => p95).toSorted((a, b) => a - b);
  return {
    average: spreads.reduce((sum, { average }) => sum + average, 0) / spreads.length,
    p95: p95s[Math.ceil(0.95 * p95s.length) - 1] ?? 0,
    maximum: Math.max(...spreads.map(({ maximum }) => maximum)),
  };
}
