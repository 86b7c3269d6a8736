import { execFile, spawnSync } from 'node:child_process';
import { DescribeScalableTargetsCommand, ObjectNotFoundException } from '@aws-sdk/client-application-auto-scaling';
import { DescribeAlarmsCommand, GetMetricDataCommand } from '@aws-sdk/client-cloudwatch';
import { DescribeServicesCommand, ServiceNotFoundException, UpdateServiceCommand } from '@aws-sdk/client-ecs';
import { DescribeTargetHealthCommand, TargetGroupNotFoundException } from '@aws-sdk/client-elastic-load-balancing-v2';
import { GetCallerIdentityCommand } from '@aws-sdk/client-sts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { HttpServer } from '../../../src/sim/server/http.ts';
import { on, type SimOperation } from '../../../src/sim/wire/operation.ts';
import { serve } from './loopback.ts';

// Clients that share no code with ours: what they understand is AWS's format, and not only what the SDK makes of itself.
const hasAws = spawnSync('aws', ['--version']).status === 0;
const hasBoto = spawnSync('python3', ['-c', 'import boto3']).status === 0;
if (!hasAws) console.warn('SKIPPED: there is no `aws` command here, so nothing was checked with it');
if (!hasBoto) console.warn('SKIPPED: python3 has no boto3 here, so nothing was checked with it');

const metadata = { $metadata: {} };
const at = new Date('2026-11-23T12:00:00Z');

const inputs: unknown[] = [];
const OPERATIONS: readonly SimOperation[] = [
  on(DescribeServicesCommand, input => {
    inputs.push(input);
    if (input.cluster === 'ghost') throw new ServiceNotFoundException({ message: 'Service not found.', ...metadata });
    return {
      services: [
        {
          serviceName: 'backend',
          desiredCount: 4,
          createdAt: at,
          events: [{ id: '1', message: 'a "quoted" <event> 👍' }],
        },
      ],
      failures: [],
    };
  }),
  on(UpdateServiceCommand, input => {
    inputs.push(input);
    return { service: { desiredCount: input.desiredCount } };
  }),
  on(DescribeScalableTargetsCommand, () => {
    throw new ObjectNotFoundException({ message: 'No scalable target', ...metadata });
  }),
  on(GetMetricDataCommand, input => {
    inputs.push(input);
    return {
      MetricDataResults: [{ Id: 'cpu', StatusCode: 'Complete' as const, Timestamps: [at], Values: [41.5] }],
      Messages: [],
    };
  }),
  on(DescribeAlarmsCommand, input => {
    inputs.push(input);
    return { MetricAlarms: [], CompositeAlarms: [] };
  }),
  on(DescribeTargetHealthCommand, input => {
    inputs.push(input);
    if (input.TargetGroupArn === 'ghost')
      throw new TargetGroupNotFoundException({ message: 'Not <there>', ...metadata });
    return {
      TargetHealthDescriptions: [{ Target: { Id: '10.0.0.1', Port: 80 }, TargetHealth: { State: 'healthy' as const } }],
    };
  }),
  on(GetCallerIdentityCommand, () => ({
    Account: '123456789012',
    Arn: 'arn:aws:iam::123456789012:user/x',
    UserId: 'X',
  })),
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

/** Runs a program with made-up credentials and none of the machine's AWS settings. */
function run(program: string, args: readonly string[]): Promise<Outcome> {
  const env = {
    PATH: process.env['PATH'],
    HOME: '/nonexistent',
    AWS_ACCESS_KEY_ID: 'AKIASIMULATED',
    AWS_SECRET_ACCESS_KEY: 'simulated',
    AWS_DEFAULT_REGION: 'eu-central-1',
    AWS_MAX_ATTEMPTS: '1',
    AWS_PAGER: '',
    PYENV_VERSION: process.env['PYENV_VERSION'],
    PYENV_ROOT: process.env['PYENV_ROOT'],
  };
  return new Promise(resolve => {
    execFile(program, args, { env, timeout: 20_000 }, (error, stdout, stderr) => {
      const code = typeof error?.code === 'number' ? error.code : error === null ? 0 : 1;
      resolve({ code, stdout, stderr });
    });
  });
}

const aws = (...args: readonly string[]) => run('aws', [...args, '--endpoint-url', server.url, '--output', 'json']);

describe.skipIf(!hasAws)('the aws command', () => {
  it('reads a service over JSON', async () => {
    const { code, stdout, stderr } = await aws('ecs', 'describe-services', '--cluster', 'c', '--services', 'backend');
    expect(stderr).toBe('');
    expect(code).toBe(0);
    expect(inputs.at(-1)).toEqual({ cluster: 'c', services: ['backend'] });
    const { services, failures } = JSON.parse(stdout);
    expect(failures).toEqual([]);
    expect(services[0]).toMatchObject({ desiredCount: 4, events: [{ id: '1', message: 'a "quoted" <event> 👍' }] });
    // Its two generations write timestamps differently.
    const { createdAt } = services[0];
    expect(typeof createdAt === 'number' ? createdAt * 1000 : Date.parse(createdAt)).toBe(at.getTime());
  });

  it('writes a desired count', async () => {
    const { stdout } = await aws('ecs', 'update-service', '--cluster', 'c', '--service', 's', '--desired-count', '6');
    expect(JSON.parse(stdout)).toEqual({ service: { desiredCount: 6 } });
    expect(inputs.at(-1)).toEqual({ cluster: 'c', service: 's', desiredCount: 6 });
  });

  it('reads metrics over whatever it speaks with CloudWatch', async () => {
    const query = {
      Id: 'cpu',
      MetricStat: {
        Metric: {
          Namespace: 'AWS/ECS',
          MetricName: 'CPUUtilization',
          Dimensions: [{ Name: 'ServiceName', Value: 'backend' }],
        },
        Period: 60,
        Stat: 'Average',
      },
      ReturnData: true,
    };
    const { code, stdout, stderr } = await aws(
      ...['cloudwatch', 'get-metric-data', '--metric-data-queries', JSON.stringify([query])],
      ...['--start-time', '2026-11-23T11:00:00Z', '--end-time', '2026-11-23T12:00:00Z'],
    );
    expect(stderr).toBe('');
    expect(code).toBe(0);
    expect(inputs.at(-1)).toEqual({
      MetricDataQueries: [query],
      StartTime: new Date('2026-11-23T11:00:00Z'),
      EndTime: at,
    });
    expect(JSON.parse(stdout).MetricDataResults).toMatchObject([{ Id: 'cpu', Values: [41.5] }]);
  });

  it('reads target health over query', async () => {
    const { stdout } = await aws(
      ...['elbv2', 'describe-target-health', '--target-group-arn', 'arn', '--targets', 'Id=10.0.0.1,Port=80'],
    );
    expect(inputs.at(-1)).toEqual({ TargetGroupArn: 'arn', Targets: [{ Id: '10.0.0.1', Port: 80 }] });
    expect(JSON.parse(stdout)).toEqual({
      TargetHealthDescriptions: [{ Target: { Id: '10.0.0.1', Port: 80 }, TargetHealth: { State: 'healthy' } }],
    });
  });

  it('reads who it is over query', async () => {
    const { stdout } = await aws('sts', 'get-caller-identity');
    expect(JSON.parse(stdout)).toEqual({
      UserId: 'X',
      Account: '123456789012',
      Arn: 'arn:aws:iam::123456789012:user/x',
    });
  });

  it.each([
    {
      call: ['ecs', 'describe-services', '--cluster', 'ghost', '--services', 's'],
      says: '(ServiceNotFoundException) when calling the DescribeServices operation: Service not found.',
    },
    {
      call: ['application-autoscaling', 'describe-scalable-targets', '--service-namespace', 'ecs'],
      says: '(ObjectNotFoundException) when calling the DescribeScalableTargets operation: No scalable target',
    },
    {
      call: ['elbv2', 'describe-target-health', '--target-group-arn', 'ghost'],
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
  ])('$call.0 $call.1 shows the error', async ({ call, says }) => {
    const { code, stderr } = await aws(...call);
    expect(stderr).toContain(says);
    expect(code).toBeGreaterThan(250);
  });
});

describe.skipIf(!hasBoto)('boto3', () => {
  const python = async (script: string) => {
    const setUp = `import boto3, json, datetime\nat = lambda s: boto3.client(s, endpoint_url='${server.url}')\n`;
    const { code, stdout, stderr } = await run('python3', ['-c', setUp + script]);
    expect(stderr).toBe('');
    expect(code).toBe(0);
    return JSON.parse(stdout);
  };

  it('reads a service, with its dates', async () => {
    const answer = await python(
      `s = at('ecs').describe_services(cluster='c', services=['backend'])['services'][0]\n` +
        `print(json.dumps([s['desiredCount'], s['createdAt'].timestamp(), s['events'][0]['message']]))`,
    );
    expect(answer).toEqual([4, at.getTime() / 1000, 'a "quoted" <event> 👍']);
  });

  it('gets a typed error, over JSON and over query', async () => {
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

  it('sends an empty list and gets empty lists', async () => {
    const answer = await python(
      `a = at('cloudwatch').describe_alarms(AlarmNames=[], MaxRecords=5)\nprint(json.dumps([a['MetricAlarms'], a['CompositeAlarms']]))`,
    );
    expect(answer).toEqual([[], []]);
    expect(inputs.at(-1)).toEqual({ AlarmNames: [], MaxRecords: 5 });
  });

  it('finds the request id where it looks for it', async () => {
    const answer = await python(
      `print(json.dumps([at(s).__getattribute__(m)()['ResponseMetadata']['RequestId'][:8] for s, m in ` +
        `[('sts', 'get_caller_identity'), ('cloudwatch', 'describe_alarms')]]))`,
    );
    expect(answer).toEqual(['request-', 'request-']);
  });
});
