import { printing } from '../../../../src/commands/io.ts';
import { planOf } from '../../../../src/commands/plan.ts';
import { runHeadless } from '../../../../src/commands/run.ts';
import { findProcedure } from '../../../../src/procedures/index.ts';
import { planProcedure } from '../../../../src/session/planning.ts';
import type { HeadroomSession } from '../../../../src/session/session.ts';
import type { InProcessAws } from '../../../faults/support/in-process-aws.ts';
import { inProcessSession } from '../../../support/in-process-session.ts';
import { noScreen } from '../../../support/no-screen.ts';
import type { Way } from './outcome.ts';

export interface Ours extends Way {
  readonly session: HeadroomSession;
  /** What the two commands printed. */
  said(): string;
}

/** The two procedures as they are run without a screen, every pause and every watch lived through. */
export async function ours(aws: InProcessAws): Promise<Ours> {
  const session = await inProcessSession(aws);
  let printed = '';
  const print = (text: string): void => {
    printed += text;
  };
  const io = {
    ...printing({ stdout: print, stderr: print }),
    ...noScreen,
    env: {},
    signal: new AbortController().signal,
  };
  async function run(id: string, input: Readonly<Record<string, string>>): Promise<void> {
    const procedure = findProcedure(id);
    if (procedure === undefined) throw new Error(`there is no procedure ${id}`);
    const planned = await planProcedure(session, procedure, { service: 'waooaw-backend', ...input });
    if (planned.kind === 'nothing-to-do') throw new Error(planned.because);
    const answers = { yes: true, confirm: ['waooaw-backend'], hold: true };
    const exitCode = await runHeadless(io, answers, session, planOf(planned));
    if (exitCode !== 0) throw new Error(`${id} ended with ${exitCode}:\n${printed}`);
  }
  return {
    session,
    said: () => printed,
    prepare: () => run('prepare-for-event', { requestsPerMinute: '5000', end: '2026-11-27 15:00 UTC' }),
    goBack: () => run('stand-down-after-event', {}),
  };
}
