import {
  DescribeClustersCommand,
  DescribeServicesCommand,
  DescribeTaskDefinitionCommand,
  DescribeTasksCommand,
  ListClustersCommand,
  ListServicesCommand,
  ListTasksCommand,
  UpdateServiceCommand,
} from '@aws-sdk/client-ecs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type SteppedAws, startSteppedAws } from './stepped-aws.ts';

const MINUTE = 60_000;
const cluster = 'waooaw-production';
const service = 'waooaw-backend';

let aws: SteppedAws;
beforeEach(async () => {
  aws = await startSteppedAws();
});
afterEach(() => aws.close());

const describeBackend = async () => {
  const { services } = await aws.ecs.send(new DescribeServicesCommand({ cluster, services: [service] }));
  const [backend] = services ?? [];
  if (backend === undefined) throw new Error('the backend is missing');
  return backend;
};

describe('finding things', () => {
  it('leads from the clusters to the tasks', async () => {
    const { clusterArns } = await aws.ecs.send(new ListClustersCommand({}));
    expect(clusterArns).toEqual(['arn:aws:ecs:us-east-1:123456789012:cluster/waooaw-production']);
    const { serviceArns } = await aws.ecs.send(new ListServicesCommand({ cluster }));
    expect(serviceArns?.map(arn => arn.split('/').at(-1))).toEqual(['waooaw-backend', 'waooaw-agent']);
    const { taskArns } = await aws.ecs.send(new ListTasksCommand({ cluster, serviceName: service }));
    const { tasks, failures } = await aws.ecs.send(new DescribeTasksCommand({ cluster, tasks: taskArns }));
    expect(failures).toEqual([]);
    expect(tasks?.map(task => [task.lastStatus, task.group, task.cpu, task.memory])).toEqual([
      ['RUNNING', 'service:waooaw-backend', '1024', '2048'],
      ['RUNNING', 'service:waooaw-backend', '1024', '2048'],
    ]);
    const { clusters } = await aws.ecs.send(new DescribeClustersCommand({ clusters: [cluster] }));
    expect(clusters?.[0]).toMatchObject({ runningTasksCount: 4, activeServicesCount: 2, status: 'ACTIVE' });
    const { taskDefinition } = await aws.ecs.send(
      new DescribeTaskDefinitionCommand({ taskDefinition: (await describeBackend()).taskDefinition }),
    );
    expect(taskDefinition).toMatchObject({ family: 'waooaw-backend', cpu: '1024', memory: '2048' });
  });

  it('goes page by page', async () => {
    const first = await aws.ecs.send(new ListServicesCommand({ cluster, maxResults: 1 }));
    expect(first.serviceArns).toHaveLength(1);
    const second = await aws.ecs.send(new ListServicesCommand({ cluster, maxResults: 1, nextToken: first.nextToken }));
    expect(second.serviceArns).toHaveLength(1);
    expect(second.nextToken).toBeUndefined();
    expect(first.serviceArns).not.toEqual(second.serviceArns);
  });

  it.each(['nonsense', btoa('ListTasks 1'), '%%%='])('refuses the token %s of somebody else', async nextToken => {
    await expect(aws.ecs.send(new ListServicesCommand({ cluster, nextToken }))).rejects.toMatchObject({
      name: 'InvalidParameterException',
    });
  });
});

describe('what is not there', () => {
  // aws-facts 4.3
  it('is a failure within a 200 for a service, and for a task', async () => {
    const services = await aws.ecs.send(new DescribeServicesCommand({ cluster, services: [service, 'nobody'] }));
    expect(services.services).toHaveLength(1);
    expect(services.failures).toEqual([
      { arn: 'arn:aws:ecs:us-east-1:123456789012:service/waooaw-production/nobody', reason: 'MISSING' },
    ]);
    const tasks = await aws.ecs.send(new DescribeTasksCommand({ cluster, tasks: ['0'.repeat(32)] }));
    expect(tasks.failures?.[0]?.reason).toBe('MISSING');
  });

  it('is an error for a cluster, also for the default one that a call without a cluster means', async () => {
    const expected = { name: 'ClusterNotFoundException', message: 'Cluster not found.' };
    const named = new DescribeServicesCommand({ cluster: 'waooaw-staging', services: [service] });
    await expect(aws.ecs.send(named)).rejects.toMatchObject(expected);
    const forgotten = new UpdateServiceCommand({ service, desiredCount: 6 });
    await expect(aws.ecs.send(forgotten)).rejects.toMatchObject(expected);
  });

  it('is an error for the service that a call wants to change or to list', async () => {
    const expected = { name: 'ServiceNotFoundException', message: 'Service not found.' };
    const update = new UpdateServiceCommand({ cluster, service: 'nobody', desiredCount: 6 });
    await expect(aws.ecs.send(update)).rejects.toMatchObject(expected);
    const list = new ListTasksCommand({ cluster, serviceName: 'nobody' });
    await expect(aws.ecs.send(list)).rejects.toMatchObject(expected);
  });

  it('names of other clusters do not find', async () => {
    const arn = 'arn:aws:ecs:us-east-1:123456789012:service/waooaw-staging/waooaw-backend';
    const { failures } = await aws.ecs.send(new DescribeServicesCommand({ cluster, services: [arn] }));
    expect(failures).toEqual([{ arn, reason: 'MISSING' }]);
  });
});

describe('limits', () => {
  it('are 10 services and 100 tasks in one call', async () => {
    const services = Array.from({ length: 11 }, () => service);
    await expect(aws.ecs.send(new DescribeServicesCommand({ cluster, services }))).rejects.toMatchObject({
      name: 'InvalidParameterException',
    });
    const tasks = Array.from({ length: 101 }, () => '0'.repeat(32));
    await expect(aws.ecs.send(new DescribeTasksCommand({ cluster, tasks }))).rejects.toMatchObject({
      name: 'InvalidParameterException',
    });
  });

  it('do not let a count be negative', async () => {
    const update = new UpdateServiceCommand({ cluster, service, desiredCount: -1 });
    await expect(aws.ecs.send(update)).rejects.toMatchObject({ name: 'InvalidParameterException' });
  });
});

describe('the runbook, "Scale Backend Service"', () => {
  // aws-facts 3.1
  it('is accepted at once, and the tasks follow', async () => {
    const { service: updated } = await aws.ecs.send(new UpdateServiceCommand({ cluster, service, desiredCount: 4 }));
    expect([updated?.desiredCount, updated?.runningCount, updated?.pendingCount]).toEqual([4, 2, 0]);
    aws.pass(8000);
    const starting = await describeBackend();
    expect([starting.desiredCount, starting.runningCount, starting.pendingCount]).toEqual([4, 2, 2]);
    aws.pass(2 * MINUTE);
    const done = await describeBackend();
    expect([done.desiredCount, done.runningCount, done.pendingCount]).toEqual([4, 4, 0]);
    expect(done.deployments).toHaveLength(1);
    expect(done.events?.[0]?.message).toBe('(service waooaw-backend) has reached a steady state.');
  });

  it('is accepted outside the bounds of the scalable target, too', async () => {
    const { service: updated } = await aws.ecs.send(new UpdateServiceCommand({ cluster, service, desiredCount: 12 }));
    expect(updated?.desiredCount).toBe(12);
  });

  // aws-facts 3.4
  it('leaves the stopped tasks to be listed with the reason', async () => {
    await aws.ecs.send(new UpdateServiceCommand({ cluster, service, desiredCount: 1 }));
    aws.pass(3 * MINUTE);
    const { taskArns } = await aws.ecs.send(
      new ListTasksCommand({ cluster, serviceName: service, desiredStatus: 'STOPPED' }),
    );
    const { tasks } = await aws.ecs.send(new DescribeTasksCommand({ cluster, tasks: taskArns }));
    expect(tasks?.map(({ lastStatus, stopCode, stoppedReason }) => [lastStatus, stopCode, stoppedReason])).toEqual([
      [
        'STOPPED',
        'ServiceSchedulerInitiated',
        expect.stringMatching(/^Scaling activity initiated by \(deployment ecs-svc\/\d{19}\)$/),
      ],
    ]);
  });

  it('refuses to pretend a change that the simulation does not carry out', async () => {
    const update = new UpdateServiceCommand({ cluster, service, enableExecuteCommand: true });
    await expect(aws.ecs.send(update)).rejects.toMatchObject({ name: 'UnsupportedFeatureException' });
  });
});

describe('a rollout', () => {
  // aws-facts 3.2
  it('shows both deployments while it lasts', async () => {
    await aws.ecs.send(new UpdateServiceCommand({ cluster, service, forceNewDeployment: true }));
    const rolling = await describeBackend();
    expect(rolling.deployments?.map(({ status, rolloutState }) => [status, rolloutState])).toEqual([
      ['PRIMARY', 'IN_PROGRESS'],
      ['ACTIVE', 'COMPLETED'],
    ]);
    aws.pass(6 * MINUTE);
    const done = await describeBackend();
    expect(done.deployments?.map(({ rolloutStateReason }) => rolloutStateReason)).toEqual([
      expect.stringMatching(/^ECS deployment ecs-svc\/\d{19} completed\.$/),
    ]);
  });
});
