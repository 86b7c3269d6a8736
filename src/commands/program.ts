import { Command, CommanderError, InvalidArgumentError, Option } from 'commander';
import { type ExitCode, exitCodes } from '../domain/exit-code.ts';
import { flagOf } from '../domain/input.ts';
import type { Procedure } from '../domain/procedure.ts';
import { rightsizingDays } from '../domain/reports/rightsizing-report.ts';
import { procedures } from '../procedures/index.ts';
import { version } from '../version.ts';
import type { AnswerOptions } from './answer-options.ts';
import type { CapacityOptions } from './capacity.ts';
import { report } from './failure.ts';
import type { Flags, Io } from './io.ts';
import { placeholderOf } from './placeholder.ts';
import type { SimulateOptions } from './simulate.ts';

const wholeNumber =
  ({ min, max }: { min: number; max: number }) =>
  (raw: string): number => {
    const value = /^\d{1,15}$/.test(raw) ? Number(raw) : Number.NaN;
    if (!(value >= min && value <= max))
      throw new InvalidArgumentError(`It must be a whole number from ${min} to ${max}.`);
    return value;
  };

const factor = (raw: string): number => {
  const value = /^\d{1,4}(\.\d{1,3})?$/.test(raw) ? Number(raw) : Number.NaN;
  if (!(value > 0 && value <= 1000)) throw new InvalidArgumentError('It must be a number above 0 and up to 1000.');
  return value;
};

const collect = (value: string, earlier: readonly string[]): readonly string[] => [...earlier, value];

/** Runs one command line and returns its exit code. Screens and AWS clients load only for the commands that need them. */
export async function runProgram(argv: readonly string[], io: Io): Promise<ExitCode> {
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
      .option(
        '--seed <n>',
        'which world: the same number gives the same one',
        wholeNumber({ min: 0, max: 2 ** 32 - 1 }),
        1,
      )
      .option('--speed <n>', 'how many simulated seconds pass in a real one', factor);

  const program = new Command('headroom')
    .description('Live headroom of ECS services, and the scaling runbook as guarded, reversible procedures.')
    .version(version, '-V, --version', 'print the version')
    .option('--env <name>', 'the environment of the configuration to use')
    .option('--config <file>', 'another configuration file')
    .option('--profile <name>', 'a profile of your AWS configuration')
    .option('--region <name>', 'an AWS region')
    .option('--endpoint <url>', 'talk to this endpoint instead of AWS, e.g. a simulated one')
    .option('--state-dir <dir>', 'where runs are recorded')
    .option('--write', 'allow writes from the start')
    .option('--read-only', 'forbid writes for the whole session')
    .option(
      '--max-requests <n>',
      'how many requests a minute keep the screen up to date, at most (300)',
      wholeNumber({ min: 10, max: 6_000 }),
    )
    .option('--plain', 'no full screen and no control sequences')
    .option('--no-color', 'no colours')
    .option('--json', 'print data as JSON on stdout, and nothing else there')
    .helpOption('-h, --help', 'print this help')
    .showHelpAfterError('Try headroom --help.')
    .exitOverride()
    .configureOutput({ writeOut: io.out, writeErr: io.err });

  program
    .command('dash', { isDefault: true })
    .description('the live dashboard (also without any command)')
    .action(verb(async options => (await import('./dash.tsx')).dash(io, options)));

  simulatorOptions(program.command('demo'))
    .description('the same on a simulated AWS: no account, no configuration')
    .option('--scenario <name>', 'what happens in it; simulate --list tells which there are', 'campaign')
    .action(
      verb<{ seed: number; speed?: number; scenario: string }>(async options =>
        (await import('./demo.ts')).demo(io, options),
      ),
    );

  simulatorOptions(program.command('simulate'))
    .description('the simulated AWS alone; prints its URL')
    .option('--port <n>', 'the port on 127.0.0.1; any free one by default', wholeNumber({ min: 0, max: 65535 }), 0)
    .option('--durations <factor>', 'scales how long starts, stops and changes take', factor, 1)
    .option('--world <name>', 'the account that it simulates')
    .option('--scenario <name>', 'what happens in it, from the start; nothing by default')
    .option('--list', 'print the worlds and the scenarios, and nothing else')
    .action(verb<SimulateOptions>(async options => (await import('./simulate.ts')).simulate(io, options)));

  program
    .command('status')
    .description('one snapshot: counts, bounds, signals and what they suggest')
    .action(verb(async options => (await import('./status.ts')).status(io, options)));

  const requests = wholeNumber({ min: 1, max: 100_000_000 });
  program
    .command('capacity')
    .description('what is there and costs, how many tasks expected requests take, and what ends first')
    .option('--expected-requests <n>', 'requests a minute; multiples of the present ones by default', requests)
    .addOption(new Option('--requests-per-minute <n>', 'the same').argParser(requests).conflicts('expectedRequests'))
    .option('--buffer <percent>', 'what is added for spikes; the runbook adds 20', wholeNumber({ min: 0, max: 500 }))
    .option('--service <name>', 'the service that the requests are expected of')
    .action(verb<CapacityOptions>(async options => (await import('./capacity.ts')).capacity(io, options)));

  program
    .command('rightsize')
    .description('what every service used of what it reserves, a verdict, and what it would save')
    .option(
      '--days <n>',
      'how many days to look back',
      wholeNumber({ min: rightsizingDays.least, max: rightsizingDays.most }),
      rightsizingDays.usual,
    )
    .action(verb<{ days: number }>(async options => (await import('./rightsize.ts')).rightsize(io, options)));

  program
    .command('procedures')
    .description('the procedures, with inputs, runbook sections and deviations')
    .action(verb(async options => (await import('./procedures.ts')).listProcedures(io, options)));

  const plan = program
    .command('plan')
    .description('exactly what run would do; writes nothing')
    .usage('PROCEDURE [inputs]');
  for (const procedure of procedures) {
    procedureCommand(plan, procedure)
      .option('--out <file>', 'save the plan, to be run later as it is')
      .action(
        verb<{ out?: string }>(async options =>
          (await import('./plan.ts')).planCommand(io, options, procedure, inputOf(procedure, options)),
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
        (await import('./run.ts')).runProcedure(io, options, procedure, inputOf(procedure, options)),
      ),
    );
  }
  answerOptions(run.command('saved', { isDefault: true, hidden: true }).argument('<plan>')).action(
    verb<AnswerOptions>(async (options, [file]) => (await import('./run.ts')).runSavedPlan(io, options, file ?? '')),
  );

  answerOptions(program.command('resume').argument('[run]', 'a run id, the start of one, or last', 'last'))
    .description('goes on with a run that stopped or was cut off; asks again before it writes')
    .action(
      verb<AnswerOptions>(async (options, [id = 'last']) => (await import('./resume.ts')).resume(io, options, id)),
    );

  answerOptions(program.command('undo').argument('<run>', 'a run id, the start of one, or last'))
    .description('takes a run back: plan, confirm, apply, verify')
    .action(verb<AnswerOptions>(async (options, [id]) => (await import('./undo.ts')).undo(io, options, id ?? '')));

  program
    .command('history')
    .argument('[run]', 'a run id, the start of one, or last')
    .description('the recorded runs, or everything that happened in one')
    .option('--markdown', 'a timeline to paste into a post-mortem')
    .option('--follow', 'tells what happens in the run until it ends; the exit code is then that of the run')
    .action(
      verb<{ markdown?: boolean; follow?: boolean }>(async (options, [id]) =>
        (await import('./history.ts')).history(io, options, id),
      ),
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
    command.option(`--${flagOf(name)} <${placeholderOf(field)}>`, field.help);
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
