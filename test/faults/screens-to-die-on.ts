import { cpSync } from 'node:fs';
import { runProgram } from '../support/program.ts';
import { freshStateDir, startSimulated } from '../support/simulated.ts';
import type { TestTerminal } from '../support/terminal.ts';

const enter = '\r';

/** A screen, and the way there from the first one. */
export interface ReachableScreen {
  readonly screen: string;
  readonly reach: (terminal: TestTerminal) => Promise<void>;
  /** A run of this session is under way there. */
  readonly running?: true;
}

type Step = (terminal: TestTerminal) => Promise<void>;

const shows =
  (pattern: RegExp): Step =>
  async ({ waitFor }) =>
    void (await waitFor(pattern));
const press =
  (keys: string): Step =>
  async ({ type }) =>
    type(keys);
const inTurn =
  (...steps: readonly Step[]): Step =>
  async terminal => {
    for (const step of steps) await step(terminal);
  };

const dashboard = shows(/waooaw-backend +2 +2/);
const wizard = inTurn(dashboard, press('s'), shows(/How many tasks/), press('6'), shows(/\[ ?6/));
const plan = inTurn(wizard, press(enter), shows(/MinCapacity +2 → 6/));
const confirm = inTurn(plan, press('c'), shows(/Type 6 and Enter(?:(?!Keys count)[\s\S])*esc says no/));
const run = inTurn(confirm, press('6'), shows(/▸ 6/), press(enter), shows(/running for[\s\S]*accepted by AWS|left/));
const history = inTurn(dashboard, press('t'), shows(/▸✓ \d{4}-\d\d-\d\d \d\d:\d\d +done/));
const recordedRun = inTurn(history, press(enter), shows(/Done and verified/));

/** Every screen that the program has; the state directory is that of `stateWithOneRun`. */
export const screens: readonly ReachableScreen[] = [
  { screen: 'the first frame', reach: shows(/connecting|waooaw/) },
  { screen: 'the dashboard', reach: dashboard },
  { screen: 'the help', reach: inTurn(dashboard, press('?'), shows(/Keys of this screen/)) },
  { screen: 'the filter', reach: inTurn(dashboard, press('/back'), shows(/back/)) },
  { screen: 'the procedures', reach: inTurn(dashboard, press('a'), shows(/Procedures/)) },
  { screen: 'the wizard', reach: wizard },
  { screen: 'the plan', reach: plan },
  { screen: 'the confirmation', reach: confirm, running: true },
  { screen: 'a run', reach: run, running: true },
  { screen: 'the history', reach: history },
  { screen: 'a recorded run', reach: recordedRun },
  { screen: 'the way back from a run', reach: inTurn(recordedRun, press('z'), shows(/Undo of run/)) },
  {
    screen: 'a terminal that is too small',
    reach: async terminal => {
      await dashboard(terminal);
      terminal.resize(40, 8);
      await terminal.waitFor(/This terminal is 40 x 8/);
    },
  },
];

/** Goes to the screen of this name. */
export async function reach(name: string, terminal: TestTerminal): Promise<void> {
  const found = screens.find(({ screen }) => screen === name);
  if (found === undefined) throw new Error(`no screen is called ${name}`);
  await found.reach(terminal);
}

/** A state directory in which one run is recorded. */
export async function stateWithOneRun(): Promise<string> {
  const stateDir = freshStateDir();
  const simulated = await startSimulated(['--speed', '200']);
  const scale = ['run', 'scale-service', '--service', 'waooaw-backend', '--desired-count', '4', '--confirm', '4'];
  await runProgram([...scale, '--no-hold', '--endpoint', simulated.url, '--state-dir', stateDir]);
  await simulated.stop();
  return stateDir;
}

/** A copy, for a program of its own. */
export function stateCopiedFrom(recorded: string): string {
  const stateDir = freshStateDir();
  cpSync(recorded, stateDir, { recursive: true });
  return stateDir;
}
