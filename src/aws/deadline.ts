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
  // By hand, and taken back at the end: a signal of AbortSignal.any() that anybody still listens to is kept, with all that
  // was ever made under it, for as long as the session lives.
  const passOn = (): void => over.abort(signal?.reason);
  if (signal?.aborted) passOn();
  signal?.addEventListener('abort', passOn, { once: true });
  const brokenOff = new Promise<never>((_, reject) => {
    if (over.signal.aborted) reject(over.signal.reason);
    over.signal.addEventListener('abort', () => reject(over.signal.reason), { once: true });
  });
  try {
    return await Promise.race([work(over.signal), brokenOff]);
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener('abort', passOn);
  }
}
