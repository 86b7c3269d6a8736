import type { TargetGroupHealth } from './snapshot.ts';

/**
 * What tells Application Auto Scaling whose requests to count: `app/<name>/<id>/targetgroup/<name>/<id>`, the ends of the
 * load balancer's and of the target group's ARN (AWS: PredefinedMetricSpecification.ResourceLabel). Undefined for a target
 * group that no Application Load Balancer sends requests to.
 */
const resourceLabelOf = ({ loadBalancer, targetGroupArn }: TargetGroupHealth): string | undefined =>
  loadBalancer?.startsWith('app/')
    ? `${loadBalancer}/${targetGroupArn.slice(targetGroupArn.lastIndexOf(':') + 1)}`
    : undefined;

export const resourceLabels = (groups: readonly TargetGroupHealth[]): readonly string[] =>
  groups.flatMap(group => resourceLabelOf(group) ?? []);
