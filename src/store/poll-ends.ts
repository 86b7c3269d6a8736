import type { Observed } from '../domain/observed.ts';
import type { ServicePart } from '../domain/snapshot.ts';
import type { SnapshotPatch } from '../domain/snapshot-patch.ts';
import type { PollEnd } from './poll-pace.ts';

/** How the sweep that brought this patch ended for each part: one throttled request counts for all of them. */
export function pollEnds(patch: SnapshotPatch): ReadonlyMap<ServicePart, PollEnd> {
  const ends = new Map<ServicePart, PollEnd>();
  for (const parts of patch.services.values()) {
    for (const [name, observed] of Object.entries(parts)) {
      // The keys of a ServicePatch; Object.entries only knows them as texts.
      const part = name as ServicePart;
      ends.set(part, weightier(ends.get(part), endOf(observed)));
    }
  }
  return ends;
}

function endOf(observed: Observed<unknown>): PollEnd {
  if (observed.state === 'fresh') return 'answered';
  return 'because' in observed && observed.because.kind === 'throttled' ? 'throttled' : 'failed';
}

const byWeight: readonly PollEnd[] = ['failed', 'answered', 'throttled'];

const weightier = (a: PollEnd | undefined, b: PollEnd): PollEnd =>
  a !== undefined && byWeight.indexOf(a) > byWeight.indexOf(b) ? a : b;
