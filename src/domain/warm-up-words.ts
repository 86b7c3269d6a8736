import { durationText } from './duration.ts';
import type { WarmUpStep } from './plan.ts';

/** "50 requests to https://waooaw.ai/health, one every 500 ms; failures are counted and do not stop the run" */
export function warmUpWords({ url, requests, everyMs, stopAbovePercent }: WarmUpStep): string {
  const pace = everyMs % 1000 === 0 ? durationText(everyMs) : `${everyMs} ms`;
  const failures =
    stopAbovePercent === null
      ? 'failures are counted and do not stop the run'
      : `the run stops when more than ${stopAbovePercent} % fail`;
  return `${requests} requests to ${url}, one every ${pace}; ${failures}`;
}
