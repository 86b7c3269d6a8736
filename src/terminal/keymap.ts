/** A place where keys mean something; a screen may be in several, the innermost first. */
export type KeyContext =
  | 'global'
  | 'list'
  | 'dashboard'
  | 'filter'
  | 'help'
  | 'wizard'
  | 'stepper'
  | 'plan'
  | 'confirm'
  | 'run';

export interface KeyBinding {
  readonly id: string;
  readonly context: KeyContext;
  /** Key names as `keyName` spells them: `j`, `down`, `enter`, `escape`, `ctrl-s`, `space`. The first one is shown. */
  readonly keys: readonly string[];
  /** What it does, in one or two words: "scale", "back". */
  readonly words: string;
  /** One sentence for the help screen. */
  readonly help: string;
}

/**
 * Every key of the program. Invariant: a single letter navigates or opens; none of them changes AWS.
 */
export const keymap = [
  { id: 'help', context: 'global', keys: ['?'], words: 'help', help: 'Shows the keys of this screen.' },
  {
    id: 'back',
    context: 'global',
    keys: ['escape'],
    words: 'back',
    help: 'Leaves the innermost thing: input, filter, dialog, screen.',
  },
  {
    id: 'quit',
    context: 'global',
    keys: ['q', 'ctrl-c'],
    words: 'quit',
    help: 'Goes back one screen; on the dashboard it leaves the program.',
  },
  {
    id: 'refresh',
    context: 'global',
    keys: ['r', 'ctrl-r'],
    words: 'refresh',
    help: 'Reads everything from AWS again now.',
  },
  { id: 'redraw', context: 'global', keys: ['ctrl-l'], words: 'redraw', help: 'Draws the whole screen anew.' },
  { id: 'down', context: 'list', keys: ['j', 'down'], words: 'down', help: 'Selects the next row.' },
  { id: 'up', context: 'list', keys: ['k', 'up'], words: 'up', help: 'Selects the row above.' },
  { id: 'top', context: 'list', keys: ['g', 'home'], words: 'top', help: 'Selects the first row.' },
  { id: 'bottom', context: 'list', keys: ['G', 'end'], words: 'bottom', help: 'Selects the last row.' },
  {
    id: 'page-down',
    context: 'list',
    keys: ['ctrl-f', 'pagedown', 'ctrl-d'],
    words: 'page down',
    help: 'Moves a screenful down.',
  },
  {
    id: 'page-up',
    context: 'list',
    keys: ['ctrl-b', 'pageup', 'ctrl-u'],
    words: 'page up',
    help: 'Moves a screenful up.',
  },
  {
    id: 'scale',
    context: 'dashboard',
    keys: ['s'],
    words: 'scale',
    help: 'Opens the scale wizard for the selected service. Nothing changes before you confirm.',
  },
  {
    id: 'procedures',
    context: 'dashboard',
    keys: ['a', 'enter'],
    words: 'procedures',
    help: 'Lists the procedures for the selected service.',
  },
  {
    id: 'filter',
    context: 'dashboard',
    keys: ['/'],
    words: 'filter',
    help: 'Shows only services whose name contains what you type.',
  },
  {
    id: 'undo',
    context: 'dashboard',
    keys: ['z'],
    words: 'undo',
    help: 'Plans the way back from the last run. Nothing changes before you confirm.',
  },
  { id: 'pause', context: 'dashboard', keys: ['space'], words: 'pause', help: 'Stops and starts the refresh.' },
  { id: 'next-panel', context: 'dashboard', keys: ['tab'], words: 'panel', help: 'Moves between activity and events.' },
] as const satisfies readonly KeyBinding[];

export type KeyId = (typeof keymap)[number]['id'];
