import { ApplicationAutoScalingClient } from '@aws-sdk/client-application-auto-scaling';
import { CloudWatchClient } from '@aws-sdk/client-cloudwatch';
import { CloudWatchLogsClient } from '@aws-sdk/client-cloudwatch-logs';
import { ECSClient } from '@aws-sdk/client-ecs';
import { ElasticLoadBalancingV2Client } from '@aws-sdk/client-elastic-load-balancing-v2';
import { ElastiCacheClient } from '@aws-sdk/client-elasticache';
import { EventBridgeClient } from '@aws-sdk/client-eventbridge';
import { IAMClient } from '@aws-sdk/client-iam';
import { LambdaClient } from '@aws-sdk/client-lambda';
import { RDSClient } from '@aws-sdk/client-rds';
import { ServiceQuotasClient } from '@aws-sdk/client-service-quotas';
import { SNSClient } from '@aws-sdk/client-sns';
import { STSClient } from '@aws-sdk/client-sts';
import { AwsEc2QueryProtocol, AwsQueryProtocol, AwsSmithyRpcV2CborProtocol } from '@aws-sdk/core/protocols';
import { NormalizedSchema } from '@smithy/core/schema';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SERVICES, type Service } from '../../../src/sim/wire/services.ts';
import { watchdog } from '../../support/watchdog.ts';
import { type Echo, serveEcho } from './echo.ts';
import { type AnyCommandClass, clientOf, schemaOf } from './loopback.ts';
import {
  APPLICATION_AUTO_SCALING,
  CLOUDWATCH,
  CLOUDWATCH_LOGS,
  ECS,
  ELASTIC_LOAD_BALANCING,
  ELASTICACHE,
  EVENT_BRIDGE,
  IAM,
  LAMBDA,
  RDS,
  SERVICE_QUOTAS,
  SNS,
  STS,
} from './part-one.ts';
import { type Limits, valuesOf } from './schema-values.ts';

// FUZZ_SEED repeats a run; fast-check prints the failing case, shrunk, with its seed and path.
const seed = Number(process.env['FUZZ_SEED'] ?? Math.floor(Math.random() * 2 ** 31));
const RUNS = Number(process.env['FUZZ_RUNS'] ?? 25);
console.info(`round trip: FUZZ_SEED=${seed}, ${RUNS} inputs and outputs per operation`);

/** One message there and one back; measured at a few milliseconds. Whatever is not back by then never will be. */
const CASE_MS = 5_000;
/** All cases of an operation, with the search for the smallest one that fails. */
const OPERATION_MS = 15_000;
const dog = watchdog(2 * OPERATION_MS);
afterAll(() => dog.end());
/** The first operation that got no answer. Nothing after it is tried: each would wait its whole time for nothing. */
let unanswered: string | undefined;

/** What the tests need of any SDK client. */
interface Caller {
  send(command: object, options: { readonly abortSignal: AbortSignal }): Promise<object>;
  destroy(): void;
}

interface Wire {
  readonly name: string;
  readonly commands: readonly AnyCommandClass[];
  readonly client: (endpoint: string) => object;
  readonly input?: Limits;
  readonly output?: Limits;
  readonly services?: readonly Service[];
}

const QUERY = { input: { hasNoEmptyStructures: true }, output: { isXml: true } };

/** No client of ours speaks EC2's dialect yet, so a load balancer is taught to, on both sides. */
const withEc2Dialect = SERVICES.map(service =>
  service.iamPrefix === 'elasticloadbalancing' && service.query
    ? { ...service, query: { ...service.query, protocol: 'ec2Query' as const } }
    : service,
);

const WIRES: readonly Wire[] = [
  { name: 'ECS, awsJson 1.1', commands: ECS, client: url => new ECSClient(clientOf(url)) },
  {
    name: 'Application Auto Scaling, awsJson 1.1',
    commands: APPLICATION_AUTO_SCALING,
    client: url => new ApplicationAutoScalingClient(clientOf(url)),
  },
  { name: 'CloudWatch, awsJson 1.0', commands: CLOUDWATCH, client: url => new CloudWatchClient(clientOf(url)) },
  {
    name: 'CloudWatch, rpcv2Cbor',
    commands: CLOUDWATCH,
    client: url => new CloudWatchClient({ ...clientOf(url), protocol: AwsSmithyRpcV2CborProtocol }),
  },
  {
    name: 'CloudWatch, awsQuery',
    commands: CLOUDWATCH,
    client: url => new CloudWatchClient({ ...clientOf(url), protocol: AwsQueryProtocol }),
    ...QUERY,
  },
  {
    name: 'Elastic Load Balancing, awsQuery',
    commands: ELASTIC_LOAD_BALANCING,
    client: url => new ElasticLoadBalancingV2Client(clientOf(url)),
    ...QUERY,
  },
  { name: 'RDS, awsQuery', commands: RDS, client: url => new RDSClient(clientOf(url)), ...QUERY },
  {
    name: 'ElastiCache, awsQuery',
    commands: ELASTICACHE,
    client: url => new ElastiCacheClient(clientOf(url)),
    ...QUERY,
  },
  { name: 'SNS, awsQuery', commands: SNS, client: url => new SNSClient(clientOf(url)), ...QUERY },
  { name: 'EventBridge, awsJson 1.1', commands: EVENT_BRIDGE, client: url => new EventBridgeClient(clientOf(url)) },
  {
    name: 'CloudWatch Logs, awsJson 1.1',
    commands: CLOUDWATCH_LOGS,
    client: url => new CloudWatchLogsClient(clientOf(url)),
  },
  {
    name: 'Service Quotas, awsJson 1.1',
    commands: SERVICE_QUOTAS,
    client: url => new ServiceQuotasClient(clientOf(url)),
  },
  { name: 'IAM, awsQuery', commands: IAM, client: url => new IAMClient(clientOf(url)), ...QUERY },
  { name: 'Lambda, restJson 1', commands: LAMBDA, client: url => new LambdaClient(clientOf(url)) },
  { name: 'STS, awsQuery', commands: STS, client: url => new STSClient(clientOf(url)), ...QUERY },
  {
    name: 'Elastic Load Balancing, ec2Query',
    commands: ELASTIC_LOAD_BALANCING,
    client: url => new ElasticLoadBalancingV2Client({ ...clientOf(url), protocol: AwsEc2QueryProtocol }),
    input: { hasNoEmptyStructures: true, hasNoEmptyLists: true },
    output: { isXml: true },
    services: withEc2Dialect,
  },
];

async function sendInTime(client: Caller, command: object, what: string): Promise<Record<string, unknown>> {
  const aborting = new AbortController();
  const timer = setTimeout(() => {
    unanswered = what;
    aborting.abort(new Error(`no answer within ${CASE_MS} ms`));
  }, CASE_MS);
  try {
    return { ...(await client.send(command, { abortSignal: aborting.signal })) };
  } finally {
    clearTimeout(timer);
  }
}

describe.each(WIRES)(
  '$name',
  ({ name: wire, commands, client: clientAt, input: inputLimits, output: outputLimits, services }) => {
    let echo: Echo;
    let client: Caller;

    beforeAll(async () => {
      echo = await serveEcho(commands.map(schemaOf), services && { services });
      // Every SDK client is a Caller, for its own commands.
      client = clientAt(echo.server.url) as Caller;
    });
    afterAll(async () => {
      client.destroy();
      await echo.server.close();
    });

    it.each(commands.map(CommandClass => ({ name: schemaOf(CommandClass)[2], CommandClass })))(
      'what a client sends for $name arrives, and what the handler answers comes back',
      async ({ name, CommandClass }) => {
        const what = `${name} over ${wire}, FUZZ_SEED=${seed}`;
        expect(unanswered, 'there was no answer').toBeUndefined();
        dog.sees(what);
        const [, , , , inputSchema, outputSchema] = schemaOf(CommandClass);
        const inputs = valuesOf(NormalizedSchema.of(inputSchema), inputLimits ?? {});
        const outputs = valuesOf(NormalizedSchema.of(outputSchema), outputLimits ?? {});
        let calls = 0;
        await fc.assert(
          fc.asyncProperty(inputs, outputs, async (input, output) => {
            echo.answers(output);
            // The client may not change the generated value, which is compared and shrunk later.
            const command = new CommandClass(structuredClone(input) as never);
            const { $metadata: _, ...returned } = await sendInTime(client, command, what);
            calls += 1;
            expect(echo.received()).toEqual(input);
            expect(returned).toEqual(output);
          }),
          { seed, numRuns: RUNS, interruptAfterTimeLimit: OPERATION_MS, markInterruptAsFailure: true },
        );
        dog.rests();
        expect(calls).toBeGreaterThanOrEqual(RUNS);
        expect(echo.server.defects).toEqual([]);
      },
    );
  },
);
