import { placesOf, type ServicePlaces } from '../../domain/service-places.ts';
import type { ServiceKey, ServiceSnapshot } from '../../domain/snapshot.ts';

/** The services that the filter leaves, as rows of which only those on the screen are ever looked at. */
export interface Listing {
  readonly count: number;
  at(row: number): ServiceSnapshot | undefined;
  /** -1 where the filter has taken it away, or it is gone. */
  rowOf(key: ServiceKey | undefined): number;
}

interface Found {
  readonly filter: string;
  /** Where they stand among all services. */
  readonly places: readonly number[];
  readonly rows: ReadonlyMap<ServiceKey, number>;
}

/** Names do not change with a refresh, so neither does what a filter finds among them. */
const found = new WeakMap<ServicePlaces, Found>();

export function listingOf(services: readonly ServiceSnapshot[], filter: string): Listing {
  const all = placesOf(services);
  if (filter === '') {
    return {
      count: services.length,
      at: row => services[row],
      rowOf: key => (key === undefined ? -1 : (all.get(key) ?? -1)),
    };
  }
  const earlier = found.get(all);
  const { places, rows } = earlier?.filter === filter ? earlier : search(services, filter);
  found.set(all, { filter, places, rows });
  return {
    count: places.length,
    at: row => services[places[row] ?? -1],
    rowOf: key => (key === undefined ? -1 : (rows.get(key) ?? -1)),
  };
}

function search(services: readonly ServiceSnapshot[], filter: string): Found {
  const wanted = filter.toLowerCase();
  const places: number[] = [];
  const rows = new Map<ServiceKey, number>();
  for (const [place, { key }] of services.entries()) {
    if (!key.toLowerCase().includes(wanted)) continue;
    rows.set(key, places.length);
    places.push(place);
  }
  return { filter, places, rows };
}
