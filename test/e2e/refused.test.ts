import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { type RunningSimulator, startSimulator } from '../../src/sim/simulator.ts';
import { runProgram } from '../support/program.ts';
import { freshStateDir } from '../support/simulated.ts';

let simulator: RunningSimulator | undefined;
afterEach(async () => {
  await simulator?.close();
  simulator = undefined;
});

const scaleToSix = [
  'run',
  'scale-service',
  '--service',
  'waooaw-backend',
  '--desired-count',
  '6',
  '--confirm',
  '6',
  '--no-hold',
];

async function simulatedAws(speed: number): Promise<RunningSimulator> {
  simulator = await startSimulator({ seed: 1, start: Date.now(), speed, durations: 1, port: 0 });
  return simulator;
}

const configFile = (config: object): string => {
  const path = join(mkdtempSync(join(tmpdir(), 'headroom-config-')), 'config.json');
  writeFileSync(path, JSON.stringify(config));
  return path;
};

describe('A6: an account that the configuration does not mean', () => {
  it('is refused before anything is read or written', async () => {
    const { url, history, world } = await simulatedAws(60);
    const config = configFile({ environments: { prod: { accountId: '999999999999' } } });
    const common = ['--endpoint', url, '--state-dir', freshStateDir(), '--config', config, '--env', 'prod'];
    const { exitCode, stderr } = await runProgram([...scaleToSix, ...common]);
    expect(exitCode).toBe(6);
    expect(stderr).toMatch(new RegExp(`belong to account ${world.account.accountId}.*prod is account 999999999999`));
    expect(history.writes).toEqual([]);
  });
});

describe('T3: a count that rises while no task follows', () => {
  it('is never called done: the run says why AWS places none, and how to take it back', async () => {
    const { url, perform, history } = await simulatedAws(240);
    perform({ add: { effect: { kind: 'capacity-unavailable' } } });
    const { exitCode, stdout } = await runProgram([...scaleToSix, '--endpoint', url, '--state-dir', freshStateDir()]);
    expect(exitCode).not.toBe(0);
    expect(stdout).not.toMatch(/completed|Done and verified/i);
    expect(stdout).toMatch(/[Cc]apacity is unavailable/);
    expect(stdout).toMatch(/headroom undo \S+/);
    expect(history.writes).toHaveLength(1);
  }, 60_000);
});

describe('noise', () => {
  it.each([
    ['a warning of Node', "process.emitWarning('a listener too many')"],
    ['the console', "for (const say of ['log', 'warn', 'error', 'info', 'debug', 'trace']) console[say]('noise')"],
  ])('%s reaches neither stdout nor stderr', async (_, says) => {
    const { url } = await simulatedAws(1);
    const directory = mkdtempSync(join(tmpdir(), 'headroom-noise-'));
    const [preload, made] = [join(directory, 'noise.mjs'), join(directory, 'made')];
    // As soon as the program has begun: before that nobody could catch it.
    writeFileSync(
      preload,
      `import { writeFileSync } from 'node:fs';
       const before = console.warn;
       const timer = setInterval(() => {
         if (console.warn === before) return;
         clearInterval(timer);
         ${says};
         writeFileSync('${made}', 'made');
       }, 5);
       timer.unref();`,
    );
    const env = { NODE_OPTIONS: `--import=${preload}` };
    const { exitCode, stdout, stderr } = await runProgram(['status', '--json', '--endpoint', url], env);
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
    expect(JSON.parse(stdout)).toMatchObject({ connection: { notes: [] } });
    expect(readFileSync(made, 'utf8')).toBe('made');
  });
});
