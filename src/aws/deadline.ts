/**
 * Runs `work`, and stops waiting for it when its time is up or the signal aborts. The work hears of it too, but not
 * everything in it listens: a credential process, or a pause between two tries.
 */
export async function within<Result>(
  ms: number,
  signal: AbortSignal | undefined,
  work: (signal: AbortSignal) => Promise<Result>,
): Promise<Result> {
  const over = new AbortController();
  const timer = setTimeout(() => over.abort(new DOMException(`nothing within ${ms} ms`, 'TimeoutError')), ms);
  const both = signal === undefined ? over.signal : AbortSignal.any([over.signal, signal]);
  const brokenOff = new Promise<never>((_, reject) => {
    if (both.aborted) reject(both.reason);
    both.addEventListener('abort', () => reject(both.reason), { once: true });
  });
  try {
    return await Promise.race([work(both), brokenOff]);
  } finally {
    clearTimeout(timer);
  }
}
