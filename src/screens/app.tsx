import { Box, useApp } from 'ink';
import { type ReactNode, useReducer, useState } from 'react';
import { keyHints } from '../components/key-hints.ts';
import { PaintProvider } from '../components/paint-context.tsx';
import { Row, Rows } from '../components/row.tsx';
import type { LiveBinding } from '../hooks/key-router.ts';
import { KeysProvider, useKeyRouter, useLiveBindings } from '../hooks/keys-provider.tsx';
import { useSession } from '../hooks/session-context.tsx';
import { useAppState } from '../hooks/use-app-state.ts';
import { useKeymap } from '../hooks/use-keymap.ts';
import { useNow } from '../hooks/use-now.ts';
import { useTerminalSize } from '../hooks/use-terminal-size.ts';
import { painter } from '../terminal/line.ts';
import { bannerLines } from './banner.ts';
import { DashboardScreen } from './dashboard/dashboard.tsx';
import { initialDashboard } from './dashboard/dashboard-state.ts';
import { HelpScreen } from './help/help.tsx';
import { currentScreen, initialStack, navigate, runScreen } from './navigation.ts';
import { ProceduresScreen } from './procedures/procedures.tsx';
import type { Screen, ScreenProps } from './screen.ts';
import { isTooSmall, tooSmallLines } from './too-small.ts';
import { UndoScreen } from './wizard/undo.tsx';
import { WizardScreen } from './wizard/wizard.tsx';

interface AppProps {
  /** Off for `--no-color` and `NO_COLOR`. Every meaning also has a sign or a word. */
  readonly colour?: boolean;
}

/** The whole program on the screen; it needs a SessionProvider around it. */
export function App({ colour = true }: AppProps): ReactNode {
  const [paint] = useState(() => painter({ colour }));
  return (
    <PaintProvider value={paint}>
      <KeysProvider>
        <Shell />
      </KeysProvider>
    </PaintProvider>
  );
}

const bannerHeight = 2;
const footerHeight = 1;

function Shell(): ReactNode {
  const { width, height } = useTerminalSize();
  const [stack, dispatch] = useReducer(navigate, initialStack);
  const [help, setHelp] = useState<readonly LiveBinding[]>();
  const go = (screen: Screen): void => dispatch({ type: 'go', screen });
  const tooSmall = isTooSmall(width, height);
  const leave = useLeave(currentScreen(stack), go);
  const back = stack.length > 1 ? () => dispatch({ type: 'back' }) : leave;
  useShellKeys({ leave, back, canGoBack: stack.length > 1, tooSmall, onHelp: setHelp });

  const bodyHeight = Math.max(1, height - bannerHeight - footerHeight);
  const props: ScreenProps = { width, height: bodyHeight, go, back };
  const covered = tooSmall || help !== undefined;
  return (
    <Box width={width} height={height} overflow="hidden" flexDirection="column">
      {tooSmall ? <Rows lines={tooSmallLines(width, height)} /> : <Banner width={width} />}
      {/* What is covered stays mounted: a half-filled wizard must survive a look at the help. */}
      <Box display={covered ? 'none' : 'flex'} height={bodyHeight} overflow="hidden" flexDirection="column">
        <CurrentScreen screen={currentScreen(stack)} {...props} />
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
    const shown = screen.name === 'wizard' || screen.name === 'undo';
    if (run !== undefined && run.ended === undefined && !shown) go(runScreen(run));
    else actions.quit();
  };
}

interface ShellKeys {
  readonly leave: () => void;
  readonly back: () => void;
  readonly canGoBack: boolean;
  readonly tooSmall: boolean;
  readonly onHelp: (bindings: readonly LiveBinding[]) => void;
}

function useShellKeys({ leave, back, canGoBack, tooSmall, onHelp }: ShellKeys): void {
  const router = useKeyRouter();
  const { actions } = useSession();
  const { suspendTerminal } = useApp();
  useKeymap(['global'], {
    help: () => onHelp(router.liveBindings()),
    refresh: actions.refresh,
    // Ink draws everything anew when the terminal comes back to it.
    redraw: () => void suspendTerminal(async () => {}),
    quit: back,
    interrupt: leave,
    ...(canGoBack ? { back } : {}),
  });
  // Keys must not reach a screen that nobody can see.
  useKeymap(['global', 'help'], { interrupt: leave }, { modal: true, isActive: tooSmall });
}

function Banner({ width }: { readonly width: number }): ReactNode {
  const { clock } = useSession();
  const state = useAppState(app => app);
  const now = useNow();
  return <Rows lines={bannerLines(state, { now, speed: clock.speed, width })} />;
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
      return (
        <DashboardScreen
          {...props}
          state={dashboard}
          onChange={setDashboard}
          runScreen={run && runScreen(run)}
          lastRunId={lastRunId}
        />
      );
    case 'procedures':
      return <ProceduresScreen {...props} service={screen.service} />;
    case 'wizard':
      return <WizardScreen {...props} procedure={screen.procedure} service={screen.service} />;
    case 'undo':
      return <UndoScreen {...props} runId={screen.runId} />;
  }
}
