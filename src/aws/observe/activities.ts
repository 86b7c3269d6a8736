import type { ScalingActivity as AwsScalingActivity } from '@aws-sdk/client-application-auto-scaling';
import { outsideText } from '../../domain/outside-text.ts';
import { type ScalingActivity, scalableResourceId } from '../../domain/snapshot.ts';
import { seconds } from '../../domain/time.ts';
import { type Observation, readEach } from './observation.ts';
import { ecsServices } from './scaling-policies.ts';

/** The newest page: AWS keeps six weeks of them. */
const newest = 50;

export const activities: Observation<'activities'> = {
  part: 'activities',
  cadenceMs: seconds(15),
  shownIn: 'panel',
  needs: [],
  uses: [],
  read(request) {
    const { context, signal } = request;
    return readEach(request, async ({ key }) => {
      const answer = await context.gateway.read(
        'application-autoscaling:DescribeScalingActivities',
        // Without the flag AWS keeps silent about scaling that it wanted and did not do, as at MaxCapacity.
        { ...ecsServices, ResourceId: scalableResourceId(key), IncludeNotScaledActivities: true, MaxResults: newest },
        signal,
      );
      return (answer.ScalingActivities ?? []).map(scalingActivity);
    });
  },
};

const scalingActivity = (activity: AwsScalingActivity): ScalingActivity => ({
  id: outsideText(activity.ActivityId ?? ''),
  startedAt: activity.StartTime?.getTime() ?? 0,
  endedAt: activity.EndTime?.getTime() ?? null,
  status: outsideText(activity.StatusCode ?? ''),
  description: outsideText(activity.Description ?? ''),
  cause: outsideText(activity.Cause ?? ''),
  message: outsideText(activity.StatusMessage ?? ''),
  notScaledReasons: (activity.NotScaledReasons ?? []).flatMap(({ Code }) =>
    Code === undefined ? [] : outsideText(Code),
  ),
});
