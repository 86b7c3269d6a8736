import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { discoverServices } from '../../src/aws/discover.ts';
import { observations } from '../../src/aws/observe/index.ts';
import { createObserver } from '../../src/aws/observe/observe-parts.ts';
import { createGateway, type OpenGateway } from '../../src/aws/sdk.ts';
import type { Effect } from '../../src/domain/operations.ts';
import { applyPatch, pendingSnapshot } from '../../src/domain/snapshot-patch.ts';
import { type RunningSimulator, startSimulator } from '../../src/sim/simulator.ts';
import { DAY, HOUR, MINUTE } from '../../src/sim/world/clock.ts';
import { type Boto3Client, startBoto3Client } from '../contract/boto3-client.ts';
import { session } from '../support/snapshots.ts';
import { CLUSTER, SCALABLE, SERVICE } from './calls/account.ts';
import type { EmulatorCall } from './calls/asking.ts';
import { CALLS } from './calls/index.ts';
import { type AwsClients, clientsAt, REGION } from './clients.ts';
import { emulatorDifferences } from './differences/index.ts';
import { differencesIn, type Taken, take, unlistedTexts } from './emulators.ts';
import { openWaooawAccount } from './moto-account.ts';
import { installMoto, type RunningMoto, startMoto } from './moto-server.ts';

const installed = await installMoto();
if (installed.missing !== undefined)
  console.warn(`SKIPPED: moto is not here, so nothing was compared with it. ${installed.missing}`);
const python = installed.missing === undefined ? installed.python : '';

/**
 * While the database takes its daily backup, from 03:00 UTC on, it refuses changes, which moto's never does: around then the
 * simulated account is some minutes ahead.
 */
function awayFromBackup(now: number): number {
  const begins = Math.floor(now / DAY) * DAY + 3 * HOUR;
  const over = begins + 17 * MINUTE;
  return now > begins - 10 * MINUTE && now < over ? over : now;
}

describe.skipIf(installed.missing !== undefined)('moto, an emulator by other people', () => {
  let moto: RunningMoto;
  let simulator: RunningSimulator;
  let clients: { readonly moto: AwsClients; readonly simulator: AwsClients };
  let boto3: Boto3Client;
  const taken = new Map<EmulatorCall, { readonly moto: Taken; readonly simulator: Taken }>();

  beforeAll(async () => {
    moto = await startMoto(python);
    // Real time, as moto's is: what is asked for about "the last hour" is there in both.
    simulator = await startSimulator({ seed: 1, start: awayFromBackup(Date.now()), speed: 1, durations: 1, port: 0 });
    clients = { moto: clientsAt(moto.url), simulator: clientsAt(simulator.url) };
    boto3 = startBoto3Client(moto.url, python);
    await openWaooawAccount(clients.moto);
  }, 60_000);
  afterAll(async () => {
    clients.moto.destroy();
    clients.simulator.destroy();
    await boto3.end();
    await moto.end();
    await simulator.close();
  });

  describe('through the program’s own way out', () => {
    let opened: OpenGateway;
    beforeAll(() => {
      const credentials = { accessKeyId: 'AKIASIMULATED', secretAccessKey: 'simulated' };
      opened = createGateway({ region: REGION, endpoint: moto.url, credentials });
    });
    afterAll(() => opened.destroy());

    it('a service can be read from it as far as it answers like AWS', async () => {
      const { services } = await discoverServices(opened.gateway);
      expect(services).toEqual([`${CLUSTER}/${SERVICE}`]);
      const empty = pendingSnapshot(session(), services);
      const parts = Object.values(observations).map(({ part }) => part);
      const [service] = applyPatch(empty, await createObserver(opened)(services, parts, empty)).services;
      // Its services have no createdAt, which AWS never leaves out: the program does not believe the rest of them either.
      const read = parts.filter(part => service?.[part].state === 'fresh');
      expect(read).toEqual(expect.arrayContaining(['scaling', 'alarms', 'stoppedTasks', 'scheduledActions']));
      expect(read).not.toContain('counts');
      expect(JSON.stringify(service?.counts)).toContain('services[0].createdAt');
    });

    it('a write is accepted where its answer is one of AWS, and unknown where it is not', async () => {
      const write = (effect: Effect) =>
        opened.gateway.write(effect, opened.mint({ runId: 'run', stepId: 'apply-1', effect }));
      const register = { ...SCALABLE, MinCapacity: 2 };
      const update = { cluster: CLUSTER, service: SERVICE, desiredCount: 2 };
      expect(
        await write({ operation: 'application-autoscaling:RegisterScalableTarget', input: register }),
      ).toMatchObject({ outcome: 'accepted' });
      expect(await write({ operation: 'ecs:UpdateService', input: update })).toMatchObject({ outcome: 'unknown' });
    });
  });

  it.each(CALLS)('takes $name as the simulated AWS does, or as the table says', async call => {
    const both = { moto: await take(call, clients.moto), simulator: await take(call, clients.simulator) };
    taken.set(call, both);
    const listed = emulatorDifferences.filter(({ calls }) => calls.includes(call.name));
    expect([...differencesIn(both.moto, both.simulator)].sort()).toEqual(
      listed.flatMap(({ differences }) => differences).sort(),
    );
  });

  it('of the simulated AWS, every text is among those that AWS lists for its place', async () => {
    expect(taken.size).toBe(CALLS.length);
    for (const [{ name, service, operation }, both] of taken) {
      const shapes = await boto3.shapes({ service, operation });
      if (shapes.unknown !== undefined) throw new Error(shapes.unknown);
      if (both.simulator.error !== undefined) continue;
      expect(unlistedTexts(both.simulator.answer, shapes.output), name).toEqual([]);
    }
  });

  it('has all the calls that the table speaks of', () => {
    const names = CALLS.map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
    expect(emulatorDifferences.flatMap(({ calls }) => calls).filter(name => !names.includes(name))).toEqual([]);
  });
});

it('and all of that stands in the documentation', async () => {
  await expect(page).toMatchFileSnapshot('../../docs/emulator-differences.md');
});

const RIGHT = { moto: 'moto', simulator: 'the simulated AWS', both: 'both', unknown: 'nobody knows' };

const page = [
  '# The simulated AWS and moto',
  '',
  '[moto](https://github.com/getmoto/moto) is an AWS emulator by other people, who read the same documentation. The same requests go to',
  `both, right ones and wrong ones, ${CALLS.length} of them in accounts with the same things in them, and what comes back is compared: which`,
  'members there are, what kind of value each is, and the code of each error. `test/moto/moto.test.ts` does that and writes this',
  'page; it fails for a difference that is not here, and for one that is here and no longer there. Neither emulator is AWS: who is right',
  'is by its API reference, and by the examples of the AWS CLI, which are answers that AWS once gave.',
  '',
  '| request | differs | right | why |',
  '|---|---|---|---|',
  ...emulatorDifferences.map(
    ({ calls, differences, right, why }) =>
      `| ${calls.join('<br>')} | ${inWords(differences)} | ${RIGHT[right]} | ${why} |`,
  ),
  '',
].join('\n');

/** `only in moto: a` and `only in moto: b` as one. */
function inWords(differences: readonly string[]): string {
  const byKind = Map.groupBy(differences, difference => /^only in \w+: /.exec(difference)?.[0] ?? '');
  return [...byKind]
    .map(
      ([kind, found]) => kind + found.map(text => (kind === '' ? text : `\`${text.slice(kind.length)}\``)).join(', '),
    )
    .join('<br>');
}
