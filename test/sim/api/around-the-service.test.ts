import {
  DescribeScalableTargetsCommand,
  DescribeScalingActivitiesCommand,
} from '@aws-sdk/client-application-auto-scaling';
import { DescribeAlarmsCommand, ListMetricsCommand } from '@aws-sdk/client-cloudwatch';
import { DescribeServicesCommand, ListTasksCommand, UpdateServiceCommand } from '@aws-sdk/client-ecs';
import {
  DescribeLoadBalancersCommand,
  DescribeTargetGroupsCommand,
  DescribeTargetHealthCommand,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import { GetCallerIdentityCommand } from '@aws-sdk/client-sts';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type SteppedAws, startSteppedAws } from './stepped-aws.ts';

const cluster = 'waooaw-production';
const service = 'waooaw-backend';

let aws: SteppedAws;
beforeEach(async () => {
  aws = await startSteppedAws();
});
afterEach(() => aws.close());

describe('the caller', () => {
  it('is told who it is', async () => {
    expect(await aws.sts.send(new GetCallerIdentityCommand({}))).toMatchObject({
      Account: '123456789012',
      Arn: 'arn:aws:sts::123456789012:assumed-role/headroom-operator/simulated',
    });
  });
});

describe('the load balancer', () => {
  const targetGroup = async () => {
    const { TargetGroups } = await aws.elb.send(new DescribeTargetGroupsCommand({ Names: ['waooaw-backend'] }));
    return TargetGroups?.[0];
  };

  it('leads to the target group, and that back to it', async () => {
    const { LoadBalancers } = await aws.elb.send(new DescribeLoadBalancersCommand({ Names: ['waooaw-alb'] }));
    const LoadBalancerArn = LoadBalancers?.[0]?.LoadBalancerArn;
    const { TargetGroups } = await aws.elb.send(new DescribeTargetGroupsCommand({ LoadBalancerArn }));
    expect(TargetGroups?.map(group => [group.TargetGroupName, group.LoadBalancerArns])).toEqual([
      ['waooaw-backend', [LoadBalancerArn]],
    ]);
  });

  it('knows new targets as initial, then as healthy', async () => {
    const TargetGroupArn = (await targetGroup())?.TargetGroupArn;
    await aws.ecs.send(new UpdateServiceCommand({ cluster, service, desiredCount: 4 }));
    const seen = new Set<string>();
    for (let second = 0; second < 120; second += 1) {
      aws.pass(1000);
      const { TargetHealthDescriptions = [] } = await aws.elb.send(new DescribeTargetHealthCommand({ TargetGroupArn }));
      for (const { TargetHealth } of TargetHealthDescriptions) {
        seen.add([TargetHealth?.State, TargetHealth?.Reason].join(' ').trim());
      }
    }
    expect([...seen]).toEqual(['healthy', 'initial Elb.RegistrationInProgress', 'initial Elb.InitialHealthChecking']);
  });

  it('does not know what does not exist', async () => {
    const missing = { TargetGroupArn: 'arn:aws:elasticloadbalancing:us-east-1:123456789012:targetgroup/nobody/0' };
    await expect(aws.elb.send(new DescribeTargetHealthCommand(missing))).rejects.toMatchObject({
      name: 'TargetGroupNotFoundException',
    });
    await expect(aws.elb.send(new DescribeLoadBalancersCommand({ Names: ['nobody'] }))).rejects.toMatchObject({
      name: 'LoadBalancerNotFoundException',
    });
  });
});

describe('reading', () => {
  const readEverything = async (): Promise<void> => {
    await aws.sts.send(new GetCallerIdentityCommand({}));
    await aws.ecs.send(new DescribeServicesCommand({ cluster, services: [service, 'nobody'] }));
    await aws.ecs.send(new ListTasksCommand({ cluster }));
    await aws.scaling.send(new DescribeScalableTargetsCommand({ ServiceNamespace: 'ecs' }));
    await aws.scaling.send(new DescribeScalingActivitiesCommand({ ServiceNamespace: 'ecs' }));
    await aws.cloudWatch.send(new DescribeAlarmsCommand({}));
    await aws.cloudWatch.send(new ListMetricsCommand({}));
    await aws.elb.send(new DescribeTargetGroupsCommand({}));
  };

  it('changes nothing, however often and whenever it happens', async () => {
    const unread = await startSteppedAws();
    for (const world of [aws, unread]) {
      await world.ecs.send(new UpdateServiceCommand({ cluster, service, desiredCount: 5 }));
    }
    for (let minute = 0; minute < 10; minute += 1) {
      await readEverything();
      aws.pass(60_000);
    }
    unread.pass(600_000);
    expect(aws.simulator.world.state()).toBe(unread.simulator.world.state());
    await unread.close();
  });
});
