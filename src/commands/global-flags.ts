/** The flags that every command takes, with the words of the help. */
export const globalFlags = [
  ['--env <name>', 'the environment of the configuration to use'],
  ['--config <file>', 'another configuration file'],
  ['--profile <name>', 'a profile of your AWS configuration'],
  ['--region <name>', 'an AWS region'],
  ['--endpoint <url>', 'talk to this endpoint instead of AWS, e.g. a simulated one'],
  ['--state-dir <dir>', 'where runs are recorded'],
  ['--write', 'allow writes from the start'],
  ['--read-only', 'forbid writes for the whole session'],
  ['--plain', 'no full screen and no control sequences'],
  ['--no-color', 'no colours'],
  ['--json', 'print data as JSON on stdout, and nothing else there'],
] as const satisfies readonly (readonly [flag: string, words: string])[];
