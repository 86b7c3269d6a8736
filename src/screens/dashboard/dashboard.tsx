import { type Dispatch, type ReactNode, type SetStateAction, useEffect } from 'react';
import { Rows } from '../../components/row.tsx';
import type { ServiceSnapshot } from '../../domain/snapshot.ts';
import type { KeyHandlers } from '../../hooks/key-router.ts';
import { useSession } from '../../hooks/session-context.tsx';
import { useAppState } from '../../hooks/use-app-state.ts';
import { useKeymap } from '../../hooks/use-keymap.ts';
import { useNow } from '../../hooks/use-now.ts';
import type { ScreenProps } from '../screen.ts';
import { type DashboardState, move, seenServices, selectedService } from './dashboard-state.ts';
import { dashboardLines, layoutOf } from './dashboard-view.ts';
import { listingOf } from './listing.ts';
import { unfinishedLine } from './unfinished-line.ts';
import { waitingLines } from './waiting-lines.ts';

interface DashboardProps extends ScreenProps {
  /** Kept by the app shell, so that it is there again after a visit to another screen. */
  readonly state: DashboardState;
  readonly onChange: Dispatch<SetStateAction<DashboardState>>;
  /** The newest run of this session: what `undo` would take back. */
  readonly lastRunId: string | undefined;
}

/** Every service with its headroom, and everything that bears on the capacity of the selected one. */
export function DashboardScreen(props: DashboardProps): ReactNode {
  const { width, height, state } = props;
  const snapshot = useAppState(app => app.snapshot);
  const link = useAppState(app => app.link);
  const now = useNow();
  const unfinished = useAppState(app => app.unfinished);
  const said = snapshot === undefined || unfinished === undefined ? [] : [unfinishedLine(unfinished, width)];
  useDashboardKeys(props, snapshot?.services ?? noServices);
  useAttention(snapshot?.services ?? noServices, state, { width, height: height - said.length });
  const lines =
    snapshot === undefined
      ? waitingLines(link, { width, height })
      : dashboardLines(snapshot, state, { now, width, height: height - said.length });
  return <Rows lines={[...said, ...lines]} />;
}

/** What is on the screen is read first. On another screen that is the selected service alone. */
function useAttention(
  services: readonly ServiceSnapshot[],
  state: DashboardState,
  room: { readonly width: number; readonly height: number },
): void {
  const { actions } = useSession();
  const { rows } = layoutOf(room, services.length);
  const seen = seenServices(services, state, rows).map(({ key }) => key);
  const selected = selectedService(services, state)?.key;
  const panel = selected === undefined ? [] : [selected];
  // biome-ignore lint/correctness/useExhaustiveDependencies: the keys themselves, in an array that is new in each render.
  useEffect(() => actions.look({ rows: seen, panel }), [actions, seen.join(' '), selected]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: when the dashboard goes, with what it showed last.
  useEffect(() => () => actions.look({ rows: [], panel }), [actions, selected]);
}

const noServices: readonly ServiceSnapshot[] = [];

function useDashboardKeys(props: DashboardProps, services: readonly ServiceSnapshot[]): void {
  const { width, height, go, state, onChange, lastRunId } = props;
  const { actions } = useSession();
  const paused = useAppState(app => app.paused);
  const selected = selectedService(services, state)?.key;
  const unfinished = useAppState(app => app.unfinished);
  const page = layoutOf({ width, height: unfinished === undefined ? height : height - 1 }, services.length);

  const moveBy = (rows: number) => () => onChange(current => move(current, services, rows));
  const { count } = listingOf(services, state.filter);
  const onService: KeyHandlers =
    selected === undefined
      ? {}
      : {
          scale: () => go({ name: 'wizard', procedure: 'scale-service', service: selected }),
          procedures: () => go({ name: 'procedures', service: selected }),
          down: moveBy(1),
          up: moveBy(-1),
          top: moveBy(-count),
          bottom: moveBy(count),
          'page-down': moveBy(page.rows),
          'page-up': moveBy(-page.rows),
        };
  useKeymap(['dashboard', 'list'], {
    ...onService,
    undo: () => go(lastRunId === undefined ? { name: 'history' } : { name: 'undo', runId: lastRunId }),
    history: () => go({ name: 'history' }),
    // Before the first answer there is nothing to filter, to leaf through or to stop.
    ...(services.length > 0 && {
      capacity: () => go({ name: 'capacity', service: selected }),
      rightsizing: () => go({ name: 'rightsizing' }),
      ...(page.history === 'one' && { 'next-panel': () => onChange(otherPanel) }),
      filter: () => onChange(current => ({ ...current, typing: true })),
      pause: () => actions.setPaused(!paused),
    }),
  });

  // Typing takes every letter; afterwards the filter only keeps esc, which takes it away.
  useKeymap(
    ['filter'],
    {
      'clear-filter': () => onChange(current => ({ ...current, filter: '', typing: false })),
      ...(state.typing
        ? {
            'keep-filter': () => onChange(current => ({ ...current, typing: false })),
            'erase-filter': () => onChange(current => ({ ...current, filter: current.filter.slice(0, -1) })),
          }
        : {}),
    },
    {
      isActive: state.typing || state.filter !== '',
      onText: state.typing ? text => onChange(current => ({ ...current, filter: current.filter + text })) : undefined,
      onPaste: state.typing
        ? text => onChange(current => ({ ...current, filter: current.filter + text.trim() }))
        : undefined,
    },
  );
}

const otherPanel = (state: DashboardState): DashboardState => ({
  ...state,
  panel: state.panel === 'activities' ? 'events' : 'activities',
});
