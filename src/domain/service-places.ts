/** What has a name that is its own: a service. */
interface Named {
  readonly key: string;
}

/** Where each service stands in a list. The same object for every list of the same services in the same order. */
export type ServicePlaces = ReadonlyMap<string, number>;

const known = new WeakMap<readonly Named[], ServicePlaces>();

/** Reckoned once for a list and for all that come of it: with five thousand services, looking through them shows. */
export function placesOf(services: readonly Named[]): ServicePlaces {
  const places = known.get(services) ?? new Map(services.map(({ key }, place) => [key, place]));
  known.set(services, places);
  return places;
}

/** The list with some of its services as they are now; the others are the same objects as before. */
export function withServices<Service extends Named>(
  services: readonly Service[],
  changed: Iterable<Service>,
): readonly Service[] {
  const places = placesOf(services);
  const next = [...services];
  for (const service of changed) {
    const place = places.get(service.key);
    if (place !== undefined) next[place] = service;
  }
  known.set(next, places);
  return next;
}
