import { NormalizedSchema } from '@smithy/core/schema';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Echo, serveEcho } from '../sim/wire/echo.ts';
import { EVERY_OPERATION } from '../sim/wire/every-operation.ts';
import { valuesOf } from '../sim/wire/schema-values.ts';
import { type Boto3Client, boto3Version, startBoto3Client } from './boto3-client.ts';
import { differences } from './differences.ts';
import { FOREIGN_OPERATIONS, type ForeignOperation, foreignOperation } from './foreign-operations.ts';
import { knownDifferences } from './known-differences.ts';
import { type SaidAndHeard, unexplained } from './said-and-heard.ts';

// FUZZ_SEED repeats a run, FUZZ_RUNS makes it longer; fast-check prints the smallest call that fails.
const seed = Number(process.env['FUZZ_SEED'] ?? Math.floor(Math.random() * 2 ** 31));
const RUNS = Number(process.env['FUZZ_RUNS'] ?? 5);
if (boto3Version === undefined)
  console.warn('SKIPPED: python3 has no boto3 on this machine, so nothing here was checked with it.');
else console.info(`${boto3Version}: FUZZ_SEED=${seed}, ${RUNS} calls of every operation`);

/** CloudWatch speaks three protocols; the others one each. By botocore's names. */
const protocolsOf = ({ service }: ForeignOperation): readonly (string | undefined)[] =>
  service === 'cloudwatch' ? ['json', 'query', 'smithy-rpc-v2-cbor'] : [undefined];

const CALLS = FOREIGN_OPERATIONS.flatMap(operation =>
  protocolsOf(operation).map(protocol => ({
    name: `${operation.name}${protocol === undefined ? '' : ` over ${protocol}`}`,
    operation,
    protocol,
  })),
);

describe.skipIf(boto3Version === undefined)(`messages between the wire layer and ${boto3Version}`, () => {
  let echo: Echo;
  let boto3: Boto3Client;
  beforeAll(async () => {
    echo = await serveEcho(EVERY_OPERATION);
    boto3 = startBoto3Client(echo.server.url);
  });
  afterAll(async () => {
    await boto3.end();
    await echo.server.close();
    expect(echo.server.defects).toEqual([]);
  });

  async function call(
    { service, operation }: ForeignOperation,
    protocol: string | undefined,
    input: unknown,
    output: unknown,
  ): Promise<SaidAndHeard> {
    echo.answers(output);
    const answered = await boto3.call({ service, operation, protocol }, input);
    return { input: { sent: input, arrived: echo.received() }, output: { sent: output, arrived: answered } };
  }

  it.for(CALLS)('$name: what each says is what the other hears', async ({ operation, protocol }, { skip }) => {
    const { service, schema } = operation;
    const shapes = await boto3.shapes({ service, operation: operation.operation, protocol });
    if (shapes.unknown !== undefined) return skip(`boto3 does not know it: ${shapes.unknown}`);
    const inputs = valuesOf(NormalizedSchema.of(schema[4]), { ...operation.input, shown: shapes.input });
    const outputs = valuesOf(NormalizedSchema.of(schema[5]), { ...operation.output, shown: shapes.output });
    await fc.assert(
      fc.asyncProperty(inputs, outputs, async (input, output) => {
        expect(unexplained('boto3', await call(operation, protocol, input, output))).toEqual([]);
      }),
      { seed, numRuns: RUNS, interruptAfterTimeLimit: 15_000, markInterruptAsFailure: true },
    );
  });

  it.each(knownDifferences.filter(({ clients }) => clients.includes('boto3')))(
    'still: $what',
    async ({ example, message, explains }) => {
      const said = await call(foreignOperation(example.operation), undefined, example.input, example.output);
      const { sent, arrived } = said[message];
      expect(differences(sent, arrived).some(explains)).toBe(true);
      expect(unexplained('boto3', said)).toEqual([]);
    },
  );
});
