import { type Fault, FaultError } from '../../domain/fault.ts';
import { fresh, missing, type Observed } from '../../domain/observed.ts';
import type { Gateway } from '../../domain/ports.ts';
import type { PartValue, ServiceKey, ServicePart, ServiceSnapshot } from '../../domain/snapshot.ts';
import type { Clock } from '../../domain/time.ts';
import { eachOf } from '../pages.ts';
import type { ObservationMemory } from './memory.ts';

export interface ObservationContext {
  readonly gateway: Gateway;
  readonly clock: Clock;
  readonly memory: ObservationMemory;
  /** How many events of a service are kept, the newest ones. */
  readonly mostEvents: number;
}

export interface ObservationRequest {
  readonly context: ObservationContext;
  /** The services to read, with what is known of them so far. */
  readonly services: readonly ServiceSnapshot[];
  readonly signal: AbortSignal | undefined;
}

/** How one part of a service is read from AWS. */
export interface Observation<Part extends ServicePart> {
  readonly part: Part;
  /** How often it is worth reading again; null for what is read only when somebody asks. */
  readonly cadenceMs: number | null;
  /** `panel` where only the panel of the selected service shows it; otherwise every row does. */
  readonly shownIn?: 'panel';
  /** How often at the most it is read of the services that no row shows; not at all unless it says so. */
  readonly elsewhereEveryMs?: number;
  /** The parts without which there is nothing to ask for: they are read first, and services without them are left out. */
  readonly needs: readonly ServicePart[];
  /** The parts that tell more to ask for: they are read first, and missing ones do not matter. */
  readonly uses: readonly ServicePart[];
  /** A fault of AWS never rejects: it is `missing`, for the services that it concerns. */
  read(request: ObservationRequest): Promise<Readings<Part>>;
}

export type Readings<Part extends ServicePart> = ReadonlyMap<ServiceKey, Observed<PartValue<Part>>>;

/** Requests for each service on its own: a fault stays with its service. */
export async function readEach<Value>(
  { services, context }: ObservationRequest,
  read: (service: ServiceSnapshot) => Promise<Value>,
): Promise<ReadonlyMap<ServiceKey, Observed<Value>>> {
  return new Map(
    await eachOf(services, async (service): Promise<[ServiceKey, Observed<Value>]> => {
      try {
        return [service.key, fresh(await read(service), context.clock.now())];
      } catch (error) {
        return [service.key, missing(thrownFault(error))];
      }
    }),
  );
}

/** One request for several services: a fault concerns them all. `read` brings the answer, from which each takes its own. */
export async function readTogether<Value>(
  services: readonly ServiceSnapshot[],
  read: () => Promise<(service: ServiceSnapshot) => Observed<Value>>,
): Promise<ReadonlyMap<ServiceKey, Observed<Value>>> {
  try {
    const pick = await read();
    return new Map(services.map(service => [service.key, pick(service)]));
  } catch (error) {
    const nothing = missing(thrownFault(error));
    return new Map(services.map(({ key }) => [key, nothing]));
  }
}

/** The fault in what was thrown. Anything else is a bug of ours, and goes on. */
export function thrownFault(error: unknown): Fault {
  if (error instanceof FaultError) return error.fault;
  throw error;
}
