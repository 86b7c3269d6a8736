import type { MetricAlarm } from '@aws-sdk/client-cloudwatch';
import type { ConfiguredAlarm } from '../../../domain/account-snapshot.ts';
import { alarmText } from '../../../domain/configurations/alarm.ts';
import { isSafeName, outsideText } from '../../../domain/outside-text.ts';
import { allPages } from '../../pages.ts';
import type { AccountObservation } from './account-observation.ts';

/** AWS: DescribeAlarms answers with at most 100, and allows 9 calls a second for the whole account. */
const alarmsPerCall = 100;

export const metricAlarms: AccountObservation<'metricAlarms'> = async ({ context, signal }) => {
  const alarms = await allPages(async NextToken => {
    const page = await context.gateway.read(
      'cloudwatch:DescribeAlarms',
      { AlarmTypes: ['MetricAlarm'], MaxRecords: alarmsPerCall, NextToken },
      signal,
    );
    return { items: page.MetricAlarms ?? [], next: page.NextToken };
  });
  return alarms.flatMap(configuredAlarm);
};

/** An alarm whose name is not what it looks like is left out: it is not the one that a plan would name. */
function configuredAlarm(alarm: MetricAlarm): readonly ConfiguredAlarm[] {
  const { AlarmName = '', StateValue: state } = alarm;
  if (!isSafeName(AlarmName)) return [];
  if (state !== 'OK' && state !== 'ALARM' && state !== 'INSUFFICIENT_DATA') return [];
  const alarmActions = (alarm.AlarmActions ?? []).map(action => outsideText(action));
  return [
    {
      name: AlarmName,
      state,
      stateSince: (alarm.StateTransitionedTimestamp ?? alarm.StateUpdatedTimestamp)?.getTime() ?? 0,
      stateReason: outsideText(alarm.StateReason ?? ''),
      namespace: alarm.Namespace === undefined ? null : outsideText(alarm.Namespace),
      metricName: alarm.MetricName === undefined ? null : outsideText(alarm.MetricName),
      dimensions: Object.fromEntries(
        (alarm.Dimensions ?? []).map(({ Name = '', Value = '' }) => [outsideText(Name), outsideText(Value)]),
      ),
      threshold: alarm.Threshold ?? null,
      actionsEnabled: alarm.ActionsEnabled ?? true,
      alarmActions,
      okActions: (alarm.OKActions ?? []).map(action => outsideText(action)),
      ofScalingPolicy: alarmActions.some(action => /^arn:[^:]*:autoscaling:.*:scalingPolicy:/.test(action)),
      configuration: alarmText(alarm),
    },
  ];
}
