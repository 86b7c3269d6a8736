import type { KeyPress } from '../terminal/key-name.ts';
import { bindingsOf, type KeyBinding, type KeyContext, type KeyId, keyContexts, keymap } from '../terminal/keymap.ts';

export type KeyHandlers = Partial<Readonly<Record<KeyId, () => void>>>;

/** Keys that mean something as long as their component is on the screen. */
export interface KeyLayer {
  readonly contexts: readonly KeyContext[];
  readonly handlers: KeyHandlers;
  /** Takes what is typed as text. Letters are then text before they are keys, and a chunk is text too. */
  readonly onText?: ((text: string) => void) | undefined;
  /** What of that is no text but a key after all: `?` where only a number is typed. */
  readonly isKey?: ((text: string) => boolean) | undefined;
  /** Hears every press that no binding of this layer takes, chunks too; nothing then reaches the layers below. */
  readonly onOther?: ((press: KeyPress) => void) | undefined;
  /** Takes a paste. Without it a paste is dropped: it is never a series of keys. */
  readonly onPaste?: ((text: string) => void) | undefined;
  /** Nothing reaches the layers below. */
  readonly modal?: boolean | undefined;
}

/** A layer that can change what it does without leaving its place. */
export interface LayerSlot {
  layer: KeyLayer;
}

/** Decides which of the active layers a key belongs to. Made once per program; `KeysProvider` feeds it. */
export class KeyRouter {
  readonly #slots = new Set<LayerSlot>();
  readonly #listeners = new Set<() => void>();
  #live: readonly LiveBinding[] = [];

  add(slot: LayerSlot): () => void {
    this.#slots.add(slot);
    this.changed();
    return () => {
      this.#slots.delete(slot);
      this.changed();
    };
  }

  /** Hands the press to the innermost layer that knows it. Keys that nobody knows are ignored. */
  dispatch(press: KeyPress): void {
    for (const layer of this.#innermostFirst()) {
      if (layer.onText && isTyped(layer, press.text)) {
        layer.onText(press.text);
        return;
      }
      if (press.kind === 'chunk') {
        if (layer.onOther) layer.onOther(press);
        else repeatedMove(layer, press.text);
        return;
      }
      const binding = bindingsOf(layer.contexts)
        .filter(({ id }) => layer.handlers[id] !== undefined)
        .toSorted((a, b) => depth(b.context) - depth(a.context))
        .find(({ keys }) => keys.includes(press.name));
      if (binding) {
        layer.handlers[binding.id]?.();
        return;
      }
      if (layer.onOther) {
        layer.onOther(press);
        return;
      }
      if (layer.modal) return;
    }
  }

  /** Hands a paste to the innermost layer, if that one takes pastes. */
  paste(text: string): void {
    this.#innermostFirst()[0]?.onPaste?.(text);
  }

  /** Every binding that would do something now, the innermost first. The same array until that changes. */
  liveBindings = (): readonly LiveBinding[] => this.#live;

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** To be called when a slot holds another layer. */
  changed(): void {
    const live = this.#computeLive();
    if (sameBindings(live, this.#live)) return;
    this.#live = live;
    for (const listener of this.#listeners) listener();
  }

  #computeLive(): readonly LiveBinding[] {
    const live: LiveBinding[] = [];
    const taken = new Set<string>();
    let typing: KeyLayer | undefined;
    for (const layer of this.#innermostFirst()) {
      typing ??= layer.onText && layer;
      for (const binding of bindingsOf(layer.contexts)) {
        const keys = binding.keys.filter(key => !taken.has(key) && !(typing && isTyped(typing, textOf(key))));
        if (layer.handlers[binding.id] === undefined || keys.length === 0) continue;
        live.push({ ...binding, keys });
      }
      for (const { keys } of live) for (const key of keys) taken.add(key);
      if (layer.modal || layer.onOther) break;
    }
    return live;
  }

  #innermostFirst(): readonly KeyLayer[] {
    return [...this.#slots].map(({ layer }) => layer).toSorted((a, b) => depthOf(b) - depthOf(a));
  }
}

/** A binding with those of its keys that are not taken by something further in. */
export type LiveBinding = KeyBinding & { readonly id: KeyId };

/** Whether this layer takes it as text. */
const isTyped = ({ onText, isKey }: KeyLayer, text: string): boolean =>
  onText !== undefined && text !== '' && isKey?.(text) !== true;

/** What a key types, going by its name. */
const textOf = (key: string): string => (key === 'space' ? ' ' : key.length === 1 ? key : '');

const depth = (context: KeyContext): number => keyContexts.indexOf(context);

const depthOf = ({ contexts }: KeyLayer): number => Math.max(...contexts.map(depth));

const sameBindings = (a: readonly LiveBinding[], b: readonly LiveBinding[]): boolean =>
  a.length === b.length &&
  a.every(({ id, keys }, index) => id === b[index]?.id && keys.join() === b[index]?.keys.join());

/**
 * `jjj` in one chunk is a held key on a slow link. Moving through a list is the one thing that it may do: a wrong guess
 * costs nothing.
 */
function repeatedMove(layer: KeyLayer, text: string): void {
  const [first] = text;
  if (first === undefined || [...text].some(character => character !== first)) return;
  const move = bindingsOf(layer.contexts).find(({ context, keys }) => context === 'list' && keys.includes(first));
  const handler = move && layer.handlers[move.id];
  for (let times = [...text].length; handler && times > 0; times -= 1) handler();
}

/** `/back` in one chunk: on a slow link the key that opens the filter arrives together with what is typed into it. */
export function splitAtFilterKey(press: KeyPress): readonly KeyPress[] {
  const [first = '', ...rest] = press.text;
  if (press.kind !== 'chunk' || !filterKeys.includes(first)) return [press];
  return [
    { kind: 'key', name: first, text: first },
    { kind: 'chunk', text: rest.join('') },
  ];
}

const filterKeys: readonly string[] = keymap.flatMap(({ id, keys }): readonly string[] =>
  id === 'filter' ? keys : [],
);
