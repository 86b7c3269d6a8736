import type { ServiceKey, ServiceSnapshot } from '../../domain/snapshot.ts';

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

export const visibleServices = (
  services: readonly ServiceSnapshot[],
  { filter }: DashboardState,
): readonly ServiceSnapshot[] => {
  const wanted = filter.toLowerCase();
  return services.filter(({ key }) => key.toLowerCase().includes(wanted));
};

/** The selected service, or the first one while the selected one is filtered away or gone. */
export const selectedService = (
  services: readonly ServiceSnapshot[],
  state: DashboardState,
): ServiceSnapshot | undefined => {
  const visible = visibleServices(services, state);
  return visible.find(({ key }) => key === state.selected) ?? visible[0];
};

/** Moves the selection by rows; it stops at the ends. */
export function move(state: DashboardState, services: readonly ServiceSnapshot[], by: number): DashboardState {
  const visible = visibleServices(services, state);
  const from = visible.findIndex(({ key }) => key === selectedService(services, state)?.key);
  const to = visible[Math.min(visible.length - 1, Math.max(0, from + by))];
  return to === undefined ? state : { ...state, selected: to.key };
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
