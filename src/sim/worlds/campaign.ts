import { MINUTE, type SimTime } from '../world/clock.ts';
import type { World } from '../world/world.ts';

/**
 * A marketing campaign for the runbook's backend: three times the baseline within minutes, for the better part of an
 * hour. Two tasks do not carry it; auto-scaling answers as late as it does on AWS.
 */
export function announceCampaign(world: World, from: SimTime): void {
  const backend = world.ecs.services().find(({ name }) => name === 'waooaw-backend');
  if (backend === undefined) throw new Error('this world has no waooaw-backend to run a campaign for');
  world.addSurge(backend, { from, rampMs: 4 * MINUTE, holdMs: 40 * MINUTE, extraPerMinute: 2200 });
}
