import type { Grade } from '../../domain/confirmation.ts';
import type { KeyPress } from '../../terminal/key-name.ts';

// All times here are milliseconds of the reader's own time, whatever the speed of the clock that AWS is on.

/** No key counts until the keyboard was silent for this long: what was typed for the screen before must not answer here. */
const silenceMs = 500;

/** A single key that confirms counts once no other key follows it for this long: a held key never has that pause. */
const settleMs = 300;

/** The same key again faster than fingers repeat it: the keyboard's own repetition. */
const keyRepeatMs = 60;

/** Another key sooner than fingers can follow: a paste that was handed over in pieces. */
const fastestKeyMs = 10;

/** A question that nobody answered is void, because the reader's picture of the service has grown old. */
export const expiresAfterMs = 60_000;

/** Nothing was heard for this long, not even the clock: the process was stopped, or the machine asleep. */
const timeGapMs = 3_000;

/**
 * A question while it is open. `phrase` has to be typed key by key.
 *
 * A typed phrase is handed in with Enter. Enter alone is worth nothing; after the exact phrase it only says "I have
 * finished", and gives the moment to look at what stands there: a phrase that completed itself would confirm 6 for
 * somebody who is typing 66. The grade `press` has no such moment, so there the key counts after a short pause.
 */
export interface ConfirmState {
  readonly grade: Grade;
  readonly phrase: string;
  readonly askedAt: number;
  readonly typed: string;
  /** Whether keys count. */
  readonly armed: boolean;
  /** When the reader last touched the keyboard, or when the question appeared: silence is counted from here. */
  readonly lastInputAt: number;
  readonly lastKey: string | undefined;
  /** The last moment that this question has heard of. */
  readonly lastSeenAt: number;
  /** When the confirming key went down; it has not settled yet. */
  readonly pressedAt: number | undefined;
  /** Why the last input did not count. */
  readonly notice: string | undefined;
  readonly outcome: 'open' | 'confirmed' | 'refused' | VoidReason;
}

/**
 * Why a question cannot be answered any more.
 *
 * - `expired`: nobody answered it in time;
 * - `time-gap`: the program stood still, or a clock was set;
 * - `stale-data`: what it was asked about cannot be read any more.
 */
export type VoidReason = 'expired' | 'time-gap' | 'stale-data';

export type ConfirmEvent = { readonly at: number } & (
  | { readonly type: 'key'; readonly press: KeyPress }
  | { readonly type: 'paste' }
  | { readonly type: 'tick' }
  /** The terminal is too small to show the whole question: what is seen in part must not be answered. */
  | { readonly type: 'cut-off' }
  | { readonly type: 'data-went-stale' }
);

/**
 * @param ask.askedAt when the question was put; it may be older than the moment in which it appears.
 * @param at when it appears.
 */
export const openConfirm = (
  ask: { readonly grade: Grade; readonly phrase: string; readonly askedAt: number },
  at: number,
): ConfirmState => ({
  grade: ask.grade,
  phrase: ask.phrase,
  askedAt: ask.askedAt,
  typed: '',
  armed: false,
  lastInputAt: at,
  lastKey: undefined,
  lastSeenAt: at,
  pressedAt: undefined,
  notice: undefined,
  outcome: 'open',
});

/** Invariant: `confirmed` is reached only by the phrase, typed one key at a time after the silence. */
export function reduceConfirm(state: ConfirmState, event: ConfirmEvent): ConfirmState {
  if (state.outcome !== 'open') return state;
  const voidReason = event.type === 'data-went-stale' ? 'stale-data' : voidBy(state, event.at);
  if (voidReason !== undefined) return { ...state, lastSeenAt: event.at, outcome: voidReason };
  // Within the gap that is allowed a clock may be set back a little; silence is then counted a little longer.
  const at = Math.max(event.at, state.lastSeenAt);
  // Before anything can settle: a key that was pressed just before the question was cut off does not count either.
  if (event.type === 'cut-off') return silenced({ ...state, lastSeenAt: at }, at, undefined, cutOff);
  const seen = settled({ ...state, lastSeenAt: at }, at);
  if (seen.outcome !== 'open') return seen;
  switch (event.type) {
    case 'tick':
    // It has made the question void above.
    case 'data-went-stale':
      return seen;
    case 'paste':
      return silenced(seen, at, undefined, pasted);
    case 'key':
      return event.press.kind === 'chunk' ? silenced(seen, at, undefined, pasted) : withKey(seen, event.press, at);
  }
}

export const expiresInMs = (state: ConfirmState, at: number): number =>
  Math.max(0, state.askedAt + expiresAfterMs - at);

function voidBy(state: ConfirmState, at: number): VoidReason | undefined {
  // A clock that goes back is a gap as well: nobody can say how long the question has been open.
  if (Math.abs(at - state.lastSeenAt) > timeGapMs) return 'time-gap';
  return at - state.askedAt >= expiresAfterMs ? 'expired' : undefined;
}

/** What time alone changes: the silence passes, and a pressed key settles. */
function settled(state: ConfirmState, at: number): ConfirmState {
  if (state.pressedAt !== undefined && at - state.pressedAt >= settleMs) return { ...state, outcome: 'confirmed' };
  return !state.armed && at - state.lastInputAt >= silenceMs ? { ...state, armed: true, notice: undefined } : state;
}

const pasted = 'That came in one piece, like a paste, so nothing of it counts. Type it key by key.';
const cutOff = 'This terminal is too small for the whole question, so no key counts. Make it larger, or press esc.';
const heldKey = 'That looks like a held key, so nothing of it counts. Release it, wait a moment, then answer.';

/** Nothing typed so far counts any more, and the silence begins anew. */
const silenced = (
  state: ConfirmState,
  at: number,
  key: string | undefined,
  notice: string | undefined,
): ConfirmState => ({
  ...state,
  typed: '',
  armed: false,
  pressedAt: undefined,
  lastInputAt: at,
  lastKey: key,
  notice,
});

type SingleKey = Extract<KeyPress, { kind: 'key' }>;

function withKey(state: ConfirmState, { name, text }: SingleKey, at: number): ConfirmState {
  // Backing out is always possible: it writes nothing.
  if (name === 'escape' || name === 'ctrl-c') return { ...state, outcome: 'refused' };
  if (state.grade === 'press' && (name === 'n' || name === 'q')) return { ...state, outcome: 'refused' };

  const sinceMs = at - state.lastInputAt;
  const repeats = name === state.lastKey && sinceMs < keyRepeatMs && name !== 'backspace';
  if (repeats || state.pressedAt !== undefined) return silenced(state, at, name, heldKey);
  if (!state.armed) return silenced(state, at, name, state.notice);
  if (sinceMs < fastestKeyMs && name !== 'backspace') return silenced(state, at, name, pasted);

  const heard = { ...state, lastInputAt: at, lastKey: name, notice: undefined };
  return state.grade === 'press' ? pressed(heard, name, at) : typed(heard, name, text);
}

/** Any other key begins the silence anew: the last letter of `deploy`, typed into the wrong window, must not be a yes. */
function pressed(state: ConfirmState, name: string, at: number): ConfirmState {
  if (name === state.phrase) return { ...state, pressedAt: at };
  const notice =
    name === 'enter' ? `Enter confirms nothing here. Press ${state.phrase} to confirm, or esc to cancel.` : undefined;
  return silenced(state, at, name, notice);
}

function typed(state: ConfirmState, name: string, text: string): ConfirmState {
  switch (name) {
    case 'enter':
      return handedIn(state);
    case 'backspace':
    case 'delete':
      return { ...state, typed: [...state.typed].slice(0, -1).join('') };
    case 'ctrl-u':
      return { ...state, typed: '' };
    default:
      return { ...state, typed: `${state.typed}${text}`.slice(0, state.phrase.length + 8) };
  }
}

function handedIn(state: ConfirmState): ConfirmState {
  if (state.typed === state.phrase) return { ...state, outcome: 'confirmed' };
  return {
    ...state,
    notice:
      state.typed === ''
        ? `Enter alone confirms nothing. Type ${state.phrase} first.`
        : `You typed ${state.typed}; the question asks for exactly ${state.phrase}. Backspace and type it again.`,
  };
}
