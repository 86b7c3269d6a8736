import {
  type Alarm as AlarmOutput,
  DeleteScalingPolicyCommand,
  DescribeScalingPoliciesCommand,
  PutScalingPolicyCommand,
  type ScalingPolicy as ScalingPolicyOutput,
} from '@aws-sdk/client-application-auto-scaling';
import { on, type SimOperation } from '../wire/operation.ts';
import type { ScalableTarget, ScalingPolicy } from '../world/scalable-target.ts';
import type { World } from '../world/world.ts';
import { pageOf } from './paging.ts';
import { invalidNextToken } from './scalable-targets.ts';
import { insistOnMayKeepAlarms, insistOnMayScale } from './scaling-permissions.ts';
import {
  DIMENSION,
  describeName,
  invalid,
  isAboutEcs,
  limitExceeded,
  maxResults,
  NAMESPACE,
  objectNotFound,
  ownedIn,
  registeredTarget,
  scaledService,
} from './scaling-requests.ts';
import { configurationOf, trackingFrom } from './target-tracking-configuration.ts';
import { dateOf } from './time.ts';

/** AWS: this call alone pages by 10. */
const MOST_POLICIES_ON_A_PAGE = 10;
const MOST_POLICIES_OF_A_TARGET = 50;

export const scalingPolicyOperations = (world: World): readonly SimOperation[] => [
  on(PutScalingPolicyCommand, (input, context) => {
    const { PolicyName = '', PolicyType, TargetTrackingScalingPolicyConfiguration: configuration } = input;
    if (configuration === undefined || (PolicyType !== undefined && PolicyType !== 'TargetTrackingScaling')) {
      throw invalid('The simulated AWS knows policies of the type TargetTrackingScaling only.');
    }
    const target = registeredTarget(world, input);
    const { service } = scaledService(world, input);
    insistOnMayScale(world, context, service.arn);
    insistOnMayKeepAlarms(world, context);
    if (!target.policies.has(PolicyName) && target.policies.size >= MOST_POLICIES_OF_A_TARGET) {
      throw limitExceeded(`Scaling policy limit exceeded: ${MOST_POLICIES_OF_A_TARGET}`);
    }
    const tracking = trackingFrom(world, service, configuration);
    const policy = world.autoScaling.putPolicy(service, target, PolicyName, tracking);
    return { PolicyARN: policy.arn, Alarms: alarmsOf(world, policy) };
  }),

  on(DeleteScalingPolicyCommand, input => {
    const target = world.autoScaling.targets.get(input.ResourceId ?? '');
    const policy = isAboutEcs(input) ? target?.policies.get(input.PolicyName ?? '') : undefined;
    if (target === undefined || policy === undefined) {
      throw objectNotFound(`No scaling policy found for ${describeName(input)}, policy name: ${input.PolicyName}`);
    }
    world.autoScaling.deletePolicy(target, policy);
    return {};
  }),

  on(DescribeScalingPoliciesCommand, input => {
    const chosen = ownedIn(world, { ...input, names: input.PolicyNames }, ({ policies }) => policies);
    const page = pageOf(chosen, {
      operation: 'DescribeScalingPolicies',
      size: maxResults(input.MaxResults, MOST_POLICIES_ON_A_PAGE),
      token: input.NextToken,
      invalid: invalidNextToken,
    });
    return {
      ScalingPolicies: page.items.map(({ target, owned }) => describe(world, target, owned)),
      NextToken: page.nextToken,
    };
  }),
];

const describe = (world: World, target: ScalableTarget, policy: ScalingPolicy): ScalingPolicyOutput => ({
  PolicyARN: policy.arn,
  PolicyName: policy.name,
  ServiceNamespace: NAMESPACE,
  ResourceId: target.resourceId,
  ScalableDimension: DIMENSION,
  PolicyType: 'TargetTrackingScaling',
  TargetTrackingScalingPolicyConfiguration: configurationOf(policy.tracking),
  Alarms: alarmsOf(world, policy),
  CreationTime: dateOf(policy.createdAt),
});

const alarmsOf = (world: World, { highAlarmName, lowAlarmName }: ScalingPolicy): AlarmOutput[] =>
  [highAlarmName, lowAlarmName].map(AlarmName => ({ AlarmName, AlarmARN: world.alarms.find(AlarmName)?.arn }));
