import { Box, useApp } from 'ink';
import { type ReactNode, useEffect, useReducer, useState } from 'react';
import { keyHints } from '../components/key-hints.ts';
import { PaintProvider } from '../components/paint-context.tsx';
import { Row, Rows } from '../components/row.tsx';
import type { Run } from '../domain/run.ts';
import type { LiveBinding } from '../hooks/key-router.ts';
import { KeysProvider, useKeyRouter, useLiveBindings } from '../hooks/keys-provider.tsx';
import { useSession } from '../hooks/session-context.tsx';
import { useAppState } from '../hooks/use-app-state.ts';
import { useKeymap } from '../hooks/use-keymap.ts';
import { useNow } from '../hooks/use-now.ts';
import { useTerminalSize } from '../hooks/use-terminal-size.ts';
import { painter } from '../terminal/line.ts';
import { bannerLines } from './banner.ts';
import { CapacityScreen } from './capacity/capacity.tsx';
import { DashboardScreen } from './dashboard/dashboard.tsx';
import { initialDashboard } from './dashboard/dashboard-state.ts';
import { HelpScreen } from './help/help.tsx';
import { HistoryScreen } from './history/history.tsx';
import { RecordedRunScreen } from './history/recorded-run.tsx';
import type { Job } from './job.ts';
import { allowed, currentScreen, initialStack, navigate, showsRun } from './navigation.ts';
import { ProceduresScreen } from './procedures/procedures.tsx';
import { ResumeScreen } from './resume/resume.tsx';
import { RightsizingScreen } from './rightsizing/rightsizing.tsx';
import { RunScreen } from './run/run.tsx';
import type { Screen, ScreenProps } from './screen.ts';
import { isTooSmall, tooSmallLines } from './too-small.ts';
import { UndoScreen } from './wizard/undo.tsx';
import { WizardScreen } from './wizard/wizard.tsx';

interface AppProps {
  /** Off for `--no-color` and `NO_COLOR`. Every meaning also has a sign or a word. */
  readonly colour?: boolean;
  /** The process as a job of a shell; without one `ctrl-z` does nothing. */
  readonly job?: Job | undefined;
}

/** The whole program on the screen; it needs a SessionProvider around it. */
export function App({ colour = true, job }: AppProps): ReactNode {
  const [paint] = useState(() => painter({ colour }));
  return (
    <PaintProvider value={paint}>
      <KeysProvider>
        <Shell job={job} />
      </KeysProvider>
    </PaintProvider>
  );
}

const bannerHeight = 2;
const footerHeight = 1;

function Shell({ job }: Pick<AppProps, 'job'>): ReactNode {
  const { width, height } = useTerminalSize();
  const [stack, dispatch] = useReducer(navigate, initialStack);
  const [help, setHelp] = useState<readonly LiveBinding[]>();
  const { store } = useSession();
  const go = (wanted: Screen): void => dispatch({ type: 'go', screen: allowed(wanted, store.getSnapshot().run?.run) });
  const tooSmall = isTooSmall(width, height);
  const screen = currentScreen(stack);
  const leave = useLeave(screen, go);
  const back = stack.length > 1 ? () => dispatch({ type: 'back' }) : leave;
  const hasRun = useAppState(app => app.run !== undefined);
  const showRun = hasRun && !showsRun(screen) ? () => go({ name: 'run' }) : undefined;
  useShellKeys({ leave, back, showRun, canGoBack: stack.length > 1, tooSmall, onHelp: setHelp, job });

  const bodyHeight = Math.max(1, height - bannerHeight - footerHeight);
  const props: ScreenProps = { width, height: bodyHeight, go, back };
  const covered = tooSmall || help !== undefined;
  return (
    <Box width={width} height={height} overflowY="hidden" flexDirection="column">
      {tooSmall ? <Rows lines={tooSmallLines(width, height)} /> : <Banner width={width} showsRun={showsRun(screen)} />}
      {/* What is covered stays mounted: a half-filled wizard must survive a look at the help. */}
      <Box display={covered ? 'none' : 'flex'} height={bodyHeight} overflowY="hidden" flexDirection="column">
        <CurrentScreen screen={screen} {...props} />
      </Box>
      {help !== undefined && !tooSmall && (
        <HelpScreen width={width} height={bodyHeight} bindings={help} onClose={() => setHelp(undefined)} />
      )}
      {!tooSmall && <Footer width={width} />}
    </Box>
  );
}

/** Leaving the program; while a run is under way it leads to the run instead, and the run asks. */
function useLeave(screen: Screen, go: (screen: Screen) => void): () => void {
  const { actions, store } = useSession();
  return () => {
    const run = store.getSnapshot().run?.run;
    if (run !== undefined && run.ended === undefined && !showsRun(screen)) go({ name: 'run' });
    else actions.quit();
  };
}

interface ShellKeys {
  readonly leave: () => void;
  readonly back: () => void;
  /** Undefined without a run, and where it is on the screen already. */
  readonly showRun: (() => void) | undefined;
  readonly canGoBack: boolean;
  readonly tooSmall: boolean;
  readonly onHelp: (bindings: readonly LiveBinding[]) => void;
  readonly job: Job | undefined;
}

function useShellKeys({ leave, back, showRun, canGoBack, tooSmall, onHelp, job }: ShellKeys): void {
  const router = useKeyRouter();
  const { actions, store } = useSession();
  const { suspendTerminal } = useApp();
  // Ink draws everything anew when the terminal comes back to it.
  const redraw = (): void => void suspendTerminal(async () => {});
  const suspend =
    job &&
    (async () => {
      // A stopped process hears no answer: whoever waits for one to a write is not stopped before it is there.
      if (awaitsAnswer(store.getSnapshot().run?.run)) return;
      await suspendTerminal(job.stop);
      // Whatever was read before is old by now.
      actions.refresh();
    });
  useKeymap(['global'], {
    help: () => onHelp(router.liveBindings()),
    refresh: actions.refresh,
    redraw,
    quit: back,
    interrupt: leave,
    ...(showRun && { 'show-run': showRun }),
    ...(suspend && { suspend }),
    ...(canGoBack ? { back } : {}),
  });
  // Keys must not reach a screen that nobody can see.
  useKeymap(['global', 'help'], { interrupt: leave, ...(suspend && { suspend }) }, { modal: true, isActive: tooSmall });
  // biome-ignore lint/correctness/useExhaustiveDependencies: what it calls does the same in every render.
  useEffect(() => suspend && job?.subscribe({ stopAsked: suspend, wentOn: redraw }), [job]);
}

const awaitsAnswer = (run: Run | undefined): boolean => run?.steps.some(({ phase }) => phase === 'requested') ?? false;

function Banner({ width, showsRun: isRunShown }: { readonly width: number; readonly showsRun: boolean }): ReactNode {
  const { clock } = useSession();
  const state = useAppState(app => app);
  const now = useNow();
  return <Rows lines={bannerLines(state, { now, speed: clock.speed, width, isRunShown })} />;
}

function Footer({ width }: { readonly width: number }): ReactNode {
  return <Row line={keyHints(useLiveBindings(), width)} />;
}

function CurrentScreen({ screen, ...props }: ScreenProps & { readonly screen: Screen }): ReactNode {
  const [dashboard, setDashboard] = useState(initialDashboard);
  const run = useAppState(app => app.run?.run);
  // The journal keeps every run; the session remembers its last one, also after it was dismissed.
  const [lastRunId, setLastRunId] = useState(run?.id);
  if (run !== undefined && run.id !== lastRunId) setLastRunId(run.id);
  switch (screen.name) {
    case 'dashboard':
      return <DashboardScreen {...props} state={dashboard} onChange={setDashboard} lastRunId={lastRunId} />;
    case 'capacity':
      return <CapacityScreen {...props} service={screen.service} />;
    case 'rightsizing':
      return <RightsizingScreen {...props} />;
    case 'history':
      return <HistoryScreen {...props} />;
    case 'recorded-run':
      return <RecordedRunScreen {...props} runId={screen.runId} />;
    case 'run':
      return <RunScreen {...props} notice={screen.notice} />;
    case 'procedures':
      return <ProceduresScreen {...props} service={screen.service} />;
    case 'wizard':
      return <WizardScreen {...props} procedure={screen.procedure} service={screen.service} />;
    case 'resume':
      return <ResumeScreen {...props} key={screen.runId} runId={screen.runId} />;
    case 'undo':
      return <UndoScreen {...props} runId={screen.runId} />;
  }
}
