import type {
  CustomizedMetricSpecification,
  PredefinedMetricSpecification,
  TargetTrackingScalingPolicyConfiguration,
} from '@aws-sdk/client-application-auto-scaling';
import type { TargetTracking, TrackedMetric } from '../world/scalable-target.ts';
import type { Service } from '../world/services.ts';
import { loadBalancerDimension, targetGroupDimension } from '../world/targets.ts';
import type { World } from '../world/world.ts';
import { invalid } from './scaling-requests.ts';

const CUSTOMIZED_STATISTICS = ['Average', 'Sum', 'Minimum', 'Maximum', 'SampleCount'] as const;

/**
 * A target tracking configuration as the world keeps it.
 * @throws ValidationException for a target of 0 or less, a negative cooldown, or a metric that the service has not
 */
export const trackingFrom = (
  world: World,
  service: Service,
  configuration: TargetTrackingScalingPolicyConfiguration,
): TargetTracking => {
  const { TargetValue, ScaleInCooldown, ScaleOutCooldown, DisableScaleIn } = configuration;
  if (TargetValue === undefined || !(TargetValue > 0)) throw invalid('Target value must be greater than 0');
  for (const cooldown of [ScaleInCooldown, ScaleOutCooldown]) {
    if (cooldown !== undefined && cooldown < 0) throw invalid('Cooldown must be greater than or equal to 0');
  }
  return {
    metric: metricFrom(world, service, configuration),
    targetValue: TargetValue,
    scaleInCooldownMs: milliseconds(ScaleInCooldown),
    scaleOutCooldownMs: milliseconds(ScaleOutCooldown),
    disableScaleIn: DisableScaleIn,
  };
};

/** What DescribeScalingPolicies shows: the members that the caller gave, and no defaults. */
export const configurationOf = (tracking: TargetTracking): TargetTrackingScalingPolicyConfiguration => ({
  TargetValue: tracking.targetValue,
  ...specificationOf(tracking.metric),
  ScaleInCooldown: seconds(tracking.scaleInCooldownMs),
  ScaleOutCooldown: seconds(tracking.scaleOutCooldownMs),
  DisableScaleIn: tracking.disableScaleIn,
});

const milliseconds = (given: number | undefined): number | undefined =>
  given === undefined ? undefined : given * 1000;
const seconds = (kept: number | undefined): number | undefined => (kept === undefined ? undefined : kept / 1000);

const metricFrom = (
  world: World,
  service: Service,
  {
    PredefinedMetricSpecification: predefined,
    CustomizedMetricSpecification: customized,
  }: TargetTrackingScalingPolicyConfiguration,
): TrackedMetric => {
  if ((predefined === undefined) === (customized === undefined)) {
    throw invalid('Exactly one of predefined metric specification and customized metric specification must be given');
  }
  return predefined === undefined ? customizedMetric(customized ?? {}) : predefinedMetric(world, service, predefined);
};

const predefinedMetric = (
  world: World,
  service: Service,
  { PredefinedMetricType: type, ResourceLabel: label }: PredefinedMetricSpecification,
): TrackedMetric => {
  if (type === 'ALBRequestCountPerTarget') {
    return { kind: 'requests-per-target', resourceLabel: checkedLabel(world, service, label) };
  }
  if (label !== undefined) throw invalid(`Resource label is not allowed for the metric type ${type}`);
  if (type === 'ECSServiceAverageCPUUtilization') return { kind: 'cpu' };
  if (type === 'ECSServiceAverageMemoryUtilization') return { kind: 'memory' };
  throw invalid(`The metric type ${type} is not supported for the service namespace ecs`);
};

/** The label must name the target group that the service's tasks belong to: "yyy" of a runbook does not. */
const checkedLabel = (world: World, service: Service, label: string | undefined): string => {
  if (label === undefined) throw invalid('Resource label is required for the metric type ALBRequestCountPerTarget');
  const group = world.loadBalancing.targetGroups.get(service.targetGroupArn ?? '');
  const own = group && `${loadBalancerDimension(group.loadBalancer)}/${targetGroupDimension(group)}`;
  if (label !== own) throw invalid(`Invalid resource label: ${label}`);
  return label;
};

const customizedMetric = (specification: CustomizedMetricSpecification): TrackedMetric => {
  const { Namespace, MetricName, Dimensions = [], Unit } = specification;
  const kind = CUSTOMIZED_STATISTICS.find(known => known === specification.Statistic);
  if (Namespace === undefined || MetricName === undefined || kind === undefined) {
    throw invalid('Namespace, metric name and statistic must be specified for a customized metric');
  }
  const dimensions = Dimensions.map(({ Name = '', Value = '' }) => ({ name: Name, value: Value }));
  return {
    kind: 'customized',
    namespace: Namespace,
    metricName: MetricName,
    dimensions,
    statistic: { kind },
    unit: Unit,
  };
};

const specificationOf = (
  metric: TrackedMetric,
): {
  PredefinedMetricSpecification?: PredefinedMetricSpecification;
  CustomizedMetricSpecification?: CustomizedMetricSpecification;
} => {
  switch (metric.kind) {
    case 'cpu':
      return { PredefinedMetricSpecification: { PredefinedMetricType: 'ECSServiceAverageCPUUtilization' } };
    case 'memory':
      return { PredefinedMetricSpecification: { PredefinedMetricType: 'ECSServiceAverageMemoryUtilization' } };
    case 'requests-per-target':
      return {
        PredefinedMetricSpecification: {
          PredefinedMetricType: 'ALBRequestCountPerTarget',
          ResourceLabel: metric.resourceLabel,
        },
      };
    case 'customized':
      return {
        CustomizedMetricSpecification: {
          Namespace: metric.namespace,
          MetricName: metric.metricName,
          Dimensions: metric.dimensions.map(({ name, value }) => ({ Name: name, Value: value })),
          Statistic: metric.statistic.kind,
          Unit: metric.unit,
        },
      };
  }
};
