import type {
  ScalableTarget as AwsScalableTarget,
  ScalingPolicy as AwsScalingPolicy,
} from '@aws-sdk/client-application-auto-scaling';
import { scalingPolicyText } from '../../domain/configurations/scaling-policy.ts';
import { fresh } from '../../domain/observed.ts';
import { isSafeName, outsideText } from '../../domain/outside-text.ts';
import type { Gateway } from '../../domain/ports.ts';
import {
  type ScalableTarget,
  type ScalingPolicy,
  type ServiceSnapshot,
  scalableResourceId,
} from '../../domain/snapshot.ts';
import { seconds } from '../../domain/time.ts';
import { allPages, chunksOf, eachOf } from '../pages.ts';
import { type Observation, type ObservationRequest, type Readings, readTogether } from './observation.ts';

/** AWS: DescribeScalableTargets takes at most 50 resource ids. */
const targetsPerCall = 50;

/** DescribeScalingPolicies takes one resource or none; from here on, reading all of the region costs fewer calls. */
const fewServices = 10;

export const ecsServices = { ServiceNamespace: 'ecs', ScalableDimension: 'ecs:service:DesiredCount' } as const;

export const scaling: Observation<'scaling'> = {
  part: 'scaling',
  cadenceMs: seconds(15),
  needs: [],
  uses: [],
  async read(request) {
    const readings = await eachOf(chunksOf(request.services, targetsPerCall), batch => readBatch(request, batch));
    return new Map(readings.flatMap(reading => [...reading]));
  },
};

function readBatch(
  { context: { gateway, clock }, signal }: ObservationRequest,
  batch: readonly ServiceSnapshot[],
): Promise<Readings<'scaling'>> {
  return readTogether(batch, async () => {
    const resourceIds = batch.map(({ key }) => scalableResourceId(key));
    const [targets, policies] = await Promise.all([
      readTargets(gateway, resourceIds, signal),
      readPolicies(gateway, resourceIds, signal),
    ]);
    const at = clock.now();
    const targetOf = new Map(targets.map(target => [target.ResourceId, target]));
    const policiesOf = Map.groupBy(policies, ({ ResourceId }) => ResourceId);
    return ({ key }) => {
      const target = targetOf.get(scalableResourceId(key));
      return fresh(
        {
          // No target is an answer: the service does not scale by itself.
          target: target === undefined ? null : scalableTarget(target),
          policies: (policiesOf.get(scalableResourceId(key)) ?? []).map(scalingPolicy),
        },
        at,
      );
    };
  });
}

const readTargets = (
  gateway: Gateway,
  resourceIds: readonly string[],
  signal: AbortSignal | undefined,
): Promise<readonly AwsScalableTarget[]> =>
  allPages(async NextToken => {
    const page = await gateway.read(
      'application-autoscaling:DescribeScalableTargets',
      { ...ecsServices, ResourceIds: [...resourceIds], NextToken },
      signal,
    );
    return { items: page.ScalableTargets ?? [], next: page.NextToken };
  });

async function readPolicies(
  gateway: Gateway,
  resourceIds: readonly string[],
  signal: AbortSignal | undefined,
): Promise<readonly AwsScalingPolicy[]> {
  const pagesOf = (ResourceId: string | undefined): Promise<readonly AwsScalingPolicy[]> =>
    allPages(async NextToken => {
      const page = await gateway.read(
        'application-autoscaling:DescribeScalingPolicies',
        // A dimension may only be named together with a resource.
        ResourceId === undefined ? { ServiceNamespace: 'ecs', NextToken } : { ...ecsServices, ResourceId, NextToken },
        signal,
      );
      return { items: page.ScalingPolicies ?? [], next: page.NextToken };
    });
  if (resourceIds.length > fewServices) return pagesOf(undefined);
  return (await eachOf(resourceIds, pagesOf)).flat();
}

const scalableTarget = ({ MinCapacity, MaxCapacity, SuspendedState }: AwsScalableTarget): ScalableTarget => ({
  minCapacity: MinCapacity ?? 0,
  maxCapacity: MaxCapacity ?? 0,
  suspended: {
    dynamicScalingIn: SuspendedState?.DynamicScalingInSuspended ?? false,
    dynamicScalingOut: SuspendedState?.DynamicScalingOutSuspended ?? false,
    scheduledScaling: SuspendedState?.ScheduledScalingSuspended ?? false,
  },
});

/** AWS: target tracking on an ECS service waits 300 s either way unless the policy says otherwise. */
const defaultCooldownSeconds = 300;

function scalingPolicy(policy: AwsScalingPolicy): ScalingPolicy {
  const tracking = policy.TargetTrackingScalingPolicyConfiguration;
  const stepCooldown = policy.StepScalingPolicyConfiguration?.Cooldown;
  return {
    name: outsideText(policy.PolicyName ?? ''),
    isNamedPlainly: isSafeName(policy.PolicyName ?? ''),
    type: outsideText(policy.PolicyType ?? ''),
    metricType: safeOrNull(tracking?.PredefinedMetricSpecification?.PredefinedMetricType),
    targetValue: tracking?.TargetValue ?? null,
    scaleOutCooldownMs: seconds(tracking?.ScaleOutCooldown ?? stepCooldown ?? defaultCooldownSeconds),
    scaleInCooldownMs: seconds(tracking?.ScaleInCooldown ?? stepCooldown ?? defaultCooldownSeconds),
    scaleInDisabled: tracking?.DisableScaleIn ?? false,
    // AWS names the alarms of its policies in plain ASCII; another name may imitate one of them.
    alarmNames: (policy.Alarms ?? []).flatMap(({ AlarmName = '' }) => (isSafeName(AlarmName) ? AlarmName : [])),
    configuration: scalingPolicyText(policy),
  };
}

const safeOrNull = (text: string | undefined): string | null => (text === undefined ? null : outsideText(text));
