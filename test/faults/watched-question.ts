import type { Grade } from '../../src/domain/confirmation.ts';
import {
  type ConfirmEvent,
  type ConfirmState,
  openConfirm,
  reduceConfirm,
} from '../../src/screens/wizard/confirm-state.ts';
import { type HeardInput, meantYes } from './confirm-model.ts';
import type { Happening } from './gestures.ts';

const heard = (event: ConfirmEvent): HeardInput | undefined => {
  if (event.type === 'paste') return { at: event.at, what: 'paste', name: '', text: '' };
  // What hides the question also ends every run of keys.
  if (event.type === 'cut-off') return { at: event.at, what: 'chunk', name: '', text: '' };
  if (event.type !== 'key') return undefined;
  const { press } = event;
  return press.kind === 'chunk'
    ? { at: event.at, what: 'chunk', name: '', text: press.text }
    : { at: event.at, what: 'key', name: press.name, text: press.text };
};

/** A question and its spectator, who judges by the whole history whether yes was meant. */
export class Watched {
  state: ConfirmState;
  readonly #inputs: HeardInput[] = [];
  readonly #openedAt: number;
  #now: number;

  constructor(ask: { readonly grade: Grade; readonly phrase: string }, openedAt: number) {
    this.state = openConfirm({ ...ask, askedAt: openedAt }, openedAt);
    this.#openedAt = openedAt;
    this.#now = openedAt;
  }

  /** @returns whether yes was meant, by all that has happened up to now. */
  happen(happening: Happening): boolean {
    const { afterMs, ...what } = happening;
    const at = this.#now + afterMs;
    // Only the stamp was taken off.
    const event = { ...what, at } as ConfirmEvent;
    this.state = reduceConfirm(this.state, event);
    const isVoid = Math.abs(afterMs) > 3000 || at - this.#openedAt >= 60_000 || event.type === 'data-went-stale';
    this.#now = at;
    if (isVoid) return false;
    const settledBefore = event.type !== 'cut-off' && this.#meant(at);
    const input = heard(event);
    if (input) this.#inputs.push(input);
    return settledBefore || this.#meant(at);
  }

  outcome(): ConfirmState['outcome'] {
    return this.state.outcome;
  }

  #meant(now: number): boolean {
    const { grade, phrase, askedAt } = this.state;
    return meantYes({ grade, phrase, askedAt, openedAt: this.#openedAt, inputs: this.#inputs, now });
  }
}
