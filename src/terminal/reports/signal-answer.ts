import type { Signal } from '../../domain/signal.ts';
import type { Instant } from '../../domain/time.ts';
import { age, count, duration, inSeconds, percent } from '../format.ts';

/** What a rule of "When to scale" is answered with: `no, 28 %`, `not yet, 1,215 for 1 min`, `yes, 1.40 s for 7 min`. */
export function signalAnswer({ threshold: { metric }, reading }: Omit<Signal, 'service'>, now: Instant): string {
  const { state, value, at, aboveForMs = 0 } = reading;
  if (value === undefined) return 'no data';
  if (state === 'INSUFFICIENT_DATA') return `newest data is ${age(now - (at ?? now))} old`;
  const shown = metric === 'cpuPercent' ? percent(value) : metric === 'p95Seconds' ? inSeconds(value) : count(value);
  if (state === 'ALARM') return `yes, ${shown} for ${duration(aboveForMs)}`;
  return aboveForMs > 0 ? `not yet, ${shown} for ${duration(aboveForMs)}` : `no, ${shown}`;
}
