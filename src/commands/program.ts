import { Command, CommanderError, InvalidArgumentError, Option } from 'commander';
import { type ExitCode, exitCodes } from '../domain/exit-code.ts';
import { flagOf } from '../domain/input.ts';
import type { Procedure } from '../domain/procedure.ts';
import { rightsizingDays } from '../domain/reports/rightsizing-report.ts';
import { procedures } from '../procedures/index.ts';
import { version } from '../version.ts';
import type { AnswerOptions } from './answer-options.ts';
import type { CapacityOptions } from './capacity.ts';
import type { DemoOptions } from './demo.ts';
import { report } from './failure.ts';
import { globalFlags } from './global-flags.ts';
import type { Flags, Io } from './io.ts';
import { factor, seed, type TypedNumber, wholeNumber } from './numbers.ts';
import { type Opening, usualDemo } from './opening.ts';
import { placeholderOf } from './placeholder.ts';
import type { SimulateOptions } from './simulate.ts';

const typed =
  ({ read, must }: TypedNumber) =>
  (raw: string): number => {
    const value = read(raw);
    if (value === undefined) throw new InvalidArgumentError(`It must be ${must}.`);
    return value;
  };

const notEmpty = (raw: string): string => {
  if (raw === '')
    throw new InvalidArgumentError('It is empty; leave the whole flag out for the default, if there is one.');
  return raw;
};

const collect = (value: string, earlier: readonly string[]): readonly string[] => [...earlier, value];

const verbs = (): Promise<typeof import('./verbs.ts')> => import('./verbs.ts');

const onScreen = async (opening: Opening, io: Io): Promise<ExitCode> =>
  (await import('./open-dashboard.ts')).openDashboard(opening, io);

/**
 * Runs one command line and returns its exit code. Screens and AWS clients load only for the commands that need them.
 *
 * @param openDashboard what is done with a command line that opens the dashboard.
 */
export async function runProgram(argv: readonly string[], io: Io, openDashboard = onScreen): Promise<ExitCode> {
  let exitCode: ExitCode = exitCodes.done;
  let flags: Flags = { json: argv.includes('--json') };

  /** Wraps a verb: collects its flags, keeps its exit code. */
  const verb =
    <Options>(handle: (options: Options & Flags, args: readonly string[]) => Promise<ExitCode>) =>
    async (...given: unknown[]): Promise<void> => {
      const command = given.at(-1);
      if (!(command instanceof Command)) throw new Error('commander calls an action with its command last');
      // Every option of these commands is declared just below with the type that its handler names.
      const options = command.optsWithGlobals() as Options & Flags;
      flags = options;
      exitCode = await handle(options, command.args);
    };

  const simulatorOptions = (command: Command): Command =>
    command
      .option('--seed <n>', 'which world: the same number gives the same one', typed(seed), usualDemo.seed)
      .option('--speed <n>', 'how many simulated seconds pass in a real one', typed(factor));

  const program = new Command('headroom')
    .description('Live headroom of ECS services, and the scaling runbook as guarded, reversible procedures.')
    .version(version, '-V, --version', 'print the version')
    .helpOption('-h, --help', 'print this help')
    .showHelpAfterError('Try headroom --help.')
    .exitOverride()
    .configureOutput({ writeOut: io.out, writeErr: io.err });
  for (const [flag, words, number] of globalFlags) {
    if (number === undefined) program.option(flag, words);
    else program.option(flag, words, typed(number));
  }

  program
    .command('dash', { isDefault: true })
    .description('the live dashboard (also without any command)')
    .action(verb(async options => openDashboard({ verb: 'dash', options }, io)));

  simulatorOptions(program.command('demo'))
    .description('the same on a simulated AWS: no account, no configuration')
    .option('--scenario <name>', 'what happens in it; simulate --list tells which there are', usualDemo.scenario)
    .action(verb<DemoOptions>(async options => openDashboard({ verb: 'demo', options }, io)));

  simulatorOptions(program.command('simulate'))
    .description('the simulated AWS alone; prints its URL')
    .option(
      '--port <n>',
      'the port on 127.0.0.1; any free one by default',
      typed(wholeNumber({ min: 0, max: 65535 })),
      0,
    )
    .option('--durations <factor>', 'scales how long starts, stops and changes take', typed(factor), 1)
    .option('--world <name>', 'the account that it simulates')
    .option('--scenario <name>', 'what happens in it, from the start; nothing by default')
    .option('--list', 'print the worlds and the scenarios, and nothing else')
    .action(verb<SimulateOptions>(async options => (await verbs()).simulate(io, options)));

  program
    .command('status')
    .description('one snapshot: counts, bounds, signals and what they suggest')
    .action(verb(async options => (await verbs()).status(io, options)));

  const requests = typed(wholeNumber({ min: 1, max: 100_000_000 }));
  program
    .command('capacity')
    .description('what is there and costs, how many tasks expected requests take, and what ends first')
    .option('--expected-requests <n>', 'requests a minute; multiples of the present ones by default', requests)
    .addOption(new Option('--requests-per-minute <n>', 'the same').argParser(requests).conflicts('expectedRequests'))
    .option(
      '--buffer <percent>',
      'what is added for spikes; the runbook adds 20',
      typed(wholeNumber({ min: 0, max: 500 })),
    )
    .option('--service <name>', 'the service that the requests are expected of')
    .action(verb<CapacityOptions>(async options => (await verbs()).capacity(io, options)));

  program
    .command('rightsize')
    .description('what every service used of what it reserves, a verdict, and what it would save')
    .option(
      '--days <n>',
      'how many days to look back',
      typed(wholeNumber({ min: rightsizingDays.least, max: rightsizingDays.most })),
      rightsizingDays.usual,
    )
    .action(verb<{ days: number }>(async options => (await verbs()).rightsize(io, options)));

  program
    .command('procedures')
    .description('the procedures, with inputs, runbook sections and deviations')
    .action(verb(async options => (await verbs()).listProcedures(io, options)));

  const plan = program
    .command('plan')
    .description('exactly what run would do; writes nothing')
    .usage('PROCEDURE [inputs]')
    .showHelpAfterError('The procedures and their inputs: headroom procedures.');
  for (const procedure of procedures) {
    procedureCommand(plan, procedure)
      .option('--out <file>', 'save the plan, to be run later as it is')
      .action(
        verb<{ out?: string }>(async options =>
          (await verbs()).planCommand(io, options, procedure, inputOf(procedure, options)),
        ),
      );
  }

  const run = program
    .command('run')
    .description('plan, confirm, apply, verify, watch')
    .usage('PROCEDURE [inputs] | PLAN.json');
  for (const procedure of procedures) {
    answerOptions(procedureCommand(run, procedure)).action(
      verb<AnswerOptions>(async options =>
        (await verbs()).runProcedure(io, options, procedure, inputOf(procedure, options)),
      ),
    );
  }
  answerOptions(run.command('saved', { isDefault: true, hidden: true }).argument('<plan>')).action(
    verb<AnswerOptions>(async (options, [file]) => (await verbs()).runSavedPlan(io, options, file ?? '')),
  );

  answerOptions(program.command('resume').argument('[run]', 'a run id, the start of one, or last', 'last'))
    .description('goes on with a run that stopped or was cut off; asks again before it writes')
    .action(verb<AnswerOptions>(async (options, [id = 'last']) => (await verbs()).resume(io, options, id)));

  answerOptions(program.command('undo').argument('<run>', 'a run id, the start of one, or last'))
    .description('takes a run back: plan, confirm, apply, verify')
    .action(verb<AnswerOptions>(async (options, [id]) => (await verbs()).undo(io, options, id ?? '')));

  program
    .command('history')
    .argument('[run]', 'a run id, the start of one, or last')
    .description('the recorded runs, or everything that happened in one')
    .option('--markdown', 'a timeline to paste into a post-mortem')
    .option('--follow', 'tells what happens in the run until it ends; the exit code is then that of the run')
    .action(
      verb<{ markdown?: boolean; follow?: boolean }>(async (options, [id]) => (await verbs()).history(io, options, id)),
    );

  try {
    await program.parseAsync([...argv], { from: 'user' });
    return exitCode;
  } catch (error) {
    // Commander has printed its own sentence by now; help and version end in exit code 0.
    if (error instanceof CommanderError) return error.exitCode === 0 ? exitCodes.done : exitCodes.usage;
    return report(error, io, flags);
  }
}

const answerOptions = (command: Command): Command =>
  command
    .option('--yes', 'answer questions of the lightest grade')
    .addOption(
      new Option('--confirm <phrase>', 'answer the question that asks for exactly this number or name; may be repeated')
        .argParser(collect)
        .default([], 'none'),
    )
    .option('--no-hold', 'leave out the pauses between steps and the watch afterwards');

/** A procedure's inputs as flags of their own, so that --help and typing errors speak of them. */
function procedureCommand(parent: Command, procedure: Procedure): Command {
  const command = parent.command(procedure.id).description(procedure.summary);
  for (const [name, field] of Object.entries(procedure.input)) {
    const option = new Option(`--${flagOf(name)} <${placeholderOf(field)}>`, field.help);
    // An empty answer on the command line is a shell variable that was never set, and not the wish for the default.
    const mayBeEmpty = 'default' in field && field.default === '';
    command.addOption(mayBeEmpty ? option : option.argParser(notEmpty));
  }
  return command;
}

/** The procedure's own inputs out of all options, still as typed: the domain parses them, once, for every way in. */
function inputOf(procedure: Procedure, options: object): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(options).filter(
      ([name, value]) => Object.hasOwn(procedure.input, name) && typeof value === 'string',
    ),
  );
}
