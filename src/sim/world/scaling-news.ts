import type { ScaledToMax } from './auto-scaling.ts';
import type { SimTime } from './clock.ts';
import type { ServiceEvent } from './event-bridge.ts';

/**
 * What Application Auto Scaling tells EventBridge when a scale-out has reached the maximum: its only event. AWS:
 * "Monitor Application Auto Scaling events using Amazon EventBridge".
 */
export const scaledToMaxEvent = ({ target, oldDesiredCount, startedAt, endedAt }: ScaledToMax): ServiceEvent => ({
  source: 'aws.application-autoscaling',
  detailType: 'Application Auto Scaling Scaling Activity State Change',
  resources: [],
  detail: {
    startTime: eventTime(startedAt),
    endTime: eventTime(endedAt),
    newDesiredCapacity: target.maxCapacity,
    oldDesiredCapacity: oldDesiredCount,
    minCapacity: target.minCapacity,
    maxCapacity: target.maxCapacity,
    resourceId: target.resourceId,
    scalableDimension: 'ecs:service:DesiredCount',
    serviceNamespace: 'ecs',
    statusCode: 'Successful',
    scaledToMax: true,
    direction: 'scale-out',
  },
});

const eventTime = (at: SimTime): string => `${new Date(at).toISOString().slice(0, 19)}Z`;
