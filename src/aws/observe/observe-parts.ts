import { lastKnown, missing, type Observed } from '../../domain/observed.ts';
import type { Gateway } from '../../domain/ports.ts';
import {
  findService,
  isServicePart,
  type Part,
  type PartValue,
  type ServiceKey,
  type ServicePart,
  type ServiceSnapshot,
  type Snapshot,
} from '../../domain/snapshot.ts';
import { applyPatch, emptyPatch, mergedPatches, type SnapshotPatch } from '../../domain/snapshot-patch.ts';
import type { Clock } from '../../domain/time.ts';
import { readAccount } from './account/index.ts';
import { observations } from './index.ts';
import { emptyMemory, type ObservationMemory } from './memory.ts';
import type { ObservationContext } from './observation.ts';

/**
 * Reads parts of services, and of the account, and says what is known of them now. It never rejects for a fault of AWS: a part that failed
 * is `missing` in the patch.
 *
 * What tells what to ask for, and was never read, is read along with the rest; `known` gives what was.
 */
export type ObserveParts = (
  services: readonly ServiceKey[],
  parts: readonly Part[],
  known: Snapshot,
  signal?: AbortSignal,
) => Promise<SnapshotPatch>;

interface ObserverOptions {
  readonly gateway: Gateway;
  readonly clock: Clock;
  /** What does not change; the observers of one session share it. */
  readonly memory?: ObservationMemory;
  /** AWS gives up to 100; of thousands of services that nobody looks at, they would fill the memory. */
  readonly mostEvents?: number;
}

export function createObserver({
  gateway,
  clock,
  memory = emptyMemory(),
  mostEvents = 100,
}: ObserverOptions): ObserveParts {
  const context: ObservationContext = { gateway, clock, memory, mostEvents };
  return async (services, parts, known, signal) => {
    const [ofServices, account] = await Promise.all([
      readServices(context, { services, parts: parts.filter(isServicePart), known }, signal),
      readAccount(context, parts, known, signal),
    ]);
    return { services: ofServices.services, account };
  };
}

async function readServices(
  context: ObservationContext,
  asked: { readonly services: readonly ServiceKey[]; readonly parts: readonly ServicePart[]; readonly known: Snapshot },
  signal: AbortSignal | undefined,
): Promise<SnapshotPatch> {
  const { services, parts, known } = asked;
  let patch = emptyPatch;
  for (const wave of wavesOf(withPrerequisites(services, parts, known))) {
    const soFar = applyPatch(known, patch);
    const read = services.flatMap(key => findService(soFar, key) ?? []);
    const brought = await Promise.all(wave.map(part => readPart(part, context, read, signal)));
    patch = mergedPatches([patch, ...brought]);
  }
  return patch;
}

const sourcesOf = (part: ServicePart): readonly ServicePart[] => [
  ...observations[part].needs,
  ...observations[part].uses,
];

/** The parts, and those that they rest on and that are still pending for one of the services. */
function withPrerequisites(
  services: readonly ServiceKey[],
  parts: readonly ServicePart[],
  known: Snapshot,
): ReadonlySet<ServicePart> {
  const all = new Set(parts);
  // A set hands out what is added to it during the loop, so the prerequisites of prerequisites come too.
  for (const part of all) {
    for (const source of sourcesOf(part)) {
      if (services.some(key => findService(known, key)?.[source].state === 'pending')) all.add(source);
    }
  }
  return all;
}

/** Groups of parts that can be read at the same time; each group rests only on the ones before it. */
function wavesOf(parts: ReadonlySet<ServicePart>): readonly (readonly ServicePart[])[] {
  const depthOf = (part: ServicePart): number =>
    1 + Math.max(0, ...sourcesOf(part).flatMap(source => (parts.has(source) ? depthOf(source) : [])));
  const byDepth = Map.groupBy(parts, depthOf);
  return [...byDepth.keys()].toSorted((a, b) => a - b).map(depth => byDepth.get(depth) ?? []);
}

async function readPart<Part extends ServicePart>(
  part: Part,
  context: ObservationContext,
  services: readonly ServiceSnapshot[],
  signal: AbortSignal | undefined,
): Promise<SnapshotPatch> {
  const observation = observations[part];
  const lacking = new Map<ServiceKey, Observed<PartValue<Part>>>();
  const readable = services.filter(service => {
    const absent = observation.needs.map(need => service[need]).find(need => lastKnown<unknown>(need) === undefined);
    if (absent?.state === 'missing') lacking.set(service.key, missing(absent.because));
    return absent === undefined;
  });
  const readings = readable.length === 0 ? new Map() : await observation.read({ context, services: readable, signal });
  return { services: new Map([...lacking, ...readings].map(([key, value]) => [key, { [part]: value }])), account: {} };
}
