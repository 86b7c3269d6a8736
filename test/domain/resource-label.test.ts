import { expect, it } from 'vitest';
import { resourceLabels } from '../../src/domain/resource-label.ts';
import type { TargetGroupHealth } from '../../src/domain/snapshot.ts';

const group = (loadBalancer: string | null): TargetGroupHealth => ({
  targetGroupArn: 'arn:aws:elasticloadbalancing:us-east-1:123456789012:targetgroup/waooaw-backend/943f017f100becff',
  name: 'waooaw-backend',
  loadBalancer,
  healthy: 2,
  initial: 0,
  unhealthy: 0,
  draining: 0,
  unhealthyReasons: [],
});

it('the label is the end of the load balancer’s ARN and the end of the target group’s', () => {
  expect(resourceLabels([group('app/waooaw-alb/778d41231b141a0f')])).toEqual([
    'app/waooaw-alb/778d41231b141a0f/targetgroup/waooaw-backend/943f017f100becff',
  ]);
});

it('only an Application Load Balancer counts requests', () => {
  expect(resourceLabels([group(null), group('net/waooaw-nlb/1')])).toEqual([]);
});
