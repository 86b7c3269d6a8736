/**
 * A place where keys mean something, the outermost first. When several are active at once, the innermost binding of a
 * key wins: `escape` closes the filter before it leaves the screen.
 */
export const keyContexts = [
  'global',
  'dashboard',
  'procedures',
  'history',
  'report',
  'wizard',
  'plan',
  'run',
  'list',
  'stepper',
  'line',
  'filter',
  'confirm',
  'help',
] as const;

export type KeyContext = (typeof keyContexts)[number];

export interface KeyBinding {
  readonly id: string;
  readonly context: KeyContext;
  /** Key names as `keyPress` spells them: `j`, `down`, `enter`, `escape`, `ctrl-s`, `space`. The first one is shown. */
  readonly keys: readonly string[];
  /** What it does, in one or two words: "scale", "back". */
  readonly words: string;
  /** One sentence for the help screen. */
  readonly help: string;
  /** Left out of the key hints: every finger knows it, or it only matters in trouble. The help screen has it. */
  readonly quiet?: true;
}

/**
 * Every key of the program. Invariant: a single letter navigates or opens; none of them changes AWS.
 */
export const keymap = [
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
    id: 'undo',
    context: 'dashboard',
    keys: ['z'],
    words: 'undo',
    help: 'Plans the way back from the last run; before one was made, lists the recorded runs to choose from.',
  },
  {
    id: 'history',
    context: 'dashboard',
    keys: ['t'],
    words: 'history',
    help: 'Lists the recorded runs, those of earlier sessions too.',
  },
  {
    id: 'capacity',
    context: 'dashboard',
    keys: ['p'],
    words: 'capacity',
    help: 'Capacity planning: what is there, what expected traffic takes, and what ends first.',
  },
  {
    id: 'rightsizing',
    context: 'dashboard',
    keys: ['u'],
    words: 'right-size',
    help: 'What every service used of what it reserves in seven days, and what it would save.',
  },
  {
    id: 'filter',
    context: 'dashboard',
    keys: ['/'],
    words: 'filter',
    help: 'Shows only services whose name contains what you type.',
  },
  {
    id: 'next-panel',
    context: 'dashboard',
    keys: ['tab'],
    words: 'panel',
    help: 'Shows the events of the service, or what auto-scaling did.',
  },
  {
    id: 'pause',
    context: 'dashboard',
    keys: ['space'],
    words: 'pause',
    help: 'Stops and starts the refresh. Ages go on growing.',
  },
  {
    id: 'open-procedure',
    context: 'procedures',
    keys: ['enter'],
    words: 'open',
    help: 'Opens the wizard of the selected procedure. Nothing changes before you confirm.',
  },
  {
    id: 'open-recorded-run',
    context: 'history',
    keys: ['enter'],
    words: 'details',
    help: 'Shows what the selected run did, step by step.',
  },
  {
    id: 'undo-recorded-run',
    context: 'history',
    keys: ['z'],
    words: 'undo',
    help: 'Plans the way back from this run. Nothing changes before you confirm.',
  },
  {
    id: 'next-service',
    context: 'report',
    keys: ['tab'],
    words: 'service',
    help: 'Goes to the next service.',
  },
  {
    id: 'read-report',
    context: 'report',
    keys: ['r', 'ctrl-r'],
    words: 'read again',
    help: 'Reads everything that this report is made from again now.',
  },
  {
    id: 'erase-expected',
    context: 'report',
    keys: ['backspace', 'delete'],
    words: 'erase',
    help: 'Removes the last typed digit.',
    quiet: true,
  },
  {
    id: 'clear-expected',
    context: 'report',
    keys: ['ctrl-u'],
    words: 'clear',
    help: 'Removes the typed number.',
    quiet: true,
  },
  {
    id: 'previous-page',
    context: 'wizard',
    keys: ['escape'],
    words: 'back',
    help: 'Goes back to the question before. From the first one it leaves the wizard.',
  },
  { id: 'choose-item', context: 'wizard', keys: ['enter'], words: 'choose', help: 'Takes the marked choice.' },
  {
    id: 'to-confirmation',
    context: 'plan',
    keys: ['c'],
    words: 'confirm…',
    help: 'Starts the checks of this plan, which read only. Then it asks you to confirm before anything is written.',
  },
  {
    id: 'change-input',
    context: 'plan',
    keys: ['i', 'escape'],
    words: 'change input',
    help: 'Goes back to the last question; the answers stay.',
  },
  {
    id: 'options',
    context: 'plan',
    keys: ['o'],
    words: 'options',
    help: 'Changes how it is done: the choices that were filled in for you.',
  },
  {
    id: 'plan-again',
    context: 'plan',
    keys: ['r', 'ctrl-r'],
    words: 'plan again',
    help: 'Reads AWS again and makes the plan anew.',
  },
  {
    id: 'copy-commands',
    context: 'plan',
    keys: ['C'],
    words: 'copy',
    help: 'Copies the aws commands of this plan to the clipboard of your terminal, over SSH too.',
  },
  {
    id: 'enter-on-plan',
    context: 'plan',
    keys: ['enter'],
    words: 'how to go on',
    help: 'Says how to go on. It goes nowhere by itself, so that a held key cannot skip the plan.',
    quiet: true,
  },
  {
    id: 'stop-run',
    context: 'run',
    keys: ['q', 'ctrl-c'],
    words: 'stop…',
    help: 'Asks whether to stop the run, and says what goes on at AWS.',
  },
  {
    id: 'leave-run',
    context: 'run',
    keys: ['escape'],
    words: 'leave it running',
    help: 'Goes back while the run goes on; w leads to it again.',
  },
  {
    id: 'end-hold',
    context: 'run',
    keys: ['e'],
    words: 'end the watch',
    help: 'Asks whether to end the watch before its time. The change stays.',
  },
  {
    id: 'undo-run',
    context: 'run',
    keys: ['z'],
    words: 'undo',
    help: 'Plans the way back from this run. Nothing changes before you confirm.',
  },
  {
    id: 'plan-after-run',
    context: 'run',
    keys: ['r'],
    words: 'plan again',
    help: 'Reads AWS again and makes a new plan from the same answers.',
  },
  {
    id: 'leave-ended-run',
    context: 'run',
    keys: ['escape', 'q'],
    words: 'done',
    help: 'Leaves the ended run. The journal keeps it.',
  },
  {
    id: 'submit-number',
    context: 'stepper',
    keys: ['enter'],
    words: 'plan',
    help: 'Takes the number. Nothing changes before you confirm.',
  },
  { id: 'more', context: 'stepper', keys: ['+', 'up', 'right'], words: 'more', help: 'One more.' },
  { id: 'less', context: 'stepper', keys: ['-', 'down', 'left'], words: 'less', help: 'One less.' },
  {
    id: 'erase-digit',
    context: 'stepper',
    keys: ['backspace', 'delete'],
    words: 'erase',
    help: 'Removes the last typed character.',
    quiet: true,
  },
  {
    id: 'clear-number',
    context: 'stepper',
    keys: ['ctrl-u'],
    words: 'clear',
    help: 'Removes all that was typed.',
    quiet: true,
  },
  {
    id: 'submit-line',
    context: 'line',
    keys: ['enter'],
    words: 'next',
    help: 'Takes what was typed. Nothing changes before you confirm.',
  },
  {
    id: 'erase-character',
    context: 'line',
    keys: ['backspace', 'delete'],
    words: 'erase',
    help: 'Removes the last typed character.',
    quiet: true,
  },
  {
    id: 'clear-line',
    context: 'line',
    keys: ['ctrl-u'],
    words: 'clear',
    help: 'Removes all that was typed.',
    quiet: true,
  },
  {
    id: 'submit-answer',
    context: 'confirm',
    keys: ['enter'],
    words: 'answer',
    help: 'Hands in the typed answer. Enter alone never confirms.',
  },
  {
    id: 'refuse',
    context: 'confirm',
    keys: ['escape', 'ctrl-c'],
    words: 'cancel',
    help: 'Says no. Nothing is written.',
  },
  {
    id: 'leave-running',
    context: 'confirm',
    keys: ['b'],
    words: 'leave it running',
    help: 'Goes back while the run goes on; w leads to it again.',
  },
  { id: 'down', context: 'list', keys: ['j', 'down'], words: 'down', help: 'Selects the next row.', quiet: true },
  { id: 'up', context: 'list', keys: ['k', 'up'], words: 'up', help: 'Selects the row above.', quiet: true },
  { id: 'top', context: 'list', keys: ['g', 'home'], words: 'top', help: 'Selects the first row.', quiet: true },
  { id: 'bottom', context: 'list', keys: ['G', 'end'], words: 'bottom', help: 'Selects the last row.', quiet: true },
  {
    id: 'page-down',
    context: 'list',
    keys: ['ctrl-f', 'pagedown', 'ctrl-d'],
    words: 'page down',
    help: 'Moves a screenful down.',
    quiet: true,
  },
  {
    id: 'page-up',
    context: 'list',
    keys: ['ctrl-b', 'pageup', 'ctrl-u'],
    words: 'page up',
    help: 'Moves a screenful up.',
    quiet: true,
  },
  { id: 'keep-filter', context: 'filter', keys: ['enter'], words: 'keep', help: 'Goes back to the list, filtered.' },
  { id: 'clear-filter', context: 'filter', keys: ['escape'], words: 'clear', help: 'Shows every service again.' },
  {
    id: 'erase-filter',
    context: 'filter',
    keys: ['backspace', 'delete'],
    words: 'erase',
    help: 'Removes the last typed character.',
    quiet: true,
  },
  {
    id: 'close-help',
    context: 'help',
    keys: ['escape', '?', 'q', 'enter'],
    words: 'close',
    help: 'Goes back to where you were.',
  },
  {
    id: 'show-run',
    context: 'global',
    keys: ['w'],
    words: 'run',
    help: 'Goes to the run of this session: under way, or ended and not yet looked at.',
  },
  {
    id: 'back',
    context: 'global',
    keys: ['escape'],
    words: 'back',
    help: 'Leaves the innermost thing: input, filter, dialog, screen. It never leaves the program.',
  },
  {
    id: 'refresh',
    context: 'global',
    keys: ['r', 'ctrl-r'],
    words: 'refresh',
    help: 'Reads everything from AWS again now.',
    quiet: true,
  },
  {
    id: 'redraw',
    context: 'global',
    keys: ['ctrl-l'],
    words: 'redraw',
    help: 'Draws the whole screen anew.',
    quiet: true,
  },
  {
    id: 'suspend',
    context: 'global',
    keys: ['ctrl-z'],
    words: 'suspend',
    help: 'Gives the terminal back to the shell; fg returns. Nobody watches a run meanwhile.',
    quiet: true,
  },
  { id: 'help', context: 'global', keys: ['?'], words: 'help', help: 'Shows the keys of this screen.' },
  {
    id: 'quit',
    context: 'global',
    keys: ['q'],
    words: 'quit',
    help: 'Goes back one screen; on the dashboard it leaves the program.',
  },
  {
    id: 'interrupt',
    context: 'global',
    keys: ['ctrl-c'],
    words: 'leave',
    help: 'Leaves the program. While a run is under way it shows the run first.',
    quiet: true,
  },
] as const satisfies readonly KeyBinding[];

export type KeyId = (typeof keymap)[number]['id'];

/** The bindings of these places, in the order of the keymap. */
export const bindingsOf = (contexts: readonly KeyContext[]): readonly (KeyBinding & { readonly id: KeyId })[] =>
  keymap.filter(({ context }) => contexts.includes(context));
