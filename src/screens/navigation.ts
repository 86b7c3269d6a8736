import type { Run } from '../domain/run.ts';
import type { Screen } from './screen.ts';

/** The screens on top of each other; the last one is seen. Never empty: the first is where the program began. */
export type Stack = readonly [Screen, ...Screen[]];

export type Navigation =
  | { readonly type: 'go'; readonly screen: Screen }
  /** One screen back. The first screen stays. */
  | { readonly type: 'back' };

export const initialStack: Stack = [{ name: 'dashboard' }];

export function navigate(stack: Stack, navigation: Navigation): Stack {
  const [first, ...rest] = stack;
  switch (navigation.type) {
    case 'go':
      // Going to the dashboard means the one that is there, not another one on top.
      return navigation.screen.name === first.name ? [first] : [first, ...rest, navigation.screen];
    case 'back':
      return [first, ...rest.slice(0, -1)];
  }
}

export const currentScreen = (stack: Stack): Screen => stack.at(-1) ?? stack[0];

/** The screens on which the run of this session is seen from the first check to its end. */
export const showsRun = ({ name }: Screen): boolean =>
  name === 'run' || name === 'wizard' || name === 'undo' || name === 'resume';

const startsRun = ({ name }: Screen): boolean => name === 'wizard' || name === 'undo' || name === 'resume';

/**
 * What to show when `wanted` is asked for: one run at a time, so nothing that starts another one opens while a run is
 * under way, or has ended and nobody has looked at how.
 */
export function allowed(wanted: Screen, run: Pick<Run, 'id' | 'ended'> | undefined): Screen {
  if (run === undefined || !startsRun(wanted)) return wanted;
  // How it ended has been seen by whoever wants to go on with it.
  if (wanted.name === 'resume' && wanted.runId === run.id && run.ended !== undefined) return wanted;
  const notice =
    run.ended === undefined
      ? 'One run at a time: this one is under way. Let it end, or stop it with q, before another is planned.'
      : 'This run has ended since you left it. esc is done with it, and then the next one can be planned.';
  return { name: 'run', notice };
}
