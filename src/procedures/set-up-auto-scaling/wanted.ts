import type { NamedConfiguration } from '../../domain/held-scaling.ts';
import { unread } from '../../domain/observed-words.ts';
import { resourceLabels } from '../../domain/resource-label.ts';
import { notSuspended } from '../../domain/scalable-target-write.ts';
import type { ScalingState, Seen } from '../auto-scaling/scaling-state.ts';
import { countAfter } from '../auto-scaling/writes.ts';
import { cpuMetric, policyOn, requestMetric, type Tracking, trackingPolicy } from './tracking.ts';

/** The parsed input. */
export interface Asked {
  readonly minCapacity: number;
  readonly maxCapacity: number;
  readonly cpuTarget: number;
  /** 0 for no policy on requests. */
  readonly requestTarget: number;
  readonly scaleOutCooldown: number;
  readonly scaleInCooldown: number;
}

/** What the account shall hold after it, or why that cannot be; each a sentence with the way out in it. */
export function wantedOf(
  seen: Seen,
  asked: Asked,
): { readonly after: ScalingState } | { readonly blocked: readonly string[] } {
  const { before, scaling } = seen;
  const label = asked.requestTarget === 0 ? undefined : labelFor(seen);
  const policies = [
    trackingPolicy(trackingOf(asked, cpuMetric, asked.cpuTarget), scaling.policies),
    ...(typeof label === 'string'
      ? [
          trackingPolicy(
            { ...trackingOf(asked, requestMetric, asked.requestTarget), resourceLabel: label },
            scaling.policies,
          ),
        ]
      : []),
  ];
  const blocked = [
    ...standingInTheWay(seen, asked),
    ...(typeof label === 'object' ? label.blocked : []),
    ...policies.flatMap(policy => ('blocked' in policy ? [policy.blocked] : [])),
  ];
  if (blocked.length > 0) return { blocked };
  const target = {
    minCapacity: asked.minCapacity,
    maxCapacity: asked.maxCapacity,
    // What somebody has suspended stays so until somebody resumes it.
    suspended: before.target?.suspended ?? notSuspended,
  };
  return {
    after: {
      target,
      policies: merged(
        before.policies,
        policies.flatMap(policy => ('blocked' in policy ? [] : [policy])),
      ),
      scheduledActions: before.scheduledActions,
      desiredCount: countAfter(before, target),
    },
  };
}

const trackingOf = (asked: Asked, metric: Tracking['metric'], targetValue: number): Tracking => ({
  metric,
  targetValue,
  scaleOutCooldownMs: asked.scaleOutCooldown,
  scaleInCooldownMs: asked.scaleInCooldown,
});

/** In their old order, new ones at the end. */
const merged = (
  present: readonly NamedConfiguration[],
  wanted: readonly NamedConfiguration[],
): readonly NamedConfiguration[] => [
  ...present.map(policy => wanted.find(({ name }) => name === policy.name) ?? policy),
  ...wanted.filter(({ name }) => !present.some(policy => policy.name === name)),
];

function standingInTheWay({ service: { service }, counts }: Seen, { minCapacity, maxCapacity }: Asked) {
  return [
    ...(counts.schedulingStrategy === 'DAEMON'
      ? [`${service} is a DAEMON service: it runs one task on every instance, and auto-scaling cannot move its count.`]
      : []),
    ...(minCapacity > maxCapacity
      ? [
          `MinCapacity ${minCapacity} is above MaxCapacity ${maxCapacity}, and AWS takes no such bounds. Give a --min-capacity that is at most --max-capacity.`,
        ]
      : []),
  ];
}

/**
 * Whose requests to count, found from the service's target groups and never typed: a label that names another load balancer
 * is refused by AWS, and one of a load balancer that was made anew never has data.
 */
function labelFor({ service, counts, scaling }: Seen): string | { readonly blocked: readonly string[] } {
  const without = 'Set it up without a policy on requests: --request-target 0.';
  const { service: name, targets } = service;
  if (counts.targetGroupArns.length === 0)
    return { blocked: [`No load balancer sends requests to ${name}, so they cannot be counted. ${without}`] };
  if (targets.state !== 'fresh') return { blocked: unread(targets, `The target groups of ${name}`) };
  const labels = resourceLabels(targets.value);
  const configured = policyOn(requestMetric, scaling.policies)?.configuration;
  const [first] = labels;
  if (first === undefined)
    return {
      blocked: [
        `No Application Load Balancer sends requests to the target group of ${name}, so they cannot be counted. ${without}`,
      ],
    };
  // Of several target groups the one that is tracked already stays the one.
  return labels.find(label => configured?.includes(`"ResourceLabel":"${label}"`)) ?? first;
}
