import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { freshStateDir } from '../support/simulated.ts';
import { openTerminal } from '../support/terminal.ts';
import { terminals } from '../support/terminals.ts';
import { leftOn } from '../support/watched-terminal.ts';
import { reach } from './screens-to-die-on.ts';

const { endLater, onSimulated } = terminals();

/** The process group that has the terminal. */
const foregroundOf = (shell: number): number => Number(readFileSync(`/proc/${shell}/stat`, 'utf8').split(' ')[7]);

describe('Ctrl-Z', () => {
  it.concurrent.each(['key', 'signal'])(
    'S4: by a %s gives the shell its terminal, and fg shows what is old as old',
    async by => {
      const shell = openTerminal(['demo', '--state-dir', freshStateDir()], {
        columns: 100,
        rows: 30,
        env: { PS1: 'shell> ' },
        inShell: true,
      });
      endLater(() => shell.kill());
      await reach('the dashboard', shell);
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

  it.concurrent('S4: does nothing while AWS has not answered a write', async () => {
    const { program, simulated } = await onSimulated();
    await reach('the confirmation', program);
    await simulated.addFault({
      match: { operation: 'RegisterScalableTarget' },
      effect: { kind: 'hang', applied: true },
    });
    program.type('6');
    await program.waitFor(/▸ 6/);
    program.type('\r');
    await program.waitFor(/sending/);
    const before = program.output().length;
    program.signal('SIGTSTP');
    program.type('?');
    await program.waitFor(/Keys of this screen/);
    expect(program.output().slice(before)).not.toContain('\u001b[?1049l');
  }, 60_000);
});
