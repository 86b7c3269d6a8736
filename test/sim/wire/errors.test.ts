import {
  ApplicationAutoScalingClient,
  DescribeScalableTargetsCommand,
  ObjectNotFoundException,
  ResourceNotFoundException as ScalingResourceNotFound,
} from '@aws-sdk/client-application-auto-scaling';
import {
  CloudWatchClient,
  CloudWatchServiceException,
  GetMetricDataCommand,
  InvalidParameterCombinationException,
  ResourceNotFoundException,
} from '@aws-sdk/client-cloudwatch';
import {
  ClusterNotFoundException,
  DescribeServicesCommand,
  ECSClient,
  ECSServiceException,
  ListClustersCommand,
  ServiceNotFoundException,
} from '@aws-sdk/client-ecs';
import {
  DescribeTargetHealthCommand,
  ElasticLoadBalancingV2Client,
  ElasticLoadBalancingV2ServiceException,
  TargetGroupNotFoundException,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import { AwsEc2QueryProtocol, AwsQueryProtocol, AwsSmithyRpcV2CborProtocol } from '@aws-sdk/core/protocols';
import { afterEach, describe, expect, it } from 'vitest';
import { ApiError } from '../../../src/sim/wire/api-error.ts';
import { on, type SimOperation } from '../../../src/sim/wire/operation.ts';
import { SERVICES } from '../../../src/sim/wire/services.ts';
import { clientOf, serve } from './loopback.ts';

const closing: (() => Promise<void> | void)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

async function endpointFor(operation: SimOperation, options: Parameters<typeof serve>[1] = {}) {
  const server = await serve([operation], options);
  closing.push(() => server.close());
  return server;
}

function open<C extends { destroy(): void }>(client: C): C {
  closing.push(() => client.destroy());
  return client;
}

const throwing = (error: Error) => () => {
  throw error;
};

const noMetadata = { $metadata: {} };
const metricWindow = { MetricDataQueries: [], StartTime: new Date(0), EndTime: new Date(60_000) };

describe('an SDK exception thrown in a handler', () => {
  // aws-facts 4.1
  it('arrives as that class from ECS, with its message, status and request id', async () => {
    const missing = new ServiceNotFoundException({ message: 'Service not found.', ...noMetadata });
    const { url } = await endpointFor(on(DescribeServicesCommand, throwing(missing)));
    const error = await open(new ECSClient(clientOf(url)))
      .send(new DescribeServicesCommand({ services: ['ghost'] }))
      .catch((caught: unknown) => caught);
    expect(error).toBeInstanceOf(ServiceNotFoundException);
    expect(error).not.toBeInstanceOf(ClusterNotFoundException);
    expect(error).toMatchObject({
      name: 'ServiceNotFoundException',
      message: 'Service not found.',
      $fault: 'client',
      $metadata: { httpStatusCode: 400, requestId: 'request-1', attempts: 1 },
    });
  });

  it('keeps what the model adds to the message', async () => {
    const missing = new ScalingResourceNotFound({
      Message: 'gone',
      message: 'gone',
      ResourceName: 'arn:x',
      ...noMetadata,
    });
    const { url } = await endpointFor(on(DescribeScalableTargetsCommand, throwing(missing)));
    await expect(
      open(new ApplicationAutoScalingClient(clientOf(url))).send(
        new DescribeScalableTargetsCommand({ ServiceNamespace: 'ecs' }),
      ),
    ).rejects.toMatchObject({ name: 'ResourceNotFoundException', message: 'gone', ResourceName: 'arn:x' });
  });

  it('arrives as that class from Application Auto Scaling', async () => {
    const missing = new ObjectNotFoundException({ message: 'No scalable target', ...noMetadata });
    const { url } = await endpointFor(on(DescribeScalableTargetsCommand, throwing(missing)));
    await expect(
      open(new ApplicationAutoScalingClient(clientOf(url))).send(
        new DescribeScalableTargetsCommand({ ServiceNamespace: 'ecs' }),
      ),
    ).rejects.toBeInstanceOf(ObjectNotFoundException);
  });

  // aws-facts 4.1
  it.each([
    { protocol: 'awsJson', choice: {} },
    { protocol: 'rpcv2Cbor', choice: { protocol: AwsSmithyRpcV2CborProtocol } },
    { protocol: 'awsQuery', choice: { protocol: AwsQueryProtocol } },
  ])('arrives as that class from CloudWatch over $protocol, with its query code', async ({ choice }) => {
    const wrong = new InvalidParameterCombinationException({ message: 'Not together', ...noMetadata });
    const { url } = await endpointFor(on(GetMetricDataCommand, throwing(wrong)));
    const error = await open(new CloudWatchClient({ ...clientOf(url), ...choice }))
      .send(new GetMetricDataCommand(metricWindow))
      .catch((caught: unknown) => caught);
    expect(error).toBeInstanceOf(InvalidParameterCombinationException);
    expect(error).toMatchObject({
      message: 'Not together',
      $metadata: { httpStatusCode: 400 },
      Error: { Code: 'InvalidParameterCombination', Type: 'Sender' },
    });
  });

  it('keeps the status of its model: 404 from CloudWatch', async () => {
    const missing = new ResourceNotFoundException({
      ResourceType: 'alarm',
      ResourceId: 'cpu',
      message: 'no',
      ...noMetadata,
    });
    const { url } = await endpointFor(on(GetMetricDataCommand, throwing(missing)));
    await expect(
      open(new CloudWatchClient(clientOf(url))).send(new GetMetricDataCommand(metricWindow)),
    ).rejects.toMatchObject({ ResourceType: 'alarm', ResourceId: 'cpu', $metadata: { httpStatusCode: 404 } });
  });

  it.each([
    { protocol: 'awsQuery', choice: {}, services: SERVICES },
    {
      protocol: 'ec2Query',
      choice: { protocol: AwsEc2QueryProtocol },
      services: SERVICES.map(service => ({
        ...service,
        ...(service.query && { query: { ...service.query, protocol: 'ec2Query' as const } }),
      })),
    },
  ])('arrives as that class from Elastic Load Balancing over $protocol', async ({ choice, services }) => {
    const message = `Target groups 'arn:<a&b>' not found`;
    const { url } = await endpointFor(
      on(DescribeTargetHealthCommand, throwing(new TargetGroupNotFoundException({ message, ...noMetadata }))),
      { services },
    );
    const error = await open(new ElasticLoadBalancingV2Client({ ...clientOf(url), ...choice }))
      .send(new DescribeTargetHealthCommand({ TargetGroupArn: 'arn:<a&b>' }))
      .catch((caught: unknown) => caught);
    expect(error).toBeInstanceOf(TargetGroupNotFoundException);
    expect(error).toMatchObject({ message, $metadata: { requestId: 'request-1' } });
  });
});

describe('an error that the SDK has no class for', () => {
  it('arrives by its name as the base exception of the service', async () => {
    const denied = new ApiError({ name: 'AccessDeniedException', message: 'User: x is not authorized', status: 400 });
    const { url } = await endpointFor(on(ListClustersCommand, throwing(denied)));
    const error = await open(new ECSClient(clientOf(url)))
      .send(new ListClustersCommand({}))
      .catch((caught: unknown) => caught);
    expect(error).toBeInstanceOf(ECSServiceException);
    expect(error).toMatchObject({ name: 'AccessDeniedException', message: 'User: x is not authorized' });
  });

  // aws-facts 4.1
  it('has a code of its own in the query protocols', async () => {
    const invalid = new ApiError({
      name: 'ValidationException',
      queryCode: 'ValidationError',
      message: 'No',
      status: 400,
    });
    const { url } = await endpointFor(on(DescribeTargetHealthCommand, throwing(invalid)));
    const error = await open(new ElasticLoadBalancingV2Client(clientOf(url)))
      .send(new DescribeTargetHealthCommand({ TargetGroupArn: 'arn' }))
      .catch((caught: unknown) => caught);
    expect(error).toBeInstanceOf(ElasticLoadBalancingV2ServiceException);
    expect(error).toMatchObject({ name: 'ValidationError', message: 'No' });
  });

  it('is the server’s fault when it says so', async () => {
    const busy = new ApiError({ name: 'ServiceUnavailable', message: 'busy', status: 503, fault: 'server' });
    const { url } = await endpointFor(on(GetMetricDataCommand, throwing(busy)));
    const error = await open(new CloudWatchClient({ ...clientOf(url), protocol: AwsQueryProtocol }))
      .send(new GetMetricDataCommand(metricWindow))
      .catch((caught: unknown) => caught);
    expect(error).toBeInstanceOf(CloudWatchServiceException);
    expect(error).toMatchObject({ $fault: 'server', Error: { Type: 'Receiver' }, $metadata: { httpStatusCode: 503 } });
  });
});

it('a bug in a handler is a 500 to the caller, says nothing of itself, and is reported', async () => {
  const bug = new TypeError('undefined is not a world');
  const server = await endpointFor(on(ListClustersCommand, throwing(bug)));
  const error = await open(new ECSClient(clientOf(server.url)))
    .send(new ListClustersCommand({}))
    .catch((caught: unknown) => caught);
  expect(error).toMatchObject({ name: 'InternalFailure', $metadata: { httpStatusCode: 500 } });
  expect(String(error)).not.toContain('world');
  expect(server.defects).toEqual([bug]);
});
