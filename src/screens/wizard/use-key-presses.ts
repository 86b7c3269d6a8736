import { useInput } from 'ink';
import { useLiveBindings } from '../../hooks/keys-provider.tsx';
import { type KeyPress, keyPress } from '../../terminal/key-name.ts';
import type { KeyId } from '../../terminal/keymap.ts';

/**
 * Hears every press as it is: also chunks, and keys that nothing is bound to. The keymap alone would not do for a
 * question that has to know about the silence before a key.
 *
 * @param liveBinding a binding of the same page: while something covers the page it is not live, and nothing is heard.
 */
export function useKeyPresses(onPress: (press: KeyPress) => void, liveBinding: KeyId): void {
  const isActive = useLiveBindings().some(({ id }) => id === liveBinding);
  useInput(
    (input, flags) => {
      const press = keyPress(input, flags);
      if (press !== undefined) onPress(press);
    },
    { isActive },
  );
}
