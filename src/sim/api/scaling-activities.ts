import {
  DescribeScalingActivitiesCommand,
  type NotScaledReason as NotScaledReasonOutput,
  type ScalingActivity as ScalingActivityOutput,
} from '@aws-sdk/client-application-auto-scaling';
import { on, type SimOperation } from '../wire/operation.ts';
import type { NotScaledReason, ScalingActivity } from '../world/activities.ts';
import type { World } from '../world/world.ts';
import { pageOf } from './paging.ts';
import { invalidNextToken } from './scalable-targets.ts';
import { DIMENSION, maxResults, NAMESPACE, resourcesIn } from './scaling-requests.ts';
import { dateOf, optionalDate } from './time.ts';

const MOST_ACTIVITIES = 50;

export const scalingActivityOperations = (world: World): readonly SimOperation[] => [
  on(DescribeScalingActivitiesCommand, input => {
    const isAsked = resourcesIn(input);
    const chosen = world.autoScaling.activities
      .all()
      .filter(
        ({ resourceId, notScaledReason }) =>
          isAsked(resourceId) && (input.IncludeNotScaledActivities === true || notScaledReason === undefined),
      );
    const page = pageOf(chosen, {
      operation: 'DescribeScalingActivities',
      size: maxResults(input.MaxResults, MOST_ACTIVITIES),
      token: input.NextToken,
      invalid: invalidNextToken,
    });
    return { ScalingActivities: page.items.map(describe), NextToken: page.nextToken };
  }),
];

const describe = (activity: ScalingActivity): ScalingActivityOutput => ({
  ActivityId: activity.id,
  ServiceNamespace: NAMESPACE,
  ResourceId: activity.resourceId,
  ScalableDimension: DIMENSION,
  Description: activity.description,
  Cause: activity.cause,
  StartTime: dateOf(activity.startedAt),
  EndTime: optionalDate(activity.endedAt),
  StatusCode: activity.statusCode,
  StatusMessage: activity.statusMessage,
  ...(activity.notScaledReason && { NotScaledReasons: [describeReason(activity.notScaledReason)] }),
});

const describeReason = (reason: NotScaledReason): NotScaledReasonOutput =>
  reason.code === 'AlreadyAtMaxCapacity'
    ? { Code: reason.code, MaxCapacity: reason.maxCapacity }
    : { Code: reason.code, MinCapacity: reason.minCapacity };
