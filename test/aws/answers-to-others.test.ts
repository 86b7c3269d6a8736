import { afterEach, describe, expect, it } from 'vitest';
import { operationRows } from '../../src/aws/operation-rows.ts';
import type { OperationInput, OperationName, OperationOutput } from '../../src/domain/operations.ts';
import { call, inputsFor } from './support/every-operation.ts';
import { type SimulatedAccount, simulatedAccount } from './support/simulated-account.ts';

const open: SimulatedAccount[] = [];
afterEach(async () => {
  for (const account of open.splice(0)) await account.close();
});

const account = '123456789012';
const arn = (resource: string): string => `arn:aws:ecs:us-east-1:${account}:${resource}`;
const ecs = { ServiceNamespace: 'ecs', ScalableDimension: 'ecs:service:DesiredCount' } as const;

const service = (cluster: string, name: string) => ({
  serviceArn: arn(`service/${cluster}/${name}`),
  serviceName: name,
  clusterArn: arn(`cluster/${cluster}`),
  status: 'ACTIVE',
  desiredCount: 2,
  runningCount: 2,
  pendingCount: 0,
  createdAt: new Date(0),
});

function scaled(ResourceId: string) {
  return { ...ecs, ResourceId, RoleARN: 'arn:role', CreationTime: new Date(0), PolicyARN: 'arn:policy' };
}
const policy = { PolicyName: 'cpu', PolicyType: 'TargetTrackingScaling' } as const;
const activity = {
  ActivityId: '1',
  StartTime: new Date(0),
  StatusCode: 'Successful',
  Description: '',
  Cause: '',
} as const;

/** An answer that AWS could have given, to somebody else. */
const row = <Name extends OperationName>(
  operation: Name,
  input: OperationInput<Name>,
  answer: Omit<OperationOutput<Name>, '$metadata'>,
  says: RegExp,
) => ({
  operation,
  says,
  // The row's own input and answer; in a list of all operations TypeScript no longer knows which belong together.
  wrong: () => operationRows[operation].check({ $metadata: {}, ...answer } as OperationOutput<Name>, input),
});

const strangers = [
  row('sts:GetCallerIdentity', {}, { Account: '999999999999', Arn: `arn:aws:iam::${account}:user/a` }, /account 9{12}/),
  row('ecs:ListServices', { cluster: 'production' }, { serviceArns: [arn('service/staging/a')] }, /staging/),
  row(
    'ecs:DescribeServices',
    { cluster: 'production', services: ['a'] },
    { services: [service('production', 'b')] },
    /speaks of b, not of a/,
  ),
  row(
    'ecs:DescribeServices',
    { cluster: 'production', services: ['a'] },
    { services: [service('staging', 'a')] },
    /not in cluster production/,
  ),
  row(
    'ecs:DescribeServices',
    { cluster: 'production', services: ['a'] },
    { services: [{ ...service('production', 'a'), serviceArn: arn('service/production/b') }] },
    /by the name a/,
  ),
  row(
    'ecs:DescribeServices',
    { cluster: 'production', services: ['a', 'b'] },
    { services: [service('production', 'a')] },
    /nothing of service b/,
  ),
  row(
    'ecs:DescribeTaskDefinition',
    { taskDefinition: arn('task-definition/a:7') },
    { taskDefinition: { taskDefinitionArn: arn('task-definition/a:8'), containerDefinitions: [] } },
    /a:8/,
  ),
  row('ecs:ListTasks', { cluster: 'production' }, { taskArns: [arn('task/staging/1')] }, /staging/),
  row(
    'ecs:DescribeTasks',
    { tasks: [arn('task/production/1')] },
    { tasks: [{ taskArn: arn('task/production/2'), lastStatus: 'RUNNING' }] },
    /production\/2/,
  ),
  row(
    'application-autoscaling:DescribeScalableTargets',
    { ...ecs, ResourceIds: ['service/production/a'] },
    { ScalableTargets: [{ ...scaled('service/staging/a'), MinCapacity: 1, MaxCapacity: 2 }] },
    /service\/staging\/a/,
  ),
  row(
    'application-autoscaling:DescribeScalingPolicies',
    { ...ecs, ResourceId: 'service/production/a' },
    { ScalingPolicies: [{ ...scaled('service/production/b'), ...policy }] },
    /service\/production\/b/,
  ),
  row(
    'application-autoscaling:DescribeScalingPolicies',
    ecs,
    { ScalingPolicies: [{ ...scaled('table/production'), ...policy, ServiceNamespace: 'dynamodb' }] },
    /namespace dynamodb/,
  ),
  row(
    'application-autoscaling:DescribeScalingActivities',
    { ...ecs, ResourceId: 'service/production/a' },
    { ScalingActivities: [{ ...scaled('service/production/b'), ...activity }] },
    /service\/production\/b/,
  ),
  row(
    'application-autoscaling:RegisterScalableTarget',
    { ...ecs, ResourceId: 'service/production/a' },
    { ScalableTargetARN: arn('service/production/a') },
    /not the ARN of a scalable target/,
  ),
  row(
    'cloudwatch:GetMetricData',
    { StartTime: new Date(0), EndTime: new Date(1), MetricDataQueries: [{ Id: 'q0' }] },
    { MetricDataResults: [{ Id: 'q1', Timestamps: [], Values: [] }] },
    /speaks of q1, not of q0/,
  ),
  row(
    'cloudwatch:GetMetricData',
    { StartTime: new Date(0), EndTime: new Date(1), MetricDataQueries: [{ Id: 'q0' }] },
    { MetricDataResults: [{ Id: 'q0', Timestamps: [new Date(0)], Values: [] }] },
    /not the same number/,
  ),
  row(
    'cloudwatch:DescribeAlarms',
    { AlarmNames: ['high'] },
    { MetricAlarms: [{ AlarmName: 'low', StateValue: 'OK' }] },
    /speaks of low, not of high/,
  ),
  row(
    'elasticloadbalancing:DescribeTargetGroups',
    { TargetGroupArns: ['arn:a'] },
    { TargetGroups: [{ TargetGroupArn: 'arn:b', TargetGroupName: 'b' }] },
    /speaks of arn:b/,
  ),
];

describe('N15: an answer to another request', () => {
  it.each(strangers)('$operation: $says', ({ wrong, says }) => {
    expect(wrong()).toMatch(says);
  });

  it('of the same operation, about another service, is discarded on its way', async () => {
    const simulated = await simulatedAccount();
    open.push(simulated);
    const opened = simulated.open();
    const inputs = await inputsFor(simulated, opened);
    const ofBackend = inputs['ecs:DescribeServices'];
    const ofAgent = { ...ofBackend, services: ['waooaw-agent'] };
    expect(await call('ecs:DescribeServices', { ...inputs, 'ecs:DescribeServices': ofAgent }, opened)).toMatchObject({
      end: 'answered',
    });
    simulated.setFaults({ effect: { kind: 'swapped-answer' } });
    expect(await call('ecs:DescribeServices', inputs, opened)).toMatchObject({
      end: 'unreadable',
      because: expect.stringContaining('speaks of waooaw-agent, not of waooaw-backend'),
    });
  });
});

describe('A1: an operation that is denied', () => {
  it('names the caller, the permission and whom to ask, whichever it is', async () => {
    const simulated = await simulatedAccount();
    open.push(simulated);
    const opened = simulated.open();
    const inputs = await inputsFor(simulated, opened);
    const caller = simulated.simulator.world.account.callerArn;
    // AWS: who one is, one may always ask.
    for (const operation of Object.keys(inputs).filter(name => name !== 'sts:GetCallerIdentity')) {
      simulated.setFaults({ match: { operation }, effect: { kind: 'access-denied' } });
      // The keys of the inputs are the operations.
      const ended = await call(operation as OperationName, inputs, opened);
      expect(ended).toMatchObject({ faultKind: 'denied', because: expect.stringContaining(`${operation} is missing`) });
      expect(ended.because).toContain(caller);
      expect(ended.end).toBe(ended.kind === 'write' ? 'rejected' : 'denied');
    }
  });
});
