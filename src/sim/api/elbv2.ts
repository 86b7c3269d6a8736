import {
  DescribeLoadBalancersCommand,
  DescribeTargetGroupsCommand,
  DescribeTargetHealthCommand,
  LoadBalancerNotFoundException,
  type LoadBalancer as LoadBalancerOutput,
  TargetGroupNotFoundException,
  type TargetGroup as TargetGroupOutput,
  type TargetHealthDescription,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import { ApiError } from '../wire/api-error.ts';
import { on, type SimOperation } from '../wire/operation.ts';
import type { LoadBalancer, Target, TargetGroup } from '../world/targets.ts';
import type { World } from '../world/world.ts';
import { pageOf } from './paging.ts';
import { dateOf } from './time.ts';

const LARGEST_PAGE = 400;

export const elbv2Operations = (world: World): readonly SimOperation[] => [
  on(DescribeLoadBalancersCommand, ({ LoadBalancerArns, Names, PageSize, Marker }) => {
    const all = [...world.loadBalancing.loadBalancers.values()];
    const chosen = choose(all, { arns: LoadBalancerArns, names: Names }, missing => {
      const message = `Load balancers '[${missing.join(', ')}]' not found`;
      return new LoadBalancerNotFoundException({ message, $metadata: {} });
    });
    const page = elbPage(chosen, 'DescribeLoadBalancers', { PageSize, Marker });
    return { LoadBalancers: page.items.map(describeLoadBalancer), NextMarker: page.nextToken };
  }),

  on(DescribeTargetGroupsCommand, ({ LoadBalancerArn, TargetGroupArns, Names, PageSize, Marker }) => {
    if (LoadBalancerArn !== undefined && !world.loadBalancing.loadBalancers.has(LoadBalancerArn)) {
      const message = `Load balancers '[${LoadBalancerArn}]' not found`;
      throw new LoadBalancerNotFoundException({ message, $metadata: {} });
    }
    const all = [...world.loadBalancing.targetGroups.values()].filter(
      ({ loadBalancer }) => LoadBalancerArn === undefined || loadBalancer.arn === LoadBalancerArn,
    );
    const chosen = choose(all, { arns: TargetGroupArns, names: Names }, targetGroupNotFound);
    const page = elbPage(chosen, 'DescribeTargetGroups', { PageSize, Marker });
    return { TargetGroups: page.items.map(describeTargetGroup), NextMarker: page.nextToken };
  }),

  on(DescribeTargetHealthCommand, ({ TargetGroupArn = '', Targets }) => {
    const group = world.loadBalancing.targetGroups.get(TargetGroupArn);
    if (group === undefined) throw targetGroupNotFound();
    if (Targets === undefined) return { TargetHealthDescriptions: group.targets.map(describeTarget) };
    return {
      TargetHealthDescriptions: Targets.map(asked => {
        const target = group.targets.find(({ ip }) => ip === asked.Id);
        return target === undefined ? describeUnknownTarget(asked) : describeTarget(target);
      }),
    };
  }),
];

const targetGroupNotFound = (): TargetGroupNotFoundException =>
  new TargetGroupNotFoundException({ message: 'One or more target groups not found', $metadata: {} });

/** All of them, or those with the ARNs and names asked for; one that does not exist fails the whole call. */
const choose = <T extends { readonly arn: string; readonly name: string }>(
  all: readonly T[],
  asked: { readonly arns: readonly string[] | undefined; readonly names: readonly string[] | undefined },
  notFound: (missing: readonly string[]) => Error,
): readonly T[] => {
  const { arns = [], names = [] } = asked;
  if (arns.length === 0 && names.length === 0) return all;
  const chosen = all.filter(({ arn, name }) => arns.includes(arn) || names.includes(name));
  const missing = [
    ...arns.filter(arn => !chosen.some(one => one.arn === arn)),
    ...names.filter(name => !chosen.some(one => one.name === name)),
  ];
  if (missing.length > 0) throw notFound(missing);
  return chosen;
};

const elbPage = <T>(
  items: readonly T[],
  operation: string,
  { PageSize: size = LARGEST_PAGE, Marker: token }: { PageSize: number | undefined; Marker: string | undefined },
) => {
  if (size < 1 || size > LARGEST_PAGE) {
    const message = `1 validation error detected: Value '${size}' at 'pageSize' failed to satisfy constraint: Member must have value between 1 and ${LARGEST_PAGE}`;
    throw new ApiError({ name: 'ValidationError', message });
  }
  const invalid = (): Error => new ApiError({ name: 'ValidationError', message: 'Invalid marker' });
  return pageOf(items, { operation, size, token, invalid });
};

const describeLoadBalancer = (balancer: LoadBalancer): LoadBalancerOutput => ({
  LoadBalancerArn: balancer.arn,
  LoadBalancerName: balancer.name,
  DNSName: balancer.dnsName,
  CanonicalHostedZoneId: balancer.canonicalHostedZoneId,
  CreatedTime: dateOf(balancer.createdAt),
  Scheme: 'internet-facing',
  VpcId: balancer.vpcId,
  State: { Code: 'active' },
  Type: 'application',
  AvailabilityZones: balancer.subnets.map(({ id, availabilityZone }) => ({ SubnetId: id, ZoneName: availabilityZone })),
  SecurityGroups: [...balancer.securityGroups],
  IpAddressType: 'ipv4',
});

const describeTargetGroup = (group: TargetGroup): TargetGroupOutput => ({
  TargetGroupArn: group.arn,
  TargetGroupName: group.name,
  Protocol: 'HTTP',
  ProtocolVersion: 'HTTP1',
  Port: group.port,
  VpcId: group.loadBalancer.vpcId,
  HealthCheckProtocol: 'HTTP',
  HealthCheckPort: 'traffic-port',
  HealthCheckEnabled: true,
  HealthCheckIntervalSeconds: 30,
  HealthCheckTimeoutSeconds: 5,
  HealthyThresholdCount: 5,
  UnhealthyThresholdCount: 2,
  HealthCheckPath: group.healthCheckPath,
  Matcher: { HttpCode: '200' },
  LoadBalancerArns: [group.loadBalancer.arn],
  TargetType: 'ip',
  IpAddressType: 'ipv4',
});

const describeTarget = (target: Target): TargetHealthDescription => ({
  Target: { Id: target.ip, Port: target.port, AvailabilityZone: target.availabilityZone },
  HealthCheckPort: `${target.port}`,
  TargetHealth: {
    State: target.state,
    Reason: target.reason,
    Description: target.description,
  },
});

const describeUnknownTarget = (asked: {
  Id: string | undefined;
  Port?: number | undefined;
}): TargetHealthDescription => ({
  Target: { Id: asked.Id, Port: asked.Port },
  TargetHealth: {
    State: 'unused',
    Reason: 'Target.NotRegistered',
    Description: 'Target is not registered to the target group',
  },
});
