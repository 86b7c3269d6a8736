import { afterEach, describe, expect, it } from 'vitest';
import { FaultError } from '../../src/domain/fault.ts';
import { StandingClock } from '../support/screen.tsx';
import { type SimulatedAccount, simulatedAccount, simulatedNow } from './support/simulated-account.ts';

const open: SimulatedAccount[] = [];
afterEach(async () => {
  for (const account of open.splice(0)) await account.close();
});

async function facing503() {
  const account = await simulatedAccount();
  open.push(account);
  const clock = new StandingClock(simulatedNow);
  const opened = account.open({ clock });
  const storm = (service: string) =>
    account.setFaults({ match: { service }, effect: { kind: 'server-error', status: 503, applied: false } });
  const poll = () => opened.polling.read('ecs:ListClusters', {}).then(() => 'answered', faultIn);
  const ask = () => opened.gateway.read('ecs:ListClusters', {}).then(() => 'answered', faultIn);
  return { ...opened, account, clock, storm, poll, ask };
}

const faultIn = (error: unknown) => {
  if (error instanceof FaultError) return error.fault;
  throw error;
};

describe('a service that fails for ten minutes', () => {
  it('N14: is asked once in each pause, which doubles to a minute, and is found again by the next probe', async () => {
    const { account, clock, storm, poll, outages } = await facing503();
    storm('ecs');
    const askedAt: number[] = [];
    for (let second = 0; second < 600; second += 5) {
      const before = account.requests.length;
      await poll();
      for (let each = before; each < account.requests.length; each += 1) askedAt.push(second);
      clock.advance(5_000);
    }
    // Five failures open it at 20 s.
    expect(askedAt).toEqual([0, 5, 10, 15, 20, 30, 50, 90, 150, 210, 270, 330, 390, 450, 510, 570]);
    expect(outages()).toMatchObject([{ service: 'ecs', since: simulatedNow, nextProbeAt: simulatedNow + 630_000 }]);

    account.setFaults();
    expect(await poll()).toMatchObject({ kind: 'service' });
    clock.advance(30_000);
    expect(await poll()).toBe('answered');
    expect(outages()).toEqual([]);
    expect(await poll()).toBe('answered');
  });

  it('N14: says since when, until when and why a poll was held back', async () => {
    const { storm, poll } = await facing503();
    storm('ecs');
    for (let each = 0; each < 5; each += 1) await poll();
    expect(await poll()).toMatchObject({
      kind: 'service',
      because: expect.stringMatching(
        /^ecs has failed since 12:34:56 and is asked again at 12:35:06 UTC: AWS failed at ecs:ListClusters/,
      ),
    });
  });

  it('is asked all the same by a run or a person, whose answer ends the pause', async () => {
    const { account, storm, poll, ask, outages } = await facing503();
    storm('ecs');
    for (let each = 0; each < 5; each += 1) await poll();
    const before = account.requests.length;
    expect(await ask()).toMatchObject({ kind: 'service' });
    expect(account.requests.length).toBe(before + 3);
    account.setFaults();
    expect(await ask()).toBe('answered');
    expect(outages()).toEqual([]);
    expect(await poll()).toBe('answered');
  });

  it('does not keep a write back', async () => {
    const { account, storm, poll, gateway, mint } = await facing503();
    storm('ecs');
    for (let each = 0; each < 5; each += 1) await poll();
    account.setFaults();
    const effect = {
      operation: 'ecs:UpdateService',
      input: { cluster: 'waooaw-production', service: 'waooaw-backend', desiredCount: 3 },
    } as const;
    const grant = mint({ runId: 'run', stepId: 'apply-1', effect });
    expect(await gateway.write(effect, grant)).toMatchObject({ outcome: 'accepted' });
  });

  it('does not keep other services back', async () => {
    const { storm, poll, polling, outages } = await facing503();
    storm('ecs');
    for (let each = 0; each < 5; each += 1) await poll();
    await expect(polling.read('sts:GetCallerIdentity', {})).resolves.toMatchObject({ Account: expect.any(String) });
    expect(outages().map(({ service }) => service)).toEqual(['ecs']);
  });
});

describe('what does not count as a failure of the service', () => {
  it('a refusal is an answer, and so is a throttle', async () => {
    const { account, poll, outages } = await facing503();
    for (const kind of ['access-denied', 'throttle', 'expired-token'] as const) {
      account.setFaults({ effect: { kind } });
      for (let each = 0; each < 6; each += 1) await poll();
      expect(outages()).toEqual([]);
    }
  });

  it('a read that its own caller has called off', async () => {
    const { account, polling, outages } = await facing503();
    account.setFaults({ effect: { kind: 'hang', applied: false } });
    for (let each = 0; each < 6; each += 1) {
      const left = new AbortController();
      const read = polling.read('ecs:ListClusters', {}, left.signal);
      await expect.poll(() => account.requests.length).toBe(each + 1);
      left.abort();
      await expect(read).rejects.toBeInstanceOf(FaultError);
    }
    expect(outages()).toEqual([]);
  });

  it('one connection that AWS closed while it was idle: the poll is sent once more', async () => {
    const { account, poll, outages } = await facing503();
    account.setFaults({ when: { times: 1 }, effect: { kind: 'reset', applied: false } });
    expect(await poll()).toBe('answered');
    expect(account.requests.length).toBe(2);
    expect(outages()).toEqual([]);
  });
});
