import { NormalizedSchema } from '@smithy/core/schema';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Echo, serveEcho } from '../sim/wire/echo.ts';
import { EVERY_OPERATION } from '../sim/wire/every-operation.ts';
import { valuesOf } from '../sim/wire/schema-values.ts';
import { type AwsCommand, awsCommands, readPrinted, runAws } from './aws-commands.ts';
import { type KnownMessages, knownMessages } from './aws-skeletons.ts';
import { type Boto3Client, boto3Version, startBoto3Client } from './boto3-client.ts';
import { differences } from './differences.ts';
import { FOREIGN_OPERATIONS, type ForeignOperation, foreignOperation } from './foreign-operations.ts';
import { knownDifferences } from './known-differences.ts';
import { type SaidAndHeard, unexplained } from './said-and-heard.ts';

// Every start of the command takes the better part of a second, so a run tries some operations with the command that a
// shell finds first, and other runs try others. FUZZ_SEED repeats a run; FUZZ_COMMANDS=all tries all with every command.
const seed = Number(process.env['FUZZ_SEED'] ?? Math.floor(Math.random() * 2 ** 31));
const triesAll = process.env['FUZZ_COMMANDS'] === 'all';
const COMMANDS = triesAll ? awsCommands : awsCommands.slice(0, 1);
const OPERATIONS = triesAll ? FOREIGN_OPERATIONS : chosen(5);

if (COMMANDS.length > 0)
  console.info(`aws: FUZZ_SEED=${seed}, ${OPERATIONS.length} of ${FOREIGN_OPERATIONS.length} operations`);
else it.skip('SKIPPED: the aws command is not on this machine, so nothing here was checked with it', () => {});

function chosen(count: number): readonly ForeignOperation[] {
  const [some = []] = fc.sample(fc.shuffledSubarray([...FOREIGN_OPERATIONS], { minLength: count, maxLength: count }), {
    seed,
    numRuns: 1,
  });
  return some;
}

describe.each(COMMANDS)('messages between the wire layer and $version', command => {
  let echo: Echo;
  let boto3: Boto3Client | undefined;
  beforeAll(async () => {
    echo = await serveEcho(EVERY_OPERATION);
    if (hasBotocoreOf(command)) boto3 = startBoto3Client(echo.server.url);
  });
  afterAll(async () => {
    await boto3?.end();
    await echo.server.close();
    expect(echo.server.defects).toEqual([]);
  });

  async function call(operation: ForeignOperation, input: unknown, output: unknown): Promise<SaidAndHeard> {
    echo.answers(output);
    const args = ['--endpoint-url', echo.server.url, '--no-paginate'];
    const printed = await runAws(command, operation, input, args);
    const answered = readPrinted(NormalizedSchema.of(operation.schema[5]), JSON.parse(printed.trim() || '{}'));
    return { input: { sent: input, arrived: echo.received() }, output: { sent: output, arrived: answered } };
  }

  /** A library of the same version on this machine answers faster than the command's skeletons. */
  async function known(operation: ForeignOperation): Promise<KnownMessages> {
    const shapes = await boto3?.shapes(operation);
    return shapes === undefined || shapes.unknown !== undefined ? knownMessages(command, operation) : shapes;
  }

  it.for(OPERATIONS)('$name: what each says is what the other hears', async (operation, { skip }) => {
    const messages = await known(operation).catch(error =>
      skip(`${command.version} shows no skeleton: ${error.message}`),
    );
    const sample = (message: 'input' | 'output') => {
      const schema = NormalizedSchema.of(operation.schema[message === 'input' ? 4 : 5]);
      return fc.sample(valuesOf(schema, { ...operation[message], shown: messages[message] }), { seed, numRuns: 1 })[0];
    };
    expect(unexplained('aws', await call(operation, sample('input'), sample('output')))).toEqual([]);
  });

  it.each(knownDifferences.filter(({ clients }) => clients.includes('aws')))(
    'still: $what',
    async ({ example, message, explains }) => {
      const said = await call(foreignOperation(example.operation), example.input, example.output);
      const { sent, arrived } = said[message];
      expect(differences(sent, arrived).some(explains)).toBe(true);
      expect(unexplained('aws', said)).toEqual([]);
    },
  );
});

function hasBotocoreOf({ version }: AwsCommand): boolean {
  const [botocore] = /botocore\/[\d.]+$/.exec(version) ?? [];
  return botocore !== undefined && boto3Version?.endsWith(botocore.replace('/', ' ')) === true;
}
