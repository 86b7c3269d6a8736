import type { MetricAlarm } from '@aws-sdk/client-cloudwatch';
import { fresh, lastKnown } from '../../domain/observed.ts';
import type { ScalingAlarm, ServiceSnapshot } from '../../domain/snapshot.ts';
import { seconds } from '../../domain/time.ts';
import { chunksOf, eachOf } from '../pages.ts';
import { type Observation, readTogether } from './observation.ts';

/** AWS: DescribeAlarms takes at most 100 names. */
const alarmsPerCall = 100;

export const alarms: Observation<'alarms'> = {
  part: 'alarms',
  // AWS: DescribeAlarms allows 9 calls a second for the whole account, and alarms are evaluated once a minute.
  cadenceMs: seconds(30),
  needs: ['scaling'],
  uses: [],
  read({ context: { gateway, clock }, services, signal }) {
    return readTogether(services, async () => {
      const names = [...new Set(services.flatMap(alarmNames))];
      const pages = await eachOf(chunksOf(names, alarmsPerCall), AlarmNames =>
        gateway.read(
          'cloudwatch:DescribeAlarms',
          { AlarmNames: [...AlarmNames], AlarmTypes: ['MetricAlarm'], MaxRecords: alarmsPerCall },
          signal,
        ),
      );
      const at = clock.now();
      const byName = new Map(pages.flatMap(page => page.MetricAlarms ?? []).map(alarm => [alarm.AlarmName, alarm]));
      return service =>
        fresh(
          alarmNames(service).flatMap(name => scalingAlarm(byName.get(name))),
          at,
        );
    });
  },
};

const alarmNames = ({ scaling }: ServiceSnapshot): readonly string[] =>
  (lastKnown(scaling)?.policies ?? []).flatMap(policy => policy.alarmNames);

/** An alarm that was deleted behind the policy's back is left out, and so is one without a fixed threshold. */
function scalingAlarm(alarm: MetricAlarm | undefined): readonly ScalingAlarm[] {
  const state = alarm?.StateValue;
  if (alarm?.AlarmName === undefined || alarm.Threshold === undefined) return [];
  if (state !== 'OK' && state !== 'ALARM' && state !== 'INSUFFICIENT_DATA') return [];
  return [
    {
      name: alarm.AlarmName,
      state,
      // StateUpdatedTimestamp moves with every new reason; only the transition says since when.
      stateSince: (alarm.StateTransitionedTimestamp ?? alarm.StateUpdatedTimestamp)?.getTime() ?? 0,
      side: alarm.ComparisonOperator?.startsWith('LessThan') ? 'low' : 'high',
      threshold: alarm.Threshold,
      evaluationPeriods: alarm.EvaluationPeriods ?? 1,
      periodMs: seconds(periodSeconds(alarm)),
    },
  ];
}

/** An alarm on metric math has its period inside the metrics. */
const periodSeconds = ({ Period, Metrics }: MetricAlarm): number =>
  Period ?? Metrics?.find(({ MetricStat }) => MetricStat?.Period !== undefined)?.MetricStat?.Period ?? 60;
