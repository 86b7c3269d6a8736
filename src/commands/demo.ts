import { demoSettings } from '../config/settings.ts';
import type { ExitCode } from '../domain/exit-code.ts';
import { dashboardOf } from './dash.tsx';
import type { Flags, Io } from './io.ts';
import { startStory } from './simulated-story.ts';

/**
 * Ten simulated seconds a second: a task starts in a few seconds, an alarm takes its minutes in twenty, and there is half
 * a minute to read the quiet dashboard before the campaign begins.
 */
const demoSpeed = 10;

export interface DemoOptions extends Flags {
  readonly seed: number;
  readonly speed?: number;
  readonly scenario: string;
}

/** `headroom demo`: the dashboard on a simulated AWS of its own. */
export async function demo(io: Io, options: DemoOptions): Promise<ExitCode> {
  const { seed, speed = demoSpeed, scenario } = options;
  const { simulated } = await startStory({ seed, speed, scenario, port: 0, durations: 1 });
  try {
    return await dashboardOf(demoSettings(simulated, options, io.env), io, options);
  } finally {
    await simulated.close();
  }
}
