import { describe, expect, it, onTestFinished } from 'vitest';
import { createSessionActions } from '../../src/commands/session-actions.ts';
import { createSecrets } from '../../src/config/secrets.ts';
import { planHash } from '../../src/domain/plan-hash.ts';
import type { Mint } from '../../src/domain/ports.ts';
import { emptyPatch } from '../../src/domain/snapshot-patch.ts';
import { scaleService } from '../../src/procedures/scale-service.ts';
import { createSession, type SessionOptions } from '../../src/session/session.ts';
import { RandomStream } from '../../src/sim/world/rng.ts';
import { keymap } from '../../src/terminal/keymap.ts';
import { fakeAws } from '../session/fake-ports.ts';
import { appOnSimulator } from '../support/app-on-simulator.tsx';
import { headlessAccount, headroom, scaleTo } from '../support/headless.ts';
import { StandingClock } from '../support/screen.tsx';
import { backend, now, serviceAt } from '../support/snapshots.ts';
import { tempDir } from '../support/temp-dir.ts';
import { cases, measured, seed } from './figures.ts';

const turn = (): Promise<void> => new Promise(resolve => setImmediate(resolve));

/** A session that may not write, on an AWS that takes note of every write and of every leave to write. */
async function readOnlySession(writes: SessionOptions['writes']) {
  const clock = new StandingClock(now);
  const leaves: string[] = [];
  const mint: Mint = ({ runId, stepId }) => {
    leaves.push('mint');
    return { runId, stepId };
  };
  const { services } = serviceAt(2);
  const ports = {
    ...fakeAws(clock).ports,
    mint,
    observe: async () => ({
      ...emptyPatch,
      services: new Map(services.map(({ key, cluster: _, service: __, ...parts }) => [key, parts])),
    }),
  };
  const gateway = {
    ...ports.gateway,
    write: async () => {
      leaves.push('write');
      return { outcome: 'accepted', requestId: null } as const;
    },
  };
  const session = createSession({
    openAws: async () => ({ ...ports, gateway }),
    wallClock: clock,
    writes,
    stateDir: tempDir(),
    secrets: createSecrets({}),
  });
  onTestFinished(() => session.close());
  await session.connect();
  return { session, leaves, ...createSessionActions(session, { quit: () => {}, copy: () => {} }) };
}

const planned = scaleService.plan(
  { service: backend, desiredCount: 4, how: 'floor', pace: 'once', raiseCeiling: 'no' },
  serviceAt(2),
);

describe('G12: a session that may not write', () => {
  it('R1: writes nothing, whatever is asked of it, in any order', { timeout: 900_000 }, async () => {
    if (planned.kind !== 'plan') throw new Error('this plan can be made');
    const { plan } = planned;
    const confirm = plan.steps.find(step => step.kind === 'confirm');
    if (confirm?.kind !== 'confirm') throw new Error('this plan asks');
    const random = new RandomStream(seed);
    const wanted = cases(10_000, 1_000_000);
    const ends = new Map<string, number>();
    let actionsTaken = 0;
    for (const writes of [{ forbidden: 'started with --read-only' }, 'ask'] as const) {
      const { session, actions, leaves } = await readOnlySession(writes);
      const to = { stepId: confirm.id, planHash: planHash(plan) };
      const lightly: readonly (() => unknown)[] = [
        () => actions.answer(to, confirm.ask.phrase),
        () => actions.answer(to, confirm.ask.phrase),
        () => actions.answer({ ...to, planHash: '0' }, confirm.ask.phrase),
        () => actions.answer(to, null),
        // Where it may be armed after all, nobody has typed what arms it.
        () => (writes === 'ask' ? undefined : actions.arm()),
        () => actions.endHold(),
        () => actions.setPaused(random.below(2) === 0),
        () => actions.refresh(),
        () => session.mint(),
      ];
      const heavily: readonly (() => unknown)[] = [
        () => actions.start(plan),
        () => actions.start({ ...plan, session: { ...plan.session, simulated: true } }),
        () => actions.stopRun(),
        () => actions.dismissRun(),
        () => actions.plan('scale-service', { service: backend, desiredCount: '4' }),
        () => actions.planUndo('last'),
      ];
      for (let count = 0; count < wanted / 2; count += 1) {
        actionsTaken += 1;
        // Starting a run writes a journal to the disk, which a million times would take hours.
        const from = random.below(200) === 0 ? heavily : lightly;
        await from[random.below(from.length)]?.();
        if (count % 20 === 0) await turn();
        const ended = session.store.getSnapshot().run?.run.ended;
        if (ended?.kind === 'stopped') ends.set(ended.because, (ends.get(ended.because) ?? 0) + 1);
      }
      expect(leaves).toEqual([]);
    }
    // Runs got as far as their write, and were stopped by nothing but that this session only reads.
    expect(ends.get('read-only')).toBeGreaterThan(0);
    measured(
      'G12',
      `${actionsTaken.toLocaleString('en')} actions of the screens, and every command: 0 leaves to write, 0 write requests`,
    );
  });

  it('R1: writes nothing by any key of any screen, down to what the simulated AWS has taken', {
    timeout: 900_000,
  }, async () => {
    const app = await appOnSimulator({ writes: { forbidden: 'started with --read-only' } });
    const random = new RandomStream(seed);
    const keys = [...keymap.flatMap(binding => binding.keys), ...'0123456789yn', 'enter', 'enter', 's', 'c', 'a', 'z']
      // Those that stop the program's process or leave its screen are tried in a pseudo-terminal.
      .filter(key => !key.startsWith('ctrl-') && key !== 'escape');
    const screens = new Set<string>();
    for (let count = 0; count < cases(120, 10_000); count += 1) {
      app.screen.press(keys[random.below(keys.length)] ?? 'q');
      await app.settle();
      if (random.below(10) === 0) await app.pass(600);
      screens.add(/── ([A-Za-z ]+)/.exec(app.screen.frame())?.[1] ?? '');
    }
    expect(app.simulator.history.writes).toEqual([]);
    expect(screens.size).toBeGreaterThan(3);
  });

  it('R1: writes nothing by any command, with any answers, nor by an endpoint that only the environment names', {
    timeout: 240_000,
  }, async () => {
    const { simulator, stateDir, flags } = await headlessAccount();
    const made = await headroom(['run', ...scaleTo('4'), '--confirm', '4', '--no-hold', ...flags]);
    expect(made.exitCode).toBe(0);
    const file = `${stateDir}/plan.json`;
    await headroom(['plan', ...scaleTo('6'), '--out', file, ...flags]);
    const before = simulator.history.writes.length;
    expect(before).toBeGreaterThan(0);

    const answers = ['--yes', '--confirm', '2', '--confirm', '6', '--confirm', 'waooaw-backend', '--no-hold'];
    const commands: readonly (readonly string[])[] = [
      ['status'],
      ['procedures'],
      ['history'],
      ['history', 'last'],
      ['history', 'last', '--markdown'],
      ['plan', ...scaleTo('6')],
      ['run', ...scaleTo('6'), ...answers],
      ['run', file, ...answers],
      ['undo', 'last', ...answers],
      ['dash'],
      ['demo'],
      ['--help'],
    ];
    const codes = new Map<string, number>();
    for (const command of commands)
      for (const json of [[], ['--json']]) {
        const typed = await headroom([...command, ...json, '--read-only', ...flags]);
        const found = await headroom([...command, ...json, '--write', '--state-dir', stateDir], {
          AWS_ENDPOINT_URL: simulator.url,
        });
        codes.set(command[0] ?? '', typed.exitCode);
        if (['run', 'undo'].includes(command[0] ?? ''))
          expect([typed.exitCode, found.exitCode], command.join(' ')).toEqual([8, 8]);
      }
    expect(simulator.history.writes).toHaveLength(before);
    expect(codes.get('status')).toBe(0);
  });
});
