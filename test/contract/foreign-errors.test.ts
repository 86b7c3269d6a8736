import { execFile } from 'node:child_process';
import { DescribeScalableTargetsCommand, ObjectNotFoundException } from '@aws-sdk/client-application-auto-scaling';
import { DescribeAlarmsCommand } from '@aws-sdk/client-cloudwatch';
import { DescribeServicesCommand, ServiceNotFoundException } from '@aws-sdk/client-ecs';
import { DescribeTargetHealthCommand, TargetGroupNotFoundException } from '@aws-sdk/client-elastic-load-balancing-v2';
import { GetCallerIdentityCommand } from '@aws-sdk/client-sts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { HttpServer } from '../../src/sim/server/http.ts';
import { on, type SimOperation } from '../../src/sim/wire/operation.ts';
import { serve } from '../sim/wire/loopback.ts';
import { awsVersion } from '../support/aws-command.ts';
import { machineAwayFromAws } from '../support/machine-away-from-aws.ts';
import { boto3Version } from './boto3-client.ts';

if (awsVersion === undefined)
  console.warn('SKIPPED: the aws command is not on this machine, so no error was shown to it.');
if (boto3Version === undefined)
  console.warn('SKIPPED: python3 has no boto3 on this machine, so no error was shown to it.');

const metadata = { $metadata: {} };
const OPERATIONS: readonly SimOperation[] = [
  on(DescribeServicesCommand, () => {
    throw new ServiceNotFoundException({ message: 'Service not found.', ...metadata });
  }),
  on(DescribeScalableTargetsCommand, () => {
    throw new ObjectNotFoundException({ message: 'No scalable target', ...metadata });
  }),
  on(DescribeTargetHealthCommand, () => {
    throw new TargetGroupNotFoundException({ message: 'Not <there>', ...metadata });
  }),
  on(DescribeAlarmsCommand, () => ({ MetricAlarms: [], CompositeAlarms: [] })),
  on(GetCallerIdentityCommand, () => ({ Account: '123456789012' })),
];

let server: HttpServer & { readonly defects: unknown[] };
beforeAll(async () => {
  server = await serve(OPERATIONS);
});
afterAll(async () => {
  await server.close();
  expect(server.defects).toEqual([]);
});

interface Outcome {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

const run = (program: string, args: readonly string[]): Promise<Outcome> =>
  new Promise(resolve => {
    execFile(program, args, { env: machineAwayFromAws(), timeout: 20_000 }, (error, stdout, stderr) => {
      const code = typeof error?.code === 'number' ? error.code : error === null ? 0 : 1;
      resolve({ code, stdout, stderr });
    });
  });

describe.skipIf(awsVersion === undefined)(`an error, as ${awsVersion} shows it`, () => {
  it.each([
    {
      call: ['ecs', 'describe-services', '--cluster', 'c', '--services', 's'],
      says: '(ServiceNotFoundException) when calling the DescribeServices operation: Service not found.',
    },
    {
      call: ['application-autoscaling', 'describe-scalable-targets', '--service-namespace', 'ecs'],
      says: '(ObjectNotFoundException) when calling the DescribeScalableTargets operation: No scalable target',
    },
    {
      call: ['elbv2', 'describe-target-health', '--target-group-arn', 'arn'],
      says: '(TargetGroupNotFound) when calling the DescribeTargetHealth operation: Not <there>',
    },
    {
      call: ['ecs', 'list-clusters'],
      says: '(UnknownOperationException) when calling the ListClusters operation',
    },
    {
      call: ['elbv2', 'describe-load-balancers'],
      says: '(InvalidAction) when calling the DescribeLoadBalancers operation',
    },
    { call: ['rds', 'describe-db-instances'], says: '(InvalidAction) when calling the DescribeDBInstances operation' },
  ])('$call.0 $call.1', async ({ call, says }) => {
    const { code, stderr } = await run('aws', [...call, '--endpoint-url', server.url, '--output', 'json']);
    expect(stderr).toContain(says);
    expect(code).toBeGreaterThan(250);
  });
});

describe.skipIf(boto3Version === undefined)(`what ${boto3Version} finds beside the output`, () => {
  const python = async (script: string) => {
    const setUp = `import boto3, json\nat = lambda s: boto3.client(s, endpoint_url='${server.url}')\n`;
    const { code, stdout, stderr } = await run('python3', ['-c', setUp + script]);
    expect(stderr).toBe('');
    expect(code).toBe(0);
    return JSON.parse(stdout);
  };

  it('is a typed error, over JSON and over query', async () => {
    const answer = await python(`
seen = []
ecs, elb = at('ecs'), at('elbv2')
try: ecs.describe_services(cluster='ghost', services=['s'])
except ecs.exceptions.ServiceNotFoundException as e: seen.append(e.response['Error']['Message'])
try: elb.describe_target_health(TargetGroupArn='ghost')
except elb.exceptions.TargetGroupNotFoundException as e: seen.append(e.response['Error']['Message'])
print(json.dumps(seen))`);
    expect(answer).toEqual(['Service not found.', 'Not <there>']);
  });

  it('is the request id', async () => {
    const answer = await python(
      `print(json.dumps([at(s).__getattribute__(m)()['ResponseMetadata']['RequestId'][:8] for s, m in ` +
        `[('sts', 'get_caller_identity'), ('cloudwatch', 'describe_alarms')]]))`,
    );
    expect(answer).toEqual(['request-', 'request-']);
  });
});
