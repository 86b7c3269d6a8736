import { type ReactNode, useEffect, useLayoutEffect, useReducer, useState } from 'react';
import { type ConfirmFact, confirmBox } from '../../components/confirm-box.ts';
import { Rows } from '../../components/row.tsx';
import type { Confirmation } from '../../domain/confirmation.ts';
import type { Session } from '../../domain/snapshot.ts';
import type { Instant } from '../../domain/time.ts';
import { useSession } from '../../hooks/session-context.tsx';
import { useKeymap } from '../../hooks/use-keymap.ts';
import { useTerminalSize } from '../../hooks/use-terminal-size.ts';
import type { KeyPress } from '../../terminal/key-name.ts';
import { isTooSmall } from '../too-small.ts';
import { expiresInMs, openConfirm, reduceConfirm, type VoidReason } from './confirm-state.ts';
import { readerTime } from './reader-time.ts';

export interface ConfirmPageProps {
  readonly width: number;
  readonly height: number;
  readonly title: string;
  readonly ask: Confirmation;
  readonly askedAt: Instant;
  readonly session: Session;
  readonly facts: readonly ConfirmFact[];
  /** What it is about can be read no more, or was read too long ago: the question is void then. */
  readonly isDataStale?: boolean;
  /** What escape does, in words. */
  readonly cancel: string;
  readonly onConfirmed: (phrase: string) => void;
  readonly onRefused: () => void;
  readonly onVoid: (reason: VoidReason) => void;
  /** A third way out, where there is one. */
  readonly onLeaveRunning?: () => void;
}

/** How often time is looked at while the question is open. */
const tickMs = 100;

/**
 * A question with the mechanics of `confirm-state`. Mount it anew for every question.
 *
 * Its time is the reader's: however fast a simulated AWS runs, a second of silence is a second.
 */
export function ConfirmPage(props: ConfirmPageProps): ReactNode {
  const { ask, askedAt, width, height } = props;
  const { clock } = useSession();
  const [readerMs] = useState(() => readerTime(clock, askedAt));
  const [state, dispatch] = useReducer(reduceConfirm, undefined, () =>
    openConfirm({ grade: ask.grade, phrase: ask.phrase, askedAt: 0 }, readerMs()),
  );
  const hear = (press: KeyPress): void => dispatch({ type: 'key', press, at: readerMs() });
  const named = (name: string) => (): void => hear({ kind: 'key', name, text: '' });

  const handlers = {
    refuse: named('escape'),
    ...(ask.grade !== 'press' && { 'submit-answer': named('enter') }),
    ...(props.onLeaveRunning && { 'leave-running': props.onLeaveRunning }),
  };
  useKeymap(['confirm'], handlers, {
    modal: true,
    // The question has to know of every press: the silence before a key is part of what makes it an answer.
    onOther: hear,
    onPaste: () => dispatch({ type: 'paste', at: readerMs() }),
  });

  const { lines, showsTarget } = confirmBox(
    {
      ...props,
      typed: state.typed,
      armed: state.armed,
      settling: state.pressedAt !== undefined,
      notice: state.notice,
      expiresInMs: expiresInMs(state, state.lastSeenAt),
    },
    width,
    height,
  );
  const terminal = useTerminalSize();
  const isCutOff = !showsTarget || isTooSmall(terminal.width, terminal.height);
  const { isDataStale = false } = props;

  // Before the next key is heard: a question that is not seen whole, or is about the past, takes none.
  // biome-ignore lint/correctness/useExhaustiveDependencies: told when it becomes so; the watch below goes on telling.
  useLayoutEffect(() => {
    if (isDataStale) dispatch({ type: 'data-went-stale', at: readerMs() });
    else if (isCutOff) dispatch({ type: 'cut-off', at: readerMs() });
  }, [isCutOff, isDataStale]);

  useEffect(() => {
    const watching = new AbortController();
    const watch = async (): Promise<void> => {
      while (!watching.signal.aborted) {
        await clock.sleep(tickMs * (clock.speed || 1), watching.signal);
        if (watching.signal.aborted) return;
        dispatch({ type: isCutOff ? 'cut-off' : 'tick', at: readerMs() });
      }
    };
    void watch();
    return () => watching.abort();
  }, [clock, readerMs, isCutOff]);

  useOutcome(state.outcome, props);
  return <Rows lines={lines} />;
}

/** Tells the outcome once. */
function useOutcome(
  outcome: ReturnType<typeof openConfirm>['outcome'],
  { ask, onConfirmed, onRefused, onVoid }: ConfirmPageProps,
): void {
  const [told] = useState({ done: false });
  useEffect(() => {
    if (outcome === 'open' || told.done) return;
    told.done = true;
    if (outcome === 'confirmed') onConfirmed(ask.phrase);
    else if (outcome === 'refused') onRefused();
    else onVoid(outcome);
  }, [outcome, told, ask, onConfirmed, onRefused, onVoid]);
}
