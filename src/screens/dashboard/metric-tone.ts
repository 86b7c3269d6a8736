import type { Metric } from '../../domain/metrics.ts';
import { lastKnown } from '../../domain/observed.ts';
import { recentValue, type Signal } from '../../domain/signal.ts';
import type { ServiceSnapshot } from '../../domain/snapshot.ts';
import type { Instant } from '../../domain/time.ts';
import type { Tone } from '../../terminal/theme.ts';
import { signalFor } from './metric-axis.ts';

/** How a current value is drawn: quiet, above its limit, above it for long enough to act, or too old to tell. */
export function metricTone(
  service: ServiceSnapshot,
  signals: readonly Signal[],
  { metric, now }: { readonly metric: Metric; readonly now: Instant },
): Tone {
  const isRecent = recentValue(lastKnown(service.metrics)?.[metric], now) !== undefined;
  if (service.metrics.state !== 'fresh' || !isRecent) return 'unknown';
  const reading = signalFor(signals, metric)?.reading;
  if (reading?.state === 'ALARM') return 'alarm';
  return (reading?.aboveForMs ?? 0) > 0 ? 'warning' : 'text';
}
