/** What stands after the last slash: the name of a cluster or service, the id of a task. */
export const lastSegment = (arn: string): string => arn.slice(arn.lastIndexOf('/') + 1);

/**
 * What follows the resource type, as CloudWatch's dimensions name load balancers: `app/web/50dc6c495c0c9188` of
 * `arn:aws:elasticloadbalancing:us-east-1:123456789012:loadbalancer/app/web/50dc6c495c0c9188`.
 */
export const loadBalancerDimension = (arn: string): string =>
  arn.slice(arn.indexOf(':loadbalancer/') + ':loadbalancer/'.length);

/** The resource part, as CloudWatch's dimensions name target groups: `targetgroup/web/73e2d6bc24d8a067`. */
export const targetGroupDimension = (arn: string): string => arn.slice(arn.lastIndexOf(':') + 1);
