import { startSimulatedAws } from '../compose.ts';
import { demoSettings } from '../config/settings.ts';
import type { ExitCode } from '../domain/exit-code.ts';
import { dashboardOf } from './dash.tsx';
import type { Flags, Io } from './io.ts';

/** Ten simulated seconds a second: a task starts in a few seconds, and an alarm takes its minutes in twenty. */
const demoSpeed = 10;

/** Time to read the quiet dashboard first. */
const campaignAfterMs = 30_000;

/** `headroom demo`: the dashboard on a simulated AWS of its own. */
export async function demo(io: Io, options: Flags & { seed: number; speed?: number }): Promise<ExitCode> {
  const { speed = demoSpeed, seed } = options;
  const simulated = await startSimulatedAws({ seed, speed, port: 0, durations: 1, campaignAfterMs });
  try {
    return await dashboardOf(demoSettings(simulated, options, io.env), io, options);
  } finally {
    await simulated.close();
  }
}
