import type { ServiceKey, ServiceSnapshot } from '../../domain/snapshot.ts';
import { type Listing, listingOf } from './listing.ts';

/** What the reader has chosen on the dashboard. It outlives visits to other screens and every refresh. */
export interface DashboardState {
  /** By key, so that it stays on the same service whatever moves around it. */
  readonly selected: ServiceKey | undefined;
  readonly filter: string;
  /** The filter is being typed. */
  readonly typing: boolean;
  readonly panel: 'activities' | 'events';
}

export const initialDashboard: DashboardState = {
  selected: undefined,
  filter: '',
  typing: false,
  panel: 'activities',
};

/** The row of the selected service, or the first one while the selected one is filtered away or gone; -1 without any. */
function selectedRow(listing: Listing, { selected }: DashboardState): number {
  const row = listing.rowOf(selected);
  return row === -1 && listing.count > 0 ? 0 : row;
}

export function selectedService(
  services: readonly ServiceSnapshot[],
  state: DashboardState,
): ServiceSnapshot | undefined {
  const listing = listingOf(services, state.filter);
  return listing.at(selectedRow(listing, state));
}

/** Moves the selection by rows; it stops at the ends. */
export function move(state: DashboardState, services: readonly ServiceSnapshot[], by: number): DashboardState {
  const listing = listingOf(services, state.filter);
  const to = listing.at(Math.min(listing.count - 1, Math.max(0, selectedRow(listing, state) + by)));
  return to === undefined ? state : { ...state, selected: to.key };
}

/** The services that have a row on the screen, of which there are `rows`. */
export function seenServices(
  services: readonly ServiceSnapshot[],
  state: DashboardState,
  rows: number,
): readonly ServiceSnapshot[] {
  const listing = listingOf(services, state.filter);
  const top = windowTop({ index: selectedRow(listing, state), rows, count: listing.count });
  return Array.from({ length: rows }, (_, row) => listing.at(top + row)).filter(service => service !== undefined);
}

/**
 * The first row of a list window that shows row `index`. It moves by half a window, so that walking through a long list
 * redraws it now and then and not with each key. A function of its arguments alone: nothing to keep in step.
 */
export function windowTop({ index, rows, count }: { index: number; rows: number; count: number }): number {
  if (rows < 2) return Math.max(0, index);
  const half = Math.floor(rows / 2);
  const top = (Math.floor(Math.max(0, index) / half) - 1) * half;
  return Math.max(0, Math.min(top, count - rows));
}
