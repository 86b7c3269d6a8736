import { lastKnown } from '../../domain/observed.ts';
import {
  findService,
  type ScalableTarget,
  type ServiceKey,
  type ServiceSnapshot,
  type Snapshot,
} from '../../domain/snapshot.ts';
import { type Situation, situationOf } from '../scale-service/situation.ts';

/** A service that an event can be prepared for: what both ways, up and down, are planned from. */
export interface EventService extends Situation {
  readonly target: ScalableTarget;
}

/**
 * The service, or why it is not known well enough to plan for.
 * @param wanted where its count shall end, from the bounds and the count that it has
 */
export function eventServiceOf(
  key: ServiceKey,
  wanted: (target: ScalableTarget, desiredCount: number) => number,
  snapshot: Snapshot,
): EventService | { readonly blocked: readonly string[] } {
  const seen = findService(snapshot, key);
  const [counts, held] = [seen && lastKnown(seen.counts), seen && lastKnown(seen.scaling)?.target];
  const desiredCount = counts && held ? wanted(held, counts.desiredCount) : 0;
  const situation = situationOf(
    { service: key, desiredCount, how: 'floor', pace: 'steps', raiseCeiling: 'yes' },
    snapshot,
  );
  if ('blocked' in situation) return situation;
  const { target } = situation.scaling;
  if (target === null) {
    return {
      blocked: [
        `No auto-scaling is registered for ${situation.service.service}, so it has no floor to raise, and nothing adds tasks in a surge. Set it up first with set-up-auto-scaling, or put it back with restore-auto-scaling.`,
      ],
    };
  }
  return { ...situation, target };
}

/** How the service is named on a command line: in short where that is enough. */
export const nameOnCommandLine = ({ key, service }: ServiceSnapshot, { services }: Snapshot): string =>
  services.filter(each => each.service === service).length === 1 ? service : key;
