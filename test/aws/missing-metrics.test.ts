import { afterEach, describe, expect, it } from 'vitest';
import { createObserver } from '../../src/aws/observe/observe-parts.ts';
import { signals } from '../../src/domain/signal.ts';
import { type Snapshot, serviceKey } from '../../src/domain/snapshot.ts';
import { applyPatch, pendingSnapshot } from '../../src/domain/snapshot-patch.ts';
import type { Fault } from '../../src/sim/faults/fault.ts';
import { session } from '../support/snapshots.ts';
import { createVirtualClock } from '../support/virtual-clock.ts';
import { type SimulatedAccount, simulatedAccount, simulatedNow } from './support/simulated-account.ts';

const open: SimulatedAccount[] = [];
afterEach(async () => {
  for (const account of open.splice(0)) await account.close();
});

const backend = serviceKey('waooaw-production', 'waooaw-backend');
const later = simulatedNow + 20 * 60_000;

/** The rules of the backend, read twenty minutes after the fault began. */
async function rulesUnder(...faults: readonly Fault[]): Promise<readonly string[]> {
  const account = await simulatedAccount();
  open.push(account);
  account.setFaults(...faults);
  account.simulator.world.clock.runUntil(later);
  const { gateway } = account.open();
  const empty: Snapshot = pendingSnapshot(session(), [backend]);
  const patch = await createObserver({ gateway, clock: createVirtualClock(later) })([backend], ['metrics'], empty);
  return signals(applyPatch(empty, patch), later).map(({ threshold, reading }) => `${threshold.id} ${reading.state}`);
}

describe('R7: metrics that are missing', () => {
  it('are no data, never OK, while those of the other source are still judged', async () => {
    expect(await rulesUnder()).toEqual(expect.arrayContaining(['cpu-high OK', 'p95-slow OK']));
    const withoutEcs = await rulesUnder({ effect: { kind: 'metric-gap', namespace: 'AWS/ECS' } });
    expect(withoutEcs).toEqual(expect.arrayContaining(['cpu-high INSUFFICIENT_DATA', 'p95-slow OK']));
  });

  it.each<readonly [string, Fault]>([
    ['CloudWatch records nothing', { effect: { kind: 'metric-gap' } }],
    [
      'CloudWatch fails',
      { match: { service: 'cloudwatch' }, effect: { kind: 'server-error', status: 503, applied: false } },
    ],
    ['CloudWatch may not be read', { match: { service: 'cloudwatch' }, effect: { kind: 'access-denied' } }],
    [
      'CloudWatch answers nothing',
      { match: { service: 'cloudwatch' }, effect: { kind: 'empty-answer', applied: false } },
    ],
  ])('%s: no rule says OK', async (_, fault) => {
    const rules = await rulesUnder(fault);
    expect(rules.filter(rule => rule.endsWith(' OK'))).toEqual([]);
    expect(rules).toContain('cpu-high INSUFFICIENT_DATA');
  });
});
