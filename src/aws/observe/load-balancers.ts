import { lastKnown } from '../../domain/observed.ts';
import { outsideText } from '../../domain/outside-text.ts';
import type { LoadBalancer } from '../../domain/snapshot.ts';
import { type Observation, readEach } from './observation.ts';

export const loadBalancers: Observation<'loadBalancers'> = {
  part: 'loadBalancers',
  cadenceMs: null,
  needs: ['counts'],
  uses: [],
  read(request) {
    const { context, signal } = request;
    return readEach(request, async ({ counts }) => {
      const TargetGroupArns = [...(lastKnown(counts)?.targetGroupArns ?? [])];
      if (TargetGroupArns.length === 0) return [];
      const groups = await context.gateway.read(
        'elasticloadbalancing:DescribeTargetGroups',
        { TargetGroupArns },
        signal,
      );
      const LoadBalancerArns = [
        ...new Set((groups.TargetGroups ?? []).flatMap(({ LoadBalancerArns: arns = [] }) => arns)),
      ];
      if (LoadBalancerArns.length === 0) return [];
      const answer = await context.gateway.read(
        'elasticloadbalancing:DescribeLoadBalancers',
        { LoadBalancerArns },
        signal,
      );
      return (answer.LoadBalancers ?? []).map(
        ({ LoadBalancerArn = '', LoadBalancerName = '', DNSName = '', Scheme = '' }): LoadBalancer => ({
          arn: LoadBalancerArn,
          name: outsideText(LoadBalancerName),
          dnsName: outsideText(DNSName),
          scheme: outsideText(Scheme),
        }),
      );
    });
  },
};
