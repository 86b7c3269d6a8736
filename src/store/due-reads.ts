import type { ServiceKey, ServicePart } from '../domain/snapshot.ts';
import type { Instant } from '../domain/time.ts';
import type { Attention } from './attention.ts';

/** Parts that are read of the same services, in one sweep. */
export interface Reading {
  readonly parts: readonly ServicePart[];
  readonly services: readonly ServiceKey[];
}

/** When each part of each service is to be read next; what was never read is due. */
export interface DueTimes {
  at(part: ServicePart, service: ServiceKey): Instant;
  set(part: ServicePart, services: readonly ServiceKey[], at: Instant): void;
  clear(): void;
}

export function createDueTimes(): DueTimes {
  const times = new Map<ServicePart, Map<ServiceKey, Instant>>();
  return {
    at: (part, service) => times.get(part)?.get(service) ?? Number.NEGATIVE_INFINITY,
    set(part, services, at) {
      const ofPart = times.get(part) ?? new Map<ServiceKey, Instant>();
      times.set(part, ofPart);
      for (const service of services) ofPart.set(service, at);
    },
    clear: () => times.clear(),
  };
}

interface PartShown {
  readonly part: ServicePart;
  readonly shownIn: 'rows' | 'panel';
  readonly everyMs: number;
}

/** The services of which a part is on the screen. */
export const shownServices = (
  { shownIn }: Pick<PartShown, 'shownIn'>,
  { rows, panel }: Attention,
): readonly ServiceKey[] => (shownIn === 'panel' ? panel : [...new Set([...rows, ...panel])]);

/**
 * Of which services a part is to be read now. Where one is due, those come along that will be within a quarter of the
 * cadence: services that scrolled in one after the other are soon read together, in as few requests as all of them take.
 */
export function dueServices(
  shown: PartShown,
  attention: Attention,
  { due, now }: { readonly due: DueTimes; readonly now: Instant },
): readonly ServiceKey[] {
  const services = shownServices(shown, attention);
  if (!services.some(service => due.at(shown.part, service) <= now)) return [];
  return services.filter(service => due.at(shown.part, service) <= now + shown.everyMs / 4);
}

/** The same, with parts of the same services together: what is read together is drawn once. */
export function grouped(
  wanted: readonly { readonly part: ServicePart; readonly services: readonly ServiceKey[] }[],
): readonly Reading[] {
  const groups = Map.groupBy(wanted, ({ services }) => services.join(' '));
  return [...groups.values()].flatMap(group => {
    const services = group[0]?.services ?? [];
    return services.length === 0 ? [] : [{ parts: group.map(({ part }) => part), services }];
  });
}
