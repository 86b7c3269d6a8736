import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { runProgram, startProgram } from '../support/program.ts';
import { freshStateDir, type Simulated, startSimulated } from '../support/simulated.ts';
import { cleanEnvironment, openTerminal, programPath, type TestTerminal } from '../support/terminal.ts';
import {
  childrenOf,
  leftOn,
  listeningSockets,
  openWatched,
  type WatchedTerminal,
} from '../support/watched-terminal.ts';
import { screens } from './screens-to-die-on.ts';

const size = { columns: 100, rows: 30 } as const;
const preload = join(import.meta.dirname, '../support/die-on-request.mjs');
const dying = (death: string) => ({
  env: { HEADROOM_TEST_DEATH: death },
  nodeOptions: ['--max-old-space-size=160', '--import', preload],
});

let simulated: Simulated | undefined;
let terminal: TestTerminal | undefined;
afterEach(async () => {
  terminal?.kill();
  await simulated?.stop();
  simulated = undefined;
});

const reach = async (program: TestTerminal, name: string): Promise<void> => {
  const found = screens.find(({ screen }) => screen === name);
  if (found === undefined) throw new Error(`no screen is called ${name}`);
  await found.reach(program);
};

function watched(
  args: readonly string[] = [],
  options: { env?: Record<string, string>; nodeOptions?: string[] } = {},
): WatchedTerminal {
  const opened = openWatched(['demo', '--speed', '20', '--state-dir', freshStateDir(), ...args], {
    ...size,
    ...options,
  });
  terminal = opened;
  return opened;
}

const untilGone = async (pid: number): Promise<void> => {
  while (existsSync(`/proc/${pid}`)) await new Promise(resolve => setImmediate(resolve));
};

describe('what nobody caught', () => {
  it('K14: ends in 1 with its words on the normal screen, which run was under way, and how to go on', async () => {
    simulated = await startSimulated(['--speed', '20']);
    const program = openWatched(['--endpoint', simulated.url, '--state-dir', freshStateDir()], {
      ...size,
      ...dying('throw'),
    });
    terminal = program;
    await program.waitFor(/waooaw-backend +2 +2/);
    program.type('j');
    await program.waitFor(/▸. waooaw-backend/);
    await reach(program, 'a run');
    program.signal('SIGUSR2');
    expect(await program.ended()).toEqual({ status: 1, sameModes: true, leftOn: [] });
    const [, said = ''] = program.output().split('\u001b[?1049l');
    expect(said).toMatch(/fault of headroom itself[\s\S]*thrown by a test \^\[\]0;title\^G/);
    expect(said).toMatch(/Run (\S+) was under way\.[\s\S]*headroom resume \1 --endpoint http:\/\/127\.0\.0\.1/);
  }, 60_000);

  it('K14: in the drawing itself brings the run to its end first', async () => {
    const program = watched([], dying('render'));
    await reach(program, 'a run');
    program.signal('SIGUSR2');
    expect(await program.ended()).toEqual({ status: 1, sameModes: true, leftOn: [] });
    expect(program.output()).toMatch(/stopping the run[\s\S]*Run \S+: waooaw-backend[\s\S]*thrown while drawing/);
  }, 60_000);

  it('K15: out of memory leaves the full screen, and says what was under way', async () => {
    const program = watched([], dying('memory'));
    await reach(program, 'the confirmation');
    program.signal('SIGUSR2');
    expect(await program.ended()).toEqual({ status: 134, sameModes: true, leftOn: [] });
    expect(program.output()).toMatch(/\u001b\[\?1049l[\s\S]*ran out of memory\.\s+Run \S+ was under way/);
  }, 60_000);
});

describe('the guardian', () => {
  it('is in a session of its own, holds no secret, and is gone with the program', async () => {
    const program = watched([], { env: { AWS_SECRET_ACCESS_KEY: 'canary-of-a-secret' } });
    await reach(program, 'the dashboard');
    const [guardian] = childrenOf(program.program());
    expect(guardian?.command).toContain('headroom-guardian');
    const pid = guardian?.pid ?? 0;
    expect(readFileSync(`/proc/${pid}/stat`, 'utf8').split(' ')[5]).toBe(String(pid));
    expect(readFileSync(`/proc/${pid}/environ`, 'utf8')).not.toContain('canary');
    program.type('q');
    expect(await program.ended()).toMatchObject({ status: 0, sameModes: true });
    await untilGone(pid);
    expect(program.output()).not.toContain('without a word');
  }, 60_000);

  it('is not ended by the signals of the terminal, and goes with a terminal that goes', async () => {
    const program = watched();
    await reach(program, 'the dashboard');
    const pid = childrenOf(program.program())[0]?.pid ?? 0;
    for (const signal of ['SIGINT', 'SIGHUP', 'SIGTERM', 'SIGQUIT'] as const) process.kill(pid, signal);
    program.signal('SIGKILL');
    expect(await program.ended()).toEqual({ status: 137, sameModes: true, leftOn: [] });
    await untilGone(pid);
  }, 60_000);
});

describe('S4: Ctrl-Z', () => {
  it.each(['key', 'signal'])(
    'S4: by a %s gives the shell its terminal, and fg shows what is old as old',
    async by => {
      const shell = openTerminal(['demo', '--state-dir', freshStateDir()], {
        ...size,
        env: { PS1: 'shell> ' },
        inShell: true,
      });
      terminal = shell;
      await reach(shell, 'the dashboard');
      if (by === 'key') shell.type('\u001a');
      else process.kill(-foregroundOf(shell.pid), 'SIGTSTP');
      await shell.waitFor(/Stopped[\s\S]*shell> $/m);
      expect(leftOn(shell.output())).toEqual([]);
      shell.type('stty -a | tr " " "\\n" | grep -cx -e icanon -e echo -e isig; sleep 2; echo slept\r');
      await shell.waitFor(/^3$[\s\S]*^slept$/m);
      shell.type('fg\r');
      await shell.waitFor(/stood still for \d+ s {2}read \d\d:\d\d:\d\d UTC[\s\S]* {2}waooaw-backend +2 +2/);
      shell.type('q');
      await shell.waitFor(/shell> \s*$/);
      shell.type('exit\r');
      expect(await shell.exit).toMatchObject({ exitCode: 0 });
    },
    60_000,
  );
});

/** The process group that has the terminal. */
const foregroundOf = (shell: number): number => Number(readFileSync(`/proc/${shell}/stat`, 'utf8').split(' ')[7]);

describe('S5: SIGTERM and SIGINT', () => {
  it.each([
    ['SIGTERM', 'SIGTERM', 143],
    ['SIGINT', 'SIGINT', 130],
    ['SIGTERM', 'SIGINT', 130],
  ] as const)(
    'S5: %s lets a run come to its end, and a %s after it ends at once with the run named',
    async (first, second, status) => {
      simulated = await startSimulated(['--speed', '20']);
      const program = openWatched(['--endpoint', simulated.url, '--state-dir', freshStateDir()], size);
      terminal = program;
      await program.waitFor(/waooaw-backend +2 +2/);
      program.type('j');
      await program.waitFor(/▸. waooaw-backend/);
      await reach(program, 'the confirmation');
      // A write that stays in flight: the run cannot end before it is answered, or given up.
      await simulated.addFault({
        match: { operation: 'RegisterScalableTarget' },
        effect: { kind: 'hang', applied: true },
      });
      program.type('6');
      await program.waitFor(/▸ 6/);
      program.type('\r');
      await program.waitFor(/sending/);
      program.signal(first);
      await program.waitForOutput(/stopping the run after what is in flight/);
      // As far apart as two keys of a person: what comes at once is one key that came twice.
      await new Promise(resolve => setTimeout(resolve, 150));
      program.signal(second);
      expect(await program.ended()).toEqual({ status, sameModes: true, leftOn: [] });
      expect(program.output()).toMatch(/Run (\S+) was under way\.[\s\S]*headroom resume \1/);
    },
    60_000,
  );
});

describe('S6: a pipe', () => {
  it.each([
    ['an empty history', ['history', '--state-dir', freshStateDir()]],
    ['the procedures', ['procedures']],
    ['help', ['--help']],
  ])('S6: %s into a reader that leaves after one line ends quietly', async (_, args) => {
    const script = '( "$@"; echo "status $?" >&2 ) | head -1 >/dev/null';
    const shell = spawn('sh', ['-c', script, 'sh', process.execPath, programPath, ...args], {
      env: cleanEnvironment(),
    });
    let said = '';
    shell.stderr.setEncoding('utf8').on('data', (text: string) => {
      said += text;
    });
    await once(shell, 'close');
    expect(said).toBe('status 0\n');
  });

  it('S6: a run whose reader leaves is brought to its end and recorded', async () => {
    simulated = await startSimulated(['--speed', '20']);
    const stateDir = freshStateDir();
    const scale = ['run', 'scale-service', '--service', 'waooaw-backend', '--desired-count', '6', '--confirm', '6'];
    const program = startProgram([...scale, '--endpoint', simulated.url, '--state-dir', stateDir]);
    await program.printed(/Accepted by AWS/);
    program.closeStdout();
    const { exitCode, stderr } = await program.finished;
    expect({ exitCode, stderr }).toEqual({ exitCode: 141, stderr: '' });
    const { stdout } = await runProgram(['history', '--state-dir', stateDir]);
    expect(stdout).toMatch(/interrupted/);
  }, 60_000);
});

describe('S12: a debugger', () => {
  it('S12: is not opened by SIGUSR1', async () => {
    const program = watched();
    await reach(program, 'the dashboard');
    // Its own simulated AWS.
    expect(listeningSockets(program.program())).toBe(1);
    program.signal('SIGUSR1');
    program.type('?');
    await program.waitFor(/Keys of this screen/);
    program.type('\u001b');
    await reach(program, 'the dashboard');
    expect(listeningSockets(program.program())).toBe(1);
    expect(program.output()).not.toMatch(/Debugger listening/);
  }, 60_000);

  it('S12: that NODE_OPTIONS opens is refused before anything is done', async () => {
    const { exitCode, stdout, stderr } = await runProgram(['procedures'], { NODE_OPTIONS: '--inspect=127.0.0.1:0' });
    expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: '' });
    expect(stderr).toMatch(/a debugger is open on this process[\s\S]*Next: start it without --inspect/);
  });

  it('S12: DEV=true opens no socket for development tools', async () => {
    const program = watched([], { env: { DEV: 'true' } });
    await reach(program, 'the dashboard');
    expect(program.output()).not.toMatch(/devtools/i);
    expect(listeningSockets(program.program())).toBe(1);
  }, 60_000);
});
