import { DescribeAlarmsCommand } from '@aws-sdk/client-cloudwatch';
import { DescribeSubnetsCommand, EC2Client } from '@aws-sdk/client-ec2';
import { DescribeServicesCommand, UpdateServiceCommand } from '@aws-sdk/client-ecs';
import { DescribeTargetGroupsCommand } from '@aws-sdk/client-elastic-load-balancing-v2';
import { ListAccountAliasesCommand, SimulatePrincipalPolicyCommand } from '@aws-sdk/client-iam';
import { GetCallerIdentityCommand } from '@aws-sdk/client-sts';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type SteppedAws, startSteppedAws } from './stepped-aws.ts';

const cluster = 'waooaw-production';
const service = 'waooaw-backend';
const caller = 'arn:aws:sts::123456789012:assumed-role/headroom-operator/simulated';
const role = 'arn:aws:iam::123456789012:role/headroom-operator';

let aws: SteppedAws;
beforeEach(async () => {
  aws = await startSteppedAws();
});
afterEach(() => aws.close());

const ActionNames = ['ecs:DescribeServices', 'ecs:UpdateService', 'rds:ModifyDBInstance'];

const decisions = async () => {
  const { EvaluationResults = [] } = await aws.iam.send(
    new SimulatePrincipalPolicyCommand({ PolicySourceArn: role, ActionNames }),
  );
  return EvaluationResults.map(({ EvalActionName, EvalDecision }) => [EvalActionName, EvalDecision]);
};

it('the account has a name', async () => {
  expect(await aws.iam.send(new ListAccountAliasesCommand({}))).toMatchObject({
    AccountAliases: ['waooaw'],
    IsTruncated: false,
  });
});

// aws-facts 4.3: the shape of AccessDenied messages; aws-facts 6
describe('a caller who may only read', () => {
  beforeEach(() => {
    aws.simulator.world.permissions.deny('ecs:Update*');
    aws.simulator.world.permissions.deny('rds:*', 'service control policy');
  });

  it('is refused the write, and nothing happens', async () => {
    await expect(aws.ecs.send(new UpdateServiceCommand({ cluster, service, desiredCount: 4 }))).rejects.toMatchObject({
      name: 'AccessDeniedException',
      message:
        `User: ${caller} is not authorized to perform: ecs:UpdateService on resource: ` +
        'arn:aws:ecs:us-east-1:123456789012:service/waooaw-production/waooaw-backend ' +
        'because no identity-based policy allows the ecs:UpdateService action',
    });
    const { services } = await aws.ecs.send(new DescribeServicesCommand({ cluster, services: [service] }));
    expect(services?.[0]?.desiredCount).toBe(2);
  });

  it('can know it before, without trying', async () => {
    expect(await decisions()).toEqual([
      ['ecs:DescribeServices', 'allowed'],
      ['ecs:UpdateService', 'implicitDeny'],
      ['rds:ModifyDBInstance', 'explicitDeny'],
    ]);
  });

  it('may write again as soon as somebody allows it', async () => {
    aws.simulator.world.permissions.allow('ecs:Update*');
    await aws.ecs.send(new UpdateServiceCommand({ cluster, service, desiredCount: 4 }));
    expect((await decisions())[1]).toEqual(['ecs:UpdateService', 'allowed']);
  });

  it('is refused even a call that makes no sense: permissions come first', async () => {
    await expect(aws.ecs.send(new UpdateServiceCommand({ service: undefined }))).rejects.toMatchObject({
      name: 'AccessDeniedException',
    });
  });
});

describe('being refused', () => {
  it('is worded as each service does', async () => {
    const { permissions } = aws.simulator.world;
    for (const action of ['elasticloadbalancing:*', 'ec2:*']) permissions.deny(action);
    permissions.deny('cloudwatch:*', 'permissions boundary');
    await expect(aws.elb.send(new DescribeTargetGroupsCommand({}))).rejects.toMatchObject({
      name: 'AccessDenied',
      Code: 'AccessDenied',
      $metadata: { httpStatusCode: 403 },
    });
    await expect(aws.cloudWatch.send(new DescribeAlarmsCommand({}))).rejects.toMatchObject({
      message: expect.stringMatching(
        /cloudwatch:DescribeAlarms on resource: \* with an explicit deny in a permissions boundary$/,
      ),
    });
    const ec2 = new EC2Client(aws.configuration);
    await expect(ec2.send(new DescribeSubnetsCommand({}))).rejects.toMatchObject({
      name: 'UnauthorizedOperation',
      message: expect.stringMatching(
        /^You are not authorized to perform this operation\. User: .*ec2:DescribeSubnets action$/,
      ),
    });
    ec2.destroy();
  });

  // aws-facts 6: "sts:GetCallerIdentity (always allowed)"
  it('cannot happen to whoever asks who they are', async () => {
    aws.simulator.world.permissions.deny('*');
    expect(await aws.sts.send(new GetCallerIdentityCommand({}))).toMatchObject({ Arn: caller });
  });
});

describe('the policy simulator', () => {
  it('says which guard rail forbids it', async () => {
    aws.simulator.world.permissions.deny('ecs:UpdateService', 'service control policy');
    aws.simulator.world.permissions.deny('rds:ModifyDBInstance', 'permissions boundary');
    const { EvaluationResults = [] } = await aws.iam.send(
      new SimulatePrincipalPolicyCommand({ PolicySourceArn: role, ActionNames, ResourceArns: ['arn:a', 'arn:b'] }),
    );
    expect(EvaluationResults).toHaveLength(6);
    expect(EvaluationResults[2]).toMatchObject({
      EvalResourceName: 'arn:a',
      OrganizationsDecisionDetail: { AllowedByOrganizations: false },
    });
    expect(EvaluationResults[4]).toMatchObject({
      PermissionsBoundaryDecisionDetail: { AllowedByPermissionsBoundary: false },
    });
  });

  it('knows nothing of the session, only of the role behind it', async () => {
    aws.simulator.world.permissions.deny('ecs:UpdateService', 'session policy');
    expect((await decisions())[1]).toEqual(['ecs:UpdateService', 'allowed']);
    await expect(aws.ecs.send(new UpdateServiceCommand({ cluster, service, desiredCount: 4 }))).rejects.toMatchObject({
      message: expect.stringContaining('with an explicit deny in a session policy'),
    });
  });

  it.each([
    [caller, 'InvalidInputException', `Invalid Entity Arn: ${caller} does not clearly define entity type and name.`],
    [
      'arn:aws:iam::123456789012:role/somebody-else',
      'NoSuchEntityException',
      'The role with name somebody-else cannot be found.',
    ],
  ])('cannot be asked about %s', async (PolicySourceArn, name, message) => {
    const ask = new SimulatePrincipalPolicyCommand({ PolicySourceArn, ActionNames });
    await expect(aws.iam.send(ask)).rejects.toMatchObject({ name, message });
  });
});
