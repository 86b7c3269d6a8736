import type { PutScalingPolicyCommandInput, ScalingPolicy } from '@aws-sdk/client-application-auto-scaling';
import { configurationText } from './configuration-text.ts';

/** What a policy is, apart from its name and whose it is. */
type Configuration = Pick<
  PutScalingPolicyCommandInput,
  | 'PolicyType'
  | 'StepScalingPolicyConfiguration'
  | 'TargetTrackingScalingPolicyConfiguration'
  | 'PredictiveScalingPolicyConfiguration'
>;

/**
 * The configuration of a scaling policy as canonical text: what PutScalingPolicy has to send to make it again, step and
 * customized policies included. The same for a policy that was read and for the request that makes it.
 */
export const scalingPolicyText = ({
  PolicyType,
  StepScalingPolicyConfiguration,
  TargetTrackingScalingPolicyConfiguration: tracking,
  PredictiveScalingPolicyConfiguration,
}: Configuration | ScalingPolicy): string =>
  configurationText({
    PolicyType,
    StepScalingPolicyConfiguration,
    PredictiveScalingPolicyConfiguration,
    // AWS: false is what it is without the member.
    TargetTrackingScalingPolicyConfiguration: tracking && {
      ...tracking,
      DisableScaleIn: tracking.DisableScaleIn || undefined,
    },
  });
