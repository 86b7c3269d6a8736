import { describe, expect, it } from 'vitest';
import { terminals } from '../support/terminals.ts';
import { reach } from './screens-to-die-on.ts';

const { demo, onSimulated } = terminals();

describe('what nobody caught', () => {
  it.concurrent('K14: ends in 1 with its words on the normal screen, which run was under way, and how to go on', async () => {
    const { program } = await onSimulated({ death: 'throw' });
    await reach('a run', program);
    program.signal('SIGUSR2');
    expect(await program.ended()).toEqual({ status: 1, sameModes: true, leftOn: [] });
    const [, said = ''] = program.output().split('\u001b[?1049l');
    expect(said).toMatch(/fault of headroom itself[\s\S]*thrown by a test \^\[\]0;title\^G/);
    expect(said).toMatch(/Run (\S+) was under way\.[\s\S]*headroom resume \1 --endpoint http:\/\/127\.0\.0\.1/);
  }, 60_000);

  it.concurrent('K14: in the drawing itself brings the run to its end first', async () => {
    const program = demo({ death: 'render' });
    await reach('a run', program);
    program.signal('SIGUSR2');
    expect(await program.ended()).toEqual({ status: 1, sameModes: true, leftOn: [] });
    expect(program.output()).toMatch(/stopping the run[\s\S]*Run \S+: waooaw-backend[\s\S]*thrown while drawing/);
  }, 60_000);

  it.concurrent('K15: out of memory leaves the full screen, and says what was under way', async () => {
    const program = demo({ death: 'memory', nodeOptions: ['--max-old-space-size=160'] });
    await reach('the confirmation', program);
    program.signal('SIGUSR2');
    expect(await program.ended()).toEqual({ status: 134, sameModes: true, leftOn: [] });
    expect(program.output()).toMatch(/\u001b\[\?1049l[\s\S]*ran out of memory\.\s+Run \S+ was under way/);
  }, 60_000);
});
