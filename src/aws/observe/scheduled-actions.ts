import type { ScheduledAction as AwsScheduledAction } from '@aws-sdk/client-application-auto-scaling';
import { scheduledActionText } from '../../domain/configurations/scheduled-action.ts';
import { isSafeName, outsideText } from '../../domain/outside-text.ts';
import { type ScheduledAction, scalableResourceId } from '../../domain/snapshot.ts';
import { allPages } from '../pages.ts';
import { type Observation, readEach } from './observation.ts';
import { ecsServices } from './scaling-policies.ts';

export const scheduledActions: Observation<'scheduledActions'> = {
  part: 'scheduledActions',
  // Nothing on the dashboard shows them; whoever plans with them asks.
  cadenceMs: null,
  needs: [],
  uses: [],
  read(request) {
    const { context, signal } = request;
    return readEach(request, async ({ key }) => {
      const actions = await allPages(async NextToken => {
        const page = await context.gateway.read(
          'application-autoscaling:DescribeScheduledActions',
          { ...ecsServices, ResourceId: scalableResourceId(key), NextToken },
          signal,
        );
        return { items: page.ScheduledActions ?? [], next: page.NextToken };
      });
      return actions.map(scheduledAction);
    });
  },
};

const scheduledAction = (action: AwsScheduledAction): ScheduledAction => ({
  name: outsideText(action.ScheduledActionName ?? ''),
  isNamedPlainly: isSafeName(action.ScheduledActionName ?? ''),
  schedule: outsideText(action.Schedule ?? ''),
  timeZone: outsideText(action.Timezone ?? 'UTC'),
  startsAt: action.StartTime?.getTime() ?? null,
  endsAt: action.EndTime?.getTime() ?? null,
  minCapacity: action.ScalableTargetAction?.MinCapacity ?? null,
  maxCapacity: action.ScalableTargetAction?.MaxCapacity ?? null,
  configuration: scheduledActionText(action),
});
