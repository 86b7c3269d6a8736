import { type Biography, type BiographyOptions, liveThrough } from './lives.ts';
import type { Story } from './procedure-plans.ts';
import { type Reckoning, reckon } from './reckoning.ts';
import { runIds } from './run-ids.ts';

const nextId = runIds();

export interface Told {
  readonly biography: Biography;
  readonly reckoning: Reckoning;
}

/** Opens the story's world, lives it through, and holds journal and AWS against each other. */
export async function tell(story: Story, stateDir: string, options: Partial<BiographyOptions> = {}): Promise<Told> {
  const { aws, plan } = await story.open();
  const biography = await liveThrough({ aws, plan, stateDir, runId: nextId(), ...options });
  return { biography, reckoning: await reckon(biography, aws) };
}
