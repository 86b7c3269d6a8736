import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { cleanEnvironment, programPath } from '../support/built-program.ts';
import { runProgram, startProgram } from '../support/program.ts';
import { freshStateDir, startSimulated } from '../support/simulated.ts';
import { terminals } from '../support/terminals.ts';
import { listeningSockets } from '../support/watched-terminal.ts';
import { reach } from './screens-to-die-on.ts';

const { demo, onSimulated, endLater } = terminals();

describe('two signals', () => {
  it.concurrent.each([
    ['SIGTERM', 'SIGTERM', 143],
    ['SIGINT', 'SIGINT', 130],
    ['SIGTERM', 'SIGINT', 130],
  ] as const)(
    'S5: %s waits for what is in flight, and a %s after it ends at once with the run named',
    async (first, second, status) => {
      const { program, simulated } = await onSimulated();
      await reach('the confirmation', program);
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
      await setTimeout(150);
      program.signal(second);
      expect(await program.ended()).toEqual({ status, sameModes: true, leftOn: [] });
      expect(program.output()).toMatch(/Run (\S+) was under way\.[\s\S]*headroom resume \1/);
    },
    60_000,
  );
});

describe('a pipe', () => {
  it.concurrent.each([
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

  it.concurrent('S6: a run whose reader leaves is brought to its end and recorded', async () => {
    const simulated = await startSimulated(['--speed', '60']);
    endLater(() => simulated.stop());
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

describe('a debugger', () => {
  it.concurrent('S12: is not opened by SIGUSR1', async () => {
    const program = demo();
    await reach('the dashboard', program);
    // Its own simulated AWS.
    expect(listeningSockets(program.program())).toBe(1);
    program.signal('SIGUSR1');
    program.type('?');
    await program.waitFor(/Keys of this screen/);
    program.type('\u001b');
    await reach('the dashboard', program);
    expect(listeningSockets(program.program())).toBe(1);
    expect(program.output()).not.toMatch(/Debugger listening/);
  }, 60_000);

  it.concurrent('S12: that NODE_OPTIONS opens is refused before anything is done', async () => {
    const { exitCode, stdout, stderr } = await runProgram(['procedures'], { NODE_OPTIONS: '--inspect=127.0.0.1:0' });
    expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: '' });
    expect(stderr).toMatch(/a debugger is open on this process[\s\S]*Next: start it without --inspect/);
  });

  it.concurrent('S12: DEV=true opens no socket for development tools', async () => {
    const program = demo({ env: { DEV: 'true' } });
    await reach('the dashboard', program);
    expect(program.output()).not.toMatch(/devtools/i);
    expect(listeningSockets(program.program())).toBe(1);
  }, 60_000);
});
