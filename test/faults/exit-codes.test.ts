import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { exitCodes } from '../../src/domain/exit-code.ts';
import type { Effect } from '../../src/sim/faults/fault.ts';
import { startSimulator } from '../../src/sim/simulator.ts';
import { type HeadlessAccount, headlessAccount, headroom, scaleTo } from '../support/headless.ts';
import { silentAddress } from '../support/simulated.ts';
import { tempDir } from '../support/temp-dir.ts';
import { measured } from './figures.ts';

interface Scenario {
  readonly name: string;
  readonly exitCode: number;
  /** What goes wrong at AWS, and at which calls. */
  readonly fault?: { readonly effect: Effect; readonly operation?: string };
  readonly act: (account: HeadlessAccount) => Promise<{ readonly exitCode: number }>;
  /** Whether AWS has taken a write by then. */
  readonly wrote: boolean;
}

const run =
  (...answers: readonly string[]) =>
  ({ flags }: HeadlessAccount) =>
    headroom(['run', ...scaleTo('4'), '--no-hold', ...answers, ...flags]);
const yes = run('--confirm', '4');
const only =
  (...args: readonly string[]) =>
  ({ flags }: HeadlessAccount) =>
    headroom([...args, ...flags]);

async function savedPlan({ flags }: HeadlessAccount): Promise<string> {
  const path = join(tempDir(), 'plan.json');
  await headroom(['plan', ...scaleTo('4'), '--out', path, ...flags]);
  return path;
}

const { done, usage, nothingWritten, partlyApplied, unknown, credentials, readOnly } = exitCodes;
const update = 'ecs:UpdateService';
const register = 'application-autoscaling:RegisterScalableTarget';

const scenarios: readonly Scenario[] = [
  { name: 'scaled and verified', exitCode: done, act: yes, wrote: true },
  { name: 'nothing to do', exitCode: done, act: only('run', ...scaleTo('2')), wrote: false },
  { name: 'a plan', exitCode: done, act: only('plan', ...scaleTo('4')), wrote: false },
  { name: 'a look', exitCode: done, act: only('status'), wrote: false },
  { name: 'an unknown flag', exitCode: usage, act: only('status', '--fast'), wrote: false },
  { name: 'a count that is none', exitCode: usage, act: only('run', ...scaleTo('1e3')), wrote: false },
  {
    name: 'a service that is not there',
    exitCode: usage,
    act: only('run', 'scale-service', '--service', 'x', '--desired-count', '3'),
    wrote: false,
  },
  { name: 'a file that is no plan', exitCode: usage, act: only('run', '/dev/null'), wrote: false },
  { name: 'an unknown run to undo', exitCode: usage, act: only('undo', 'nope'), wrote: false },
  { name: 'the dashboard without a terminal', exitCode: usage, act: only('dash'), wrote: false },
  { name: 'O7: nobody to confirm', exitCode: nothingWritten, act: run(), wrote: false },
  { name: 'O7: a yes that is too light', exitCode: nothingWritten, act: run('--yes'), wrote: false },
  { name: 'another number', exitCode: nothingWritten, act: run('--confirm', '40'), wrote: false },
  {
    name: 'above the ceiling',
    exitCode: nothingWritten,
    act: only('run', ...scaleTo('66'), '--confirm', '66'),
    wrote: false,
  },
  {
    name: 'a plan that AWS has moved away from',
    exitCode: nothingWritten,
    async act(account) {
      const plan = await savedPlan(account);
      account.simulator.perform({
        call: register,
        input: {
          ServiceNamespace: 'ecs',
          ResourceId: 'service/waooaw-production/waooaw-backend',
          ScalableDimension: 'ecs:service:DesiredCount',
          MinCapacity: 3,
        },
        principal: 'arn:aws:sts::123456789012:assumed-role/Other/bob',
      });
      account.simulator.history.writes.length = 0;
      return headroom(['run', plan, '--confirm', '4', ...account.flags]);
    },
    wrote: false,
  },
  {
    name: 'a plan that writes before it asks',
    exitCode: usage,
    async act(account) {
      const file = join(tempDir(), 'forged.json');
      const { stdout } = await headroom(['plan', ...scaleTo('4'), '--json', ...account.flags]);
      // Ours, printed a line above.
      const plan = JSON.parse(stdout) as { steps: { kind: string }[] };
      writeFileSync(file, JSON.stringify({ ...plan, steps: plan.steps.filter(({ kind }) => kind !== 'confirm') }));
      return headroom(['run', file, '--confirm', '4', ...account.flags]);
    },
    wrote: false,
  },
  { name: 'read-only', exitCode: readOnly, act: run('--confirm', '4', '--read-only'), wrote: false },
  {
    name: 'an endpoint that only the environment names',
    exitCode: readOnly,
    act: ({ simulator, stateDir }) =>
      headroom(['run', ...scaleTo('4'), '--confirm', '4', '--write', '--state-dir', stateDir], {
        AWS_ENDPOINT_URL: simulator.url,
      }),
    wrote: false,
  },
  {
    name: 'AWS out of reach',
    exitCode: nothingWritten,
    act: async ({ stateDir }) =>
      headroom([
        'run',
        ...scaleTo('4'),
        '--confirm',
        '4',
        '--endpoint',
        await silentAddress(),
        '--state-dir',
        stateDir,
      ]),
    wrote: false,
  },
  {
    name: 'credentials that have expired',
    exitCode: credentials,
    fault: { effect: { kind: 'expired-token' } },
    act: yes,
    wrote: false,
  },
  {
    name: 'no permission to write',
    exitCode: credentials,
    fault: { effect: { kind: 'access-denied' }, operation: register },
    act: yes,
    wrote: false,
  },
  {
    name: 'a write that AWS refuses for ever',
    exitCode: nothingWritten,
    fault: { effect: { kind: 'throttle' }, operation: register },
    act: yes,
    wrote: false,
  },
  {
    name: 'a second write that is refused',
    exitCode: partlyApplied,
    async act({ simulator, flags }) {
      const answers = ['--how', 'count', '--pace', 'steps', '--confirm', '8', '--no-hold'];
      const said = headroom(['run', ...scaleTo('8'), ...answers, ...flags]);
      while (simulator.history.writes.length === 0) await new Promise(resolve => setImmediate(resolve));
      simulator.perform({ add: { effect: { kind: 'access-denied' }, match: { operation: update } } });
      return said;
    },
    wrote: true,
  },
  {
    name: 'a write whose answer is lost, and which was not applied',
    exitCode: unknown,
    fault: { effect: { kind: 'reset', applied: false }, operation: register },
    act: yes,
    wrote: false,
  },
  {
    name: 'a write whose answer is lost, and which was applied',
    exitCode: done,
    fault: { effect: { kind: 'reset', applied: true }, operation: register },
    act: yes,
    wrote: true,
  },
  {
    name: 'a 200 without a body',
    exitCode: unknown,
    fault: { effect: { kind: 'empty-answer', applied: false }, operation: register },
    act: yes,
    wrote: false,
  },
  {
    name: 'tasks that never come',
    exitCode: partlyApplied,
    fault: { effect: { kind: 'capacity-unavailable' } },
    act: yes,
    wrote: true,
  },
  {
    name: 'tasks that die',
    exitCode: partlyApplied,
    fault: { effect: { kind: 'tasks-exit', exitCode: 137, afterSeconds: 5 } },
    act: yes,
    wrote: true,
  },
  {
    name: 'ended by a signal before anything',
    exitCode: nothingWritten,
    act: ({ flags }) =>
      headroom(['run', ...scaleTo('4'), '--confirm', '4', ...flags], {}, AbortSignal.abort('SIGTERM')),
    wrote: false,
  },
  {
    name: 'a state directory that is none',
    exitCode: nothingWritten,
    act: ({ simulator }) =>
      headroom(['run', ...scaleTo('4'), '--confirm', '4', '--endpoint', simulator.url, '--state-dir', '/dev/null/x']),
    wrote: false,
  },
];

/** What `0` promises: as many tasks as were asked for, running. */
function isAsAsked({ simulator }: HeadlessAccount): boolean {
  const service = simulator.world.ecs.services().find(({ name }) => name === 'waooaw-backend');
  return service?.desiredCount === 4;
}

describe('G26: exit codes', () => {
  // Loads what all of them use: while it is loaded, nobody here answers.
  beforeAll(async () => {
    const simulator = await startSimulator({ seed: 1, start: Date.now(), speed: 1, durations: 1, port: 0 });
    await headroom(['status', '--endpoint', simulator.url]);
    await simulator.close();
  });

  it.each(scenarios)('$exitCode for: $name', { timeout: 240_000 }, async ({ exitCode, fault, act, wrote }) => {
    const account = await headlessAccount();
    if (fault) {
      const match = fault.operation === undefined ? {} : { match: { operation: fault.operation } };
      account.simulator.perform({ add: { effect: fault.effect, ...match } });
    }
    const said = await act(account);
    expect(said).toMatchObject({ exitCode });
    expect(account.simulator.history.writes.length > 0).toBe(wrote);
    // Never 0 for a write unless it is true.
    if (said.exitCode === exitCodes.done && wrote) expect(isAsAsked(account)).toBe(true);
  });

  it('each that a command can end in is in the table', () => {
    const shown = new Set(scenarios.map(({ exitCode }) => exitCode));
    for (const code of [done, usage, nothingWritten, partlyApplied, unknown, credentials, readOnly])
      expect(shown).toContain(code);
    measured('G26', `${scenarios.length} scenarios, each with its code; 0 only with everything verified`);
  });
});
