import { afterEach, describe, expect, it } from 'vitest';
import { observations } from '../../src/aws/observe/index.ts';
import { createObserver } from '../../src/aws/observe/observe-parts.ts';
import { serviceKey } from '../../src/domain/snapshot.ts';
import { applyPatch, pendingSnapshot } from '../../src/domain/snapshot-patch.ts';
import { call, inputsFor } from '../aws/support/every-operation.ts';
import { type SimulatedAccount, simulatedAccount, simulatedNow } from '../aws/support/simulated-account.ts';
import { session } from '../support/snapshots.ts';
import { createVirtualClock } from '../support/virtual-clock.ts';
import { cases, seed } from './figures.ts';
import { chanceOf, garbled } from './garble.ts';

const open: SimulatedAccount[] = [];
afterEach(async () => {
  for (const account of open.splice(0)) await account.close();
});

const services = [serviceKey('waooaw-production', 'waooaw-backend'), serviceKey('waooaw-production', 'waooaw-agent')];
const parts = Object.values(observations).map(({ part }) => part);

/** Where in a value there is something that no reader can use: `counts.value.desiredCount is NaN`. */
function nonsenseIn(value: unknown, path: string): readonly string[] {
  if (value === undefined || (typeof value === 'number' && !Number.isFinite(value))) return [`${path} is ${value}`];
  if (typeof value === 'string') return /undefined|\[object /.test(value) ? [`${path} says ${value}`] : [];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => nonsenseIn(inner, `${path}.${key}`));
}

describe('a sweep in which answers are garbled', () => {
  it('G8, N10: leaves no NaN, no infinity and nothing undefined in the snapshot, and keeps old values as old', async () => {
    const chance = chanceOf(seed);
    let isGarbling = false;
    const account = await simulatedAccount({
      garble: (_, body) =>
        isGarbling && chance() < 0.5
          ? Buffer.from(garbled(Buffer.from(body).toString('latin1'), chance), 'latin1')
          : body,
    });
    open.push(account);
    account.simulator.world.clock.runUntil(simulatedNow + 600_000);
    const { gateway } = account.open();
    const clock = createVirtualClock(simulatedNow + 600_000);
    const good = pendingSnapshot(session(), services);
    const sound = applyPatch(good, await createObserver({ gateway, clock })(services, parts, good));
    expect(nonsenseIn(sound, '')).toEqual([]);
    for (const service of sound.services) {
      expect(parts.filter(part => service[part].state !== 'fresh')).toEqual([]);
    }

    isGarbling = true;
    const states = new Set<string>();
    for (let sweep = 0; sweep < cases(25, 600); sweep += 1) {
      // A new observer remembers nothing, so that every operation is asked for again.
      const patch = await createObserver({ gateway, clock })(services, parts, sound);
      const snapshot = applyPatch(sound, patch);
      expect(nonsenseIn(snapshot, '')).toEqual([]);
      for (const service of snapshot.services) for (const part of parts) states.add(service[part].state);
    }
    // Some answers got through and some did not; nothing that was known is lost.
    expect(states).toEqual(new Set(['fresh', 'stale']));
  }, 300_000);
});

describe('N11: a bomb instead of an answer', () => {
  const entities = Array.from({ length: 12 }, (_, index) => `<!ENTITY e${index + 1} "${`&e${index};`.repeat(10)}">`);
  const bombs: Readonly<Record<string, string>> = {
    'a billion laughs': `<?xml version="1.0"?><!DOCTYPE x [<!ENTITY e0 "ha">${entities.join('')}]><GetCallerIdentityResponse><GetCallerIdentityResult><Arn>&e12;</Arn><Account>&e12;</Account></GetCallerIdentityResult></GetCallerIdentityResponse>`,
    'elements without end': '<a>'.repeat(100_000),
    'nested elements': `${'<a>'.repeat(50_000)}${'</a>'.repeat(50_000)}`,
    'nested lists': `${'['.repeat(100_000)}${']'.repeat(100_000)}`,
    'nested objects': `${'{"services":'.repeat(50_000)}1${'}'.repeat(50_000)}`,
    'megabytes of nothing': ' '.repeat(4_000_000),
    'a number of a million digits': `{"services":[{"desiredCount":${'9'.repeat(1_000_000)}}]}`,
  };

  it.each(Object.entries(bombs))('%s is refused, quickly and without filling the memory', async (_, bomb) => {
    let isBombing = false;
    const account = await simulatedAccount({ garble: (_operation, body) => (isBombing ? Buffer.from(bomb) : body) });
    open.push(account);
    const opened = account.open();
    const inputs = await inputsFor(account, opened);
    await call('sts:GetCallerIdentity', inputs, opened);
    isBombing = true;
    for (const operation of ['sts:GetCallerIdentity', 'ecs:DescribeServices'] as const) {
      // Time of the processor: a machine that is busy otherwise is no fault of the bomb's.
      const [began, before] = [process.cpuUsage(), process.memoryUsage().heapUsed];
      expect(await call(operation, inputs, opened)).toMatchObject({ faultKind: 'unreadable' });
      const { user, system } = process.cpuUsage(began);
      expect((user + system) / 1000).toBeLessThan(2_000);
      expect(process.memoryUsage().heapUsed - before).toBeLessThan(200_000_000);
    }
  });
});
