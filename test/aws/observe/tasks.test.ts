import { afterEach, describe, expect, it } from 'vitest';
import type { ServiceKey } from '../../../src/domain/snapshot.ts';
import {
  behindLoadBalancer,
  ecsService,
  freshValue,
  type ObservedAccount,
  observedAccount,
  targetGroupArn,
} from '../support/account.ts';
import { type Answers, xmlResult } from '../support/canned-aws.ts';

let account: ObservedAccount | undefined;
afterEach(() => account?.close());

async function facing(services: readonly ServiceKey[], answers: Answers): Promise<ObservedAccount> {
  account = await observedAccount(services, answers);
  return account;
}

const counts: Answers = { 'ecs:DescribeServices': () => ({ services: [ecsService('backend', behindLoadBalancer)] }) };

const health = (state: string, reason = '', description = ''): string =>
  `<member><Target><Id>10.0.0.1</Id></Target><TargetHealth><State>${state}</State>${
    reason && `<Reason>${reason}</Reason>`
  }${description && `<Description>${description}</Description>`}</TargetHealth></member>`;

const groups: Answers = {
  'elasticloadbalancing:DescribeTargetGroups': () =>
    xmlResult(
      'DescribeTargetGroups',
      `<TargetGroups><member><TargetGroupArn>${targetGroupArn}</TargetGroupArn><TargetGroupName>backend</TargetGroupName><LoadBalancerArns><member>arn:aws:elasticloadbalancing:us-east-1:123456789012:loadbalancer/app/web/50dc6c495c0c9188</member></LoadBalancerArns></member></TargetGroups>`,
    ),
  'elasticloadbalancing:DescribeTargetHealth': () =>
    xmlResult(
      'DescribeTargetHealth',
      `<TargetHealthDescriptions>${[
        health('healthy'),
        health('initial', 'Elb.RegistrationInProgress'),
        health('draining', 'Target.DeregistrationInProgress'),
        health('unhealthy', 'Target.ResponseCodeMismatch', 'Health checks failed with these codes: [502]'),
        health('unhealthy', 'Target.ResponseCodeMismatch', 'Health checks failed with these codes: [502]'),
        health('unused', 'Target.NotInUse'),
      ].join('')}</TargetHealthDescriptions>`,
    ),
};

describe('target health', () => {
  it('is counted by what it means, with the reasons once each', async () => {
    const { observe } = await facing(['production/backend'], { ...counts, ...groups });
    expect(freshValue(await observe('targets'), 'targets')).toEqual([
      {
        targetGroupArn,
        name: 'backend',
        loadBalancer: 'app/web/50dc6c495c0c9188',
        healthy: 1,
        initial: 1,
        draining: 1,
        unhealthy: 3,
        unhealthyReasons: [
          'Target.ResponseCodeMismatch: Health checks failed with these codes: [502]',
          'Target.NotInUse',
        ],
      },
    ]);
  });

  it('the place of a target group is asked for once', async () => {
    const { aws, observe } = await facing(['production/backend'], { ...counts, ...groups });
    await observe('targets');
    await observe('targets');
    expect(aws.inputsOf('DescribeTargetGroups')).toHaveLength(1);
    expect(aws.inputsOf('DescribeTargetHealth')).toHaveLength(2);
  });

  it('a service that cannot be read has no targets either, for the same reason', async () => {
    const { observe } = await facing(['production/backend'], {});
    const [service] = (await observe('targets')).services;
    expect(service?.counts).toMatchObject({ state: 'missing', because: { operation: 'ecs:DescribeServices' } });
    expect(service?.targets).toMatchObject({ state: 'missing', because: { operation: 'ecs:DescribeServices' } });
  });
});

describe('the size of a task', () => {
  const taskDefinition = (members: object): Answers => ({
    ...counts,
    'ecs:DescribeTaskDefinition': () => ({
      taskDefinition: {
        taskDefinitionArn: 'arn:aws:ecs:us-east-1:123456789012:task-definition/backend:7',
        containerDefinitions: [],
        ...members,
      },
    }),
  });

  it('is the task definition’s own, and is asked for once per revision', async () => {
    const { aws, observe } = await facing(['production/backend'], taskDefinition({ cpu: '1024', memory: '2048' }));
    expect(freshValue(await observe('task'), 'task')).toEqual({ cpuUnits: 1024, memoryMiB: 2048 });
    await observe('counts', 'task');
    expect(aws.inputsOf('DescribeTaskDefinition')).toHaveLength(1);
  });

  it('is the sum of its containers where the task has none', async () => {
    const containerDefinitions = [
      { name: 'web', cpu: 256, memory: 512 },
      { name: 'log', cpu: 64, memoryReservation: 128 },
    ];
    const { observe } = await facing(['production/backend'], taskDefinition({ containerDefinitions }));
    expect(freshValue(await observe('task'), 'task')).toEqual({ cpuUnits: 320, memoryMiB: 640 });
  });
});

describe('stopped tasks', () => {
  const task = (id: string, members: object) => ({
    taskArn: `arn:aws:ecs:us-east-1:123456789012:task/production/${id}`,
    lastStatus: 'STOPPED',
    containers: [],
    ...members,
  });

  it('come newest first, and say why they died in all words that AWS has for it', async () => {
    const { aws, observe } = await facing(['production/backend'], {
      'ecs:ListTasks': () => ({
        taskArns: ['older', 'newer', 'running'].map(id => `arn:aws:ecs:us-east-1:123456789012:task/production/${id}`),
      }),
      'ecs:DescribeTasks': () => ({
        tasks: [
          task('older', { stoppedAt: 1_760_000_000, stoppedReason: 'Scaling activity initiated by (deployment x)' }),
          task('newer', {
            stoppingAt: 1_760_000_100,
            stopCode: 'EssentialContainerExited',
            stoppedReason: 'Essential container in task exited',
            containers: [{ exitCode: 137, reason: 'OutOfMemoryError: Container killed due to memory usage' }],
          }),
          task('running', { lastStatus: 'DEACTIVATING' }),
        ],
      }),
    });
    expect(freshValue(await observe('stoppedTasks'), 'stoppedTasks')).toEqual([
      {
        taskId: 'newer',
        stoppedAt: 1_760_000_100_000,
        stopCode: 'EssentialContainerExited',
        stoppedReason: 'Essential container in task exited: OutOfMemoryError: Container killed due to memory usage',
        exitCodes: [137],
      },
      {
        taskId: 'older',
        stoppedAt: 1_760_000_000_000,
        stopCode: '',
        stoppedReason: 'Scaling activity initiated by (deployment x)',
        exitCodes: [],
      },
    ]);
    expect(aws.inputsOf('ListTasks')).toMatchObject([{ serviceName: 'backend', desiredStatus: 'STOPPED' }]);
  });
});
