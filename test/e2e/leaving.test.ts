import { afterEach, describe, expect, it } from 'vitest';
import { runProgram, startProgram } from '../support/program.ts';
import { freshStateDir, type Simulated, startSimulated } from '../support/simulated.ts';
import { openTerminal, type TestTerminal } from '../support/terminal.ts';

const enter = '\r';

/** Keys count once the keyboard was silent for a moment; until then the question says so. */
const armed = (phrase: string): RegExp => new RegExp(`Type ${phrase} and Enter(?:(?!Keys count)[\\s\\S])*esc says no`);

/** The first screen is back and the cursor visible before anything is said. */
const restoredBefore = (words: string): RegExp => new RegExp(`\\u001b\\[\\?1049l[\\s\\S]*${words}`);

let simulated: Simulated | undefined;
let terminal: TestTerminal | undefined;
afterEach(async () => {
  terminal?.kill();
  await simulated?.stop();
  simulated = undefined;
});

function open(args: readonly string[], env: Readonly<Record<string, string>> = {}): TestTerminal {
  terminal = openTerminal(args, { columns: 100, rows: 30, env });
  return terminal;
}

async function startRun({ waitFor, type }: TestTerminal): Promise<void> {
  await waitFor(/waooaw-backend +2 +2/);
  type('s');
  await waitFor(/How many tasks/);
  type('6');
  await waitFor(/\[ ?6/);
  type(enter);
  await waitFor(/MinCapacity +2 → 6/);
  type('c');
  await waitFor(armed('6'));
  type('6');
  await waitFor(/▸ 6/);
  type(enter);
  await waitFor(/running for[\s\S]*accepted by AWS|left/);
}

describe('a signal', () => {
  it.each([
    ['SIGTERM', 143],
    ['SIGINT', 130],
    ['SIGHUP', 129],
  ] as const)(
    '%s gives the terminal back, and the exit code says so',
    async (signal, exitCode) => {
      const { waitFor, kill, exit, output } = open(['demo', '--state-dir', freshStateDir()]);
      await waitFor(/waooaw-backend +2 +2/);
      kill(signal);
      expect(await exit).toEqual({ exitCode, signal: undefined });
      expect(output()).toMatch(restoredBefore(''));
    },
    60_000,
  );

  it('during a run stops it, records that, and says what goes on and how to take it back', async () => {
    simulated = await startSimulated(['--speed', '20']);
    const stateDir = freshStateDir();
    const program = open(['--endpoint', simulated.url, '--state-dir', stateDir]);
    await program.waitFor(/waooaw-backend +2 +2/);
    // AWS lists services by name, and the agent comes first.
    program.type('j');
    await program.waitFor(/▸. waooaw-backend/);
    await startRun(program);
    program.kill('SIGTERM');
    expect(await program.exit).toEqual({ exitCode: 143, signal: undefined });
    const runId = /Run (\S+): waooaw-backend/.exec(program.output())?.[1] ?? 'no run';
    expect(program.output()).toMatch(restoredBefore(`Run ${runId}[\\s\\S]*AWS goes on[\\s\\S]*headroom undo ${runId}`));
    expect(program.output()).toContain(`--endpoint ${simulated.url}`);
    const { stdout } = await runProgram(['history', '--state-dir', stateDir]);
    expect(stdout).toMatch(new RegExp(`${runId} .*interrupted`));
  }, 60_000);
});

describe('another session', () => {
  it('finds the runs of the one before, shows what each did, and plans the way back', async () => {
    simulated = await startSimulated(['--speed', '60']);
    const stateDir = freshStateDir();
    const common = ['--endpoint', simulated.url, '--state-dir', stateDir];
    const scale = ['run', 'scale-service', '--service', 'waooaw-backend', '--desired-count', '6'];
    expect((await runProgram([...scale, '--confirm', '6', '--no-hold', ...common])).exitCode).toBe(0);

    const { waitFor, type } = open(common);
    await waitFor(/waooaw-backend +6 +6/);
    type('z');
    await waitFor(/▸✓ \d{4}-\d\d-\d\d \d\d:\d\d +done +waooaw-backend/);
    type(enter);
    await waitFor(/Written|done and verified|Done and verified/);
    type('z');
    await waitFor(/Undo of run[\s\S]*MinCapacity +6 → 2/);
  }, 60_000);
});

describe('a session after one that was killed', () => {
  it('K1, G27: says which run is unfinished and at which step, and goes on with it by two keys', async () => {
    simulated = await startSimulated(['--speed', '60']);
    const common = ['--endpoint', simulated.url, '--state-dir', freshStateDir()];
    const scale = ['run', 'scale-service', '--service', 'waooaw-backend', '--desired-count', '6', '--confirm', '6'];
    const killed = startProgram([...scale, '--json', ...common]);
    await killed.printed(/"EffectSucceeded"/);
    killed.kill('SIGKILL');
    await killed.finished;

    const { waitFor, type } = open(common);
    await waitFor(/run \S+ unfinished at step 4 of 5: its program ended; t then c resumes it/);
    type('t');
    await waitFor(/no end +waooaw-backend[\s\S]*c resume/);
    type('c');
    await waitFor(/running 6\/6[\s\S]*left/);
  }, 60_000);
});

describe('F4: an endpoint that only the environment names', () => {
  it('is said in the banner, and nothing is written to it, not even with --write', async () => {
    simulated = await startSimulated();
    const env = { AWS_ENDPOINT_URL: simulated.url };
    const { waitFor, type } = open(['--write', '--state-dir', freshStateDir()], env);
    await waitFor(/READ-ONLY[\s\S]*no writes: AWS_ENDPOINT_URL overrides AWS/);
    await waitFor(/waooaw-backend +2 +2/);
    type('s');
    await waitFor(/How many tasks/);
    type('4');
    type(enter);
    await waitFor(/MinCapacity +2 → 4/);
    type('c');
    await waitFor(/This session only reads: AWS_ENDPOINT_URL overrides AWS/);
  }, 60_000);
});

describe('an AWS that goes away', () => {
  it('is said with its reason while the last counts stay, and is found again at the same address', async () => {
    const port = '4797';
    simulated = await startSimulated(['--port', port, '--speed', '10']);
    const { waitFor } = open(['--endpoint', simulated.url, '--state-dir', freshStateDir()]);
    await waitFor(/waooaw-backend +2 +2/);
    await simulated.stop();
    await waitFor(/▲ no answer for .*refused the connection[\s\S]*\? waooaw-backend +2 +2/);
    simulated = await startSimulated(['--port', port, '--speed', '10']);
    await waitFor(/read \d\d:\d\d:\d\d UTC, \d s ago[\s\S]* {2}waooaw-backend +2 +2/);
  }, 60_000);
});

describe('ctrl-z', () => {
  it('gives the terminal to the shell that started the program, and fg draws it anew', async () => {
    terminal = openTerminal(['demo', '--state-dir', freshStateDir()], {
      columns: 100,
      rows: 30,
      env: { PS1: 'shell> ' },
      inShell: true,
    });
    const { waitFor, type, exit } = terminal;
    await waitFor(/waooaw-backend +2 +2/);
    type('\u001a');
    await waitFor(/Stopped[\s\S]*shell> $/m);
    type('echo a$((1 + 1))b\r');
    await waitFor(/^a2b$/m);
    type('fg\r');
    await waitFor(/waooaw-backend +2 +2[\s\S]*q quit/);
    type('q');
    await waitFor(/shell> \s*$/);
    type('exit\r');
    expect(await exit).toMatchObject({ exitCode: 0 });
  }, 60_000);
});
