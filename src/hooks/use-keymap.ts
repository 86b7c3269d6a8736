import { useLayoutEffect, useState } from 'react';
import type { KeyContext } from '../terminal/keymap.ts';
import type { KeyHandlers, KeyLayer, LayerSlot } from './key-router.ts';
import { useKeyRouter } from './keys-provider.tsx';

export interface KeymapOptions extends Pick<KeyLayer, 'onText' | 'isKey' | 'onOther' | 'onPaste' | 'modal'> {
  /** Whether the keys do anything now; true unless said otherwise. */
  readonly isActive?: boolean;
}

/**
 * Gives keys of these contexts a meaning while the component is mounted. A binding without a handler does nothing and
 * appears neither in the key hints nor in the help, so a key that cannot be used now is simply left out.
 */
export function useKeymap(
  contexts: readonly KeyContext[],
  handlers: KeyHandlers,
  { isActive = true, ...options }: KeymapOptions = {},
): void {
  const router = useKeyRouter();
  const layer: KeyLayer = { contexts, handlers, ...options };
  const [slot] = useState<LayerSlot>(() => ({ layer }));

  // Handlers close over the state of their render, so the newest ones must be in place before the next key arrives.
  useLayoutEffect(() => {
    slot.layer = layer;
    if (isActive) router.changed();
  });
  useLayoutEffect(() => (isActive ? router.add(slot) : undefined), [router, slot, isActive]);
}
