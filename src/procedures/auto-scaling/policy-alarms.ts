import { membersOf } from '../../domain/canonical-json.ts';

/**
 * Whether AWS keeps two alarms for the policy, on a metric that a running service always has. Step scaling has the alarms that
 * somebody made for it, and a metric of one's own may be silent for good reasons: nobody should wait for those.
 */
export const isMeasured = (configuration: string): boolean => {
  const { TargetTrackingScalingPolicyConfiguration: tracking } = membersOf(configuration);
  return typeof tracking === 'object' && tracking !== null && 'PredefinedMetricSpecification' in tracking;
};
