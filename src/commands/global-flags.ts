import { type TypedNumber, wholeNumber } from './numbers.ts';

/** The flags that every command takes, with the words of the help, and what a number may be. */
export const globalFlags: readonly (readonly [flag: string, words: string, number?: TypedNumber])[] = [
  ['--env <name>', 'the environment of the configuration to use'],
  ['--config <file>', 'another configuration file'],
  ['--profile <name>', 'a profile of your AWS configuration'],
  ['--region <name>', 'an AWS region'],
  ['--endpoint <url>', 'talk to this endpoint instead of AWS, e.g. a simulated one'],
  ['--state-dir <dir>', 'where runs are recorded'],
  ['--write', 'allow writes from the start'],
  ['--read-only', 'forbid writes for the whole session'],
  [
    '--max-requests <n>',
    'how many requests a minute keep the screen up to date, at most (300)',
    wholeNumber({ min: 10, max: 6_000 }),
  ],
  ['--plain', 'no full screen and no control sequences'],
  ['--no-color', 'no colours'],
  ['--json', 'print data as JSON on stdout, and nothing else there'],
];
