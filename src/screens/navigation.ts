import type { Plan } from '../domain/plan.ts';
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

/** Where a run is shown: the wizard that started it. */
export const runScreen = ({ plan }: { readonly plan: Pick<Plan, 'procedure' | 'input' | 'services'> }): Screen =>
  plan.procedure === 'undo'
    ? { name: 'undo', runId: String(plan.input['run']) }
    : { name: 'wizard', procedure: plan.procedure, service: plan.services[0] };
