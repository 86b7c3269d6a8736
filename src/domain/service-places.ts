import type { ServiceKey, ServiceSnapshot } from './snapshot.ts';

/** Where each service stands in a list. The same object for every list of the same services in the same order. */
export type ServicePlaces = ReadonlyMap<ServiceKey, number>;

const known = new WeakMap<readonly ServiceSnapshot[], ServicePlaces>();

/** Reckoned once for a list and for all that come of it: with five thousand services, looking through them shows. */
export function placesOf(services: readonly ServiceSnapshot[]): ServicePlaces {
  const places = known.get(services) ?? new Map(services.map(({ key }, place) => [key, place]));
  known.set(services, places);
  return places;
}

/** The list with some of its services as they are now; the others are the same objects as before. */
export function withServices(
  services: readonly ServiceSnapshot[],
  changed: Iterable<ServiceSnapshot>,
): readonly ServiceSnapshot[] {
  const places = placesOf(services);
  const next = [...services];
  for (const service of changed) {
    const place = places.get(service.key);
    if (place !== undefined) next[place] = service;
  }
  known.set(next, places);
  return next;
}
