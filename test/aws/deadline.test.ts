import { getEventListeners } from 'node:events';
import { describe, expect, it } from 'vitest';
import { within } from '../../src/aws/deadline.ts';

const never = (): Promise<never> => new Promise(() => {});

describe('work with a deadline', () => {
  it('is let go when its time is up, and hears of it', async () => {
    let heard: AbortSignal | undefined;
    const done = within(1, undefined, signal => {
      heard = signal;
      return never();
    });
    await expect(done).rejects.toMatchObject({ name: 'TimeoutError' });
    expect(heard?.aborted).toBe(true);
  });

  it('is let go with whoever asked for it, before it began as well', async () => {
    const asking = new AbortController();
    const done = within(60_000, asking.signal, never);
    asking.abort(new Error('nobody waits any more'));
    await expect(done).rejects.toThrow('nobody waits any more');
    await expect(within(60_000, asking.signal, never)).rejects.toThrow('nobody waits any more');
  });

  it('leaves nothing behind on the signal of a whole session, however it ended', async () => {
    const session = new AbortController();
    await within(60_000, session.signal, async () => 'done');
    await within(60_000, session.signal, () => Promise.reject(new Error('failed'))).catch(() => {});
    await within(1, session.signal, never).catch(() => {});
    expect(getEventListeners(session.signal, 'abort')).toEqual([]);
  });
});
