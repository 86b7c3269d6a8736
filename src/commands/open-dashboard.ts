import type { ExitCode } from '../domain/exit-code.ts';
import { dash } from './dash.tsx';
import { demo } from './demo.ts';
import { report } from './failure.ts';
import type { Io } from './io.ts';
import type { Opening } from './opening.ts';

/** The dashboard, on a real AWS or on a simulated one, until it is left; returns the exit code. */
export async function openDashboard(opening: Opening, io: Io): Promise<ExitCode> {
  try {
    return await (opening.verb === 'demo' ? demo(io, opening.options) : dash(io, opening.options));
  } catch (error) {
    // Something may have been drawn before it was known that nothing could be.
    io.closeScreen();
    return report(error, io, opening.options);
  }
}
