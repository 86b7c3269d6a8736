import {
  type Alarm as AlarmOutput,
  DeleteScalingPolicyCommand,
  DescribeScalingPoliciesCommand,
  LimitExceededException,
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
  maxResults,
  NAMESPACE,
  objectNotFound,
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
    const name = {
      ServiceNamespace: input.ServiceNamespace,
      ResourceId: input.ResourceId,
      ScalableDimension: input.ScalableDimension,
    };
    if (configuration === undefined || (PolicyType !== undefined && PolicyType !== 'TargetTrackingScaling')) {
      throw invalid('The simulated AWS knows policies of the type TargetTrackingScaling only.');
    }
    const target = registeredTarget(world, name);
    const { service } = scaledService(world, name);
    insistOnMayScale(world, context, service.arn);
    insistOnMayKeepAlarms(world, context);
    if (!target.policies.has(PolicyName) && target.policies.size >= MOST_POLICIES_OF_A_TARGET) {
      const message = `Scaling policy limit exceeded: ${MOST_POLICIES_OF_A_TARGET}`;
      throw new LimitExceededException({ message, $metadata: {} });
    }
    const tracking = trackingFrom(world, service, configuration);
    const policy = world.autoScaling.putPolicy(service, target, PolicyName, tracking);
    return { PolicyARN: policy.arn, Alarms: alarmsOf(world, policy) };
  }),

  on(DeleteScalingPolicyCommand, input => {
    const name = {
      ServiceNamespace: input.ServiceNamespace,
      ResourceId: input.ResourceId,
      ScalableDimension: input.ScalableDimension,
    };
    const target = world.autoScaling.targets.get(input.ResourceId ?? '');
    const policy = isAboutEcs(name) ? target?.policies.get(input.PolicyName ?? '') : undefined;
    if (target === undefined || policy === undefined) {
      throw objectNotFound(`No scaling policy found for ${describeName(name)}, policy name: ${input.PolicyName}`);
    }
    world.autoScaling.deletePolicy(target, policy);
    return {};
  }),

  on(DescribeScalingPoliciesCommand, input => {
    const { ServiceNamespace, ScalableDimension, ResourceId, PolicyNames, MaxResults, NextToken } = input;
    if (ScalableDimension !== undefined && ResourceId === undefined) {
      throw invalid('Resource id must be specified with a scalable dimension.');
    }
    const all = [...world.autoScaling.targets.values()].flatMap(target =>
      [...target.policies.values()].map(policy => ({ target, policy })),
    );
    const chosen = all.filter(
      ({ target, policy }) =>
        isAboutEcs({ ServiceNamespace, ScalableDimension }) &&
        (ResourceId === undefined || target.resourceId === ResourceId) &&
        (PolicyNames === undefined || PolicyNames.length === 0 || PolicyNames.includes(policy.name)),
    );
    const page = pageOf(chosen, {
      operation: 'DescribeScalingPolicies',
      size: maxResults(MaxResults, MOST_POLICIES_ON_A_PAGE),
      token: NextToken,
      invalid: invalidNextToken,
    });
    return {
      ScalingPolicies: page.items.map(({ target, policy }) => describe(world, target, policy)),
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
