import type {
  ScalableTarget as AwsScalableTarget,
  ScalingPolicy as AwsScalingPolicy,
} from '@aws-sdk/client-application-auto-scaling';
import { scalingPolicyText } from '../../domain/configurations/scaling-policy.ts';
import { fresh, lastKnown, type Observed, pending } from '../../domain/observed.ts';
import { isSafeName, outsideText } from '../../domain/outside-text.ts';
import {
  type AutoScaling,
  type ScalableTarget,
  type ScalingPolicy,
  type ServiceSnapshot,
  scalableResourceId,
} from '../../domain/snapshot.ts';
import { seconds } from '../../domain/time.ts';
import { allPages, chunksOf, eachOf } from '../pages.ts';
import { type Observation, type ObservationRequest, type Readings, readTogether } from './observation.ts';
import { ecsServices, readPolicies } from './scaling-policies.ts';

/** AWS: DescribeScalableTargets takes at most 50 resource ids. */
const targetsPerCall = 50;

export const scaling: Observation<'scaling'> = {
  part: 'scaling',
  cadenceMs: seconds(15),
  needs: [],
  uses: [],
  async read(request) {
    const { services, context } = request;
    const batches = await eachOf(chunksOf(services, targetsPerCall), batch => readTargets(request, batch));
    const readings = new Map(batches.flatMap(batch => [...batch]));
    const registered = services.filter(({ key }) => lastKnown(readings.get(key) ?? pending)?.target);
    const policies = await readTogether(registered, () => policiesOf(request, registered));
    return new Map(services.map(({ key }) => [key, joined(readings.get(key) ?? pending, policies.get(key), context)]));
  },
};

type Reading = Observed<AutoScaling>;

function readTargets(
  { context: { gateway, clock }, signal }: ObservationRequest,
  batch: readonly ServiceSnapshot[],
): Promise<Readings<'scaling'>> {
  return readTogether(batch, async () => {
    const ResourceIds = batch.map(({ key }) => scalableResourceId(key));
    const targets = await allPages(async NextToken => {
      const page = await gateway.read(
        'application-autoscaling:DescribeScalableTargets',
        { ...ecsServices, ResourceIds, NextToken },
        signal,
      );
      return { items: page.ScalableTargets ?? [], next: page.NextToken };
    });
    const at = clock.now();
    const targetOf = new Map(targets.map(target => [target.ResourceId, target]));
    return ({ key }): Reading => {
      const target = targetOf.get(scalableResourceId(key));
      // No target is an answer: the service does not scale by itself.
      return fresh({ target: target === undefined ? null : scalableTarget(target), policies: [] }, at);
    };
  });
}

async function policiesOf(
  { context, signal }: ObservationRequest,
  registered: readonly ServiceSnapshot[],
): Promise<(service: ServiceSnapshot) => Observed<readonly ScalingPolicy[]>> {
  const resourceIds = registered.map(({ key }) => scalableResourceId(key));
  const policies = await readPolicies(context, resourceIds, signal);
  const at = context.clock.now();
  const byResource = Map.groupBy(policies, ({ ResourceId }) => ResourceId);
  return ({ key }) => fresh((byResource.get(scalableResourceId(key)) ?? []).map(scalingPolicy), at);
}

/** Half of it is not it: a target without its policies would look like auto-scaling that scales nothing. */
function joined(
  target: Reading,
  policies: Observed<readonly ScalingPolicy[]> | undefined,
  { clock }: ObservationRequest['context'],
): Reading {
  if (target.state !== 'fresh' || policies === undefined) return target;
  if (policies.state === 'missing') return policies;
  return fresh({ ...target.value, policies: lastKnown(policies) ?? [] }, clock.now());
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
