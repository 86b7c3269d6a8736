import { afterEach, describe, expect, it } from 'vitest';
import { seconds } from '../../src/domain/time.ts';
import type { AppState } from '../../src/store/state.ts';
import { type SimulatedAccount, simulatedAccount, simulatedNow } from '../aws/support/simulated-account.ts';
import { createPending, sessionOf } from '../aws/support/simulated-session.ts';
import { createVirtualClock } from '../support/virtual-clock.ts';
import { measured } from './figures.ts';

const open: SimulatedAccount[] = [];
afterEach(async () => {
  for (const account of open.splice(0)) await account.close();
});

/** Ten quiet minutes, ten minutes in which AWS throttles everything, ten quiet ones. */
const stormAt = seconds(600);
const overAt = seconds(1200);
const endsAt = seconds(1800);

describe('a throttle storm', () => {
  it('G17, T1: the rate of requests falls at least fourfold in a minute, never rises in it, and is back in two', async () => {
    const pending = createPending();
    const clock = createVirtualClock(simulatedNow, pending.isBusy);
    const sentAt: number[] = [];
    const account = await simulatedAccount({
      garble(_, body) {
        sentAt.push(clock.now() - simulatedNow);
        return body;
      },
    });
    open.push(account);
    const session = sessionOf(account, clock, pending);
    const states: { readonly atMs: number; readonly state: AppState }[] = [];
    session.store.subscribe(() =>
      states.push({ atMs: clock.now() - simulatedNow, state: session.store.getSnapshot() }),
    );
    clock.at(simulatedNow + stormAt, () => account.setFaults({ effect: { kind: 'throttle' } }));
    clock.at(simulatedNow + overAt, () => account.setFaults());
    session.keepConnected();
    await new Promise<void>(resolve => {
      const stop = session.store.subscribe(() => {
        if (clock.now() < simulatedNow + endsAt) return;
        stop();
        resolve();
      });
    });
    await session.close();

    /** Requests a minute, counted over the two minutes from here: in the storm the polls are a minute apart. */
    const rate = (fromMs: number, forMs = seconds(120)): number =>
      sentAt.filter(atMs => atMs >= fromMs && atMs < fromMs + forMs).length / (forMs / 60_000);
    const before = rate(stormAt - seconds(120));
    const firstMinute = rate(stormAt, seconds(60));
    const after = rate(stormAt + seconds(60));
    const recovered = rate(overAt + seconds(120));
    expect(firstMinute).toBeLessThan(before);
    expect(after * 4).toBeLessThanOrEqual(before);
    expect(recovered).toBeGreaterThanOrEqual(before * 0.95);
    for (let minute = stormAt + seconds(60); minute < overAt; minute += seconds(60)) {
      expect(rate(minute, seconds(60))).toBeLessThanOrEqual(before / 4);
    }

    const inStorm = states.findLast(({ atMs }) => atMs < overAt)?.state;
    expect(inStorm?.slowed).toMatchObject({ everyMs: 60_000 });
    // Old data keeps its age: nothing that was read before the storm looks newer, and nothing is lost.
    expect(inStorm?.snapshot?.services[0]?.counts).toMatchObject({ state: 'stale', because: { kind: 'throttled' } });
    const counts = inStorm?.snapshot?.services[0]?.counts;
    expect(counts && 'observedAt' in counts ? counts.observedAt : undefined).toBeLessThanOrEqual(
      simulatedNow + stormAt,
    );
    expect(session.store.getSnapshot().slowed).toBeUndefined();
    expect(session.store.getSnapshot().snapshot?.services[0]?.counts.state).toBe('fresh');

    const factor = (before / after).toFixed(1);
    measured(
      'G17',
      `${before.toFixed(0)} requests a minute fall to ${firstMinute.toFixed(0)} in the first minute and ${after.toFixed(0)} after it (1/${factor}); ${recovered.toFixed(0)} two minutes after the end`,
    );
  }, 60_000);
});
