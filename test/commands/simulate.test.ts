import { describe, expect, it } from 'vitest';
import type { Io } from '../../src/commands/io.ts';
import { runProgram } from '../../src/commands/program.ts';
import { exitCodes } from '../../src/domain/exit-code.ts';
import { scenarios } from '../../src/sim/scenarios/index.ts';
import { worlds } from '../../src/sim/worlds/index.ts';
import { noScreen } from '../support/no-screen.ts';

/** A process without a terminal; `stop` is its ctrl-c, and `whenPrinted` resolves with its first words. */
const program = (...argv: readonly string[]) => {
  const stopping = new AbortController();
  const { promise: whenPrinted, resolve: printed } = Promise.withResolvers<string>();
  let [out, err] = ['', ''];
  const print = (text: string): void => {
    out += text;
    printed(out);
  };
  const io: Io = {
    out: print,
    raw: print,
    err: text => {
      err += text;
    },
    env: {},
    ...noScreen,
    signal: stopping.signal,
  };
  const ended = runProgram(argv, io).then(exitCode => ({ exitCode, out, err }));
  return { whenPrinted, ended, stop: () => stopping.abort() };
};

const finished = (...argv: readonly string[]) => program(...argv).ended;

describe('what the simulated AWS can be', () => {
  it('is listed, each world and scenario with what it is', async () => {
    const { exitCode, out, err } = await finished('simulate', '--list');
    expect([exitCode, err]).toEqual([exitCodes.done, '']);
    for (const { name, summary } of [...worlds, ...scenarios]) {
      expect(out).toMatch(new RegExp(`^  ${name} +${summary.replace(/[.?()]/g, '\\$&')}$`, 'm'));
    }
  });

  it('is listed as data', async () => {
    const listed: unknown = JSON.parse((await finished('simulate', '--list', '--json')).out);
    expect(listed).toEqual({
      worlds: worlds.map(({ name, summary }) => ({ name, summary })),
      scenarios: scenarios.map(({ name, summary, service = null }) => ({ name, summary, service })),
    });
  });

  it('is in the help', async () => {
    expect((await finished('simulate', '--help')).out).toMatch(/--world <name>[\s\S]*--scenario <name>[\s\S]*--list/);
    expect((await finished('demo', '--help')).out).toMatch(/--scenario <name>[\s\S]*default: "campaign"/);
  });
});

describe('a simulated AWS', () => {
  const stateOf = async (printed: string): Promise<unknown> => {
    const { url, controlToken } = JSON.parse(printed) as { url: string; controlToken: string };
    const answer = await fetch(`${url}/_sim/control/state`, { headers: { 'x-sim-token': controlToken } });
    return answer.json();
  };

  it('plays the scenario that it was asked for, in the world that it was asked for', async () => {
    const simulated = program('simulate', '--json', '--scenario', 'night', '--world', 'waooaw-production-cluster-mode');
    const printed = await simulated.whenPrinted;
    expect(JSON.parse(printed)).toMatchObject({ world: 'waooaw-production-cluster-mode', scenario: 'night' });
    expect(await stateOf(printed)).toMatchObject({
      scenario: 'night',
      options: { world: 'waooaw-production-cluster-mode' },
    });
    simulated.stop();
    expect((await simulated.ended).exitCode).toBe(exitCodes.done);
  });

  it('is the usual world, and nothing happens in it, when nothing was asked for', async () => {
    const simulated = program('simulate');
    expect(await simulated.whenPrinted).toMatch(
      /\(waooaw-production, seed 1, 1x time\)[\s\S]*--cluster waooaw-production --services waooaw-backend\n/,
    );
    simulated.stop();
    await simulated.ended;
  });
});

describe('a name that does not exist', () => {
  it.each([
    ['scenario', ['simulate', '--scenario', 'earthquake'], scenarios],
    ['scenario', ['demo', '--scenario', 'earthquake'], scenarios],
    ['world', ['simulate', '--world', 'earthquake'], worlds],
  ] as const)('for a %s is refused with those that do: %j', async (kind, argv, choices) => {
    const { exitCode, out, err } = await finished(...argv);
    expect([exitCode, out]).toEqual([exitCodes.usage, '']);
    expect(err).toContain(`There is no ${kind} called earthquake.`);
    expect(err).toContain(`Next: Choose one of ${choices.map(({ name }) => name).join(', ')};`);
    expect(err).toContain('headroom simulate --list');
  });

  it('is refused as data, for a program', async () => {
    const { exitCode, out } = await finished('simulate', '--scenario', 'earthquake', '--json');
    expect(exitCode).toBe(exitCodes.usage);
    expect(JSON.parse(out)).toMatchObject({ fault: { because: 'There is no scenario called earthquake.' } });
  });
});

it('a scenario about a service that the world does not have is not played to nobody', async () => {
  const { exitCode, out, err } = await finished('simulate', '--world', 'many-services', '--scenario', 'campaign');
  expect([exitCode, out]).toEqual([exitCodes.usage, '']);
  expect(err).toContain(
    'The scenario campaign is about waooaw-backend, and the world many-services has no such service.',
  );
  expect(err).toContain('such as waooaw-production');
});

it('a port that is taken is refused', async () => {
  const first = program('simulate', '--json');
  const { url } = JSON.parse(await first.whenPrinted) as { url: string };
  const { exitCode, err } = await finished('simulate', '--port', new URL(url).port);
  expect(exitCode).toBe(exitCodes.usage);
  expect(err).toContain('is taken by another program');
  first.stop();
  await first.ended;
});
