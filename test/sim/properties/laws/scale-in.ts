import type { ScalingActivity, ScalingPolicy } from '@aws-sdk/client-application-auto-scaling';
import type { MetricAlarm } from '@aws-sdk/client-cloudwatch';
import { MINUTE } from '../../../../src/sim/world/clock.ts';
import { type Look, newActivities, type ServiceLook } from '../look.ts';
import { readMinutes } from '../minutes.ts';
import { LOOKS_EVERY_MS, type Story } from '../story.ts';
import type { Law } from './law.ts';

/** A policy's alarms have been evaluated since it was put. */
const EVALUATED_AFTER_LOOKS = (2 * MINUTE) / LOOKS_EVERY_MS;
/** A minute is delivered at the latest two minutes after its end; whatever is newer may still be on its way. */
const DELIVERED_MS = 4 * MINUTE;
/** A metric that has had no datapoint for so long has stopped. */
const STOPPED_MS = 5 * MINUTE;
const LOW_ALARM_MS = 15 * MINUTE;

/** A scale-in by an alarm, with those policies of the service that have a say in it. */
interface ScaleIn {
  readonly activity: ScalingActivity;
  readonly at: number;
  readonly voters: readonly MetricAlarm[];
  readonly states: readonly (readonly (string | undefined)[])[];
}

/** aws-facts 3.7 "all policies must agree". */
export const allAgree: Law = {
  name: 'a scale-in has the agreement of every policy that may scale in, by its alarm and by its datapoints',
  watch: () => (story, judge) => {
    for (const scaleIn of scaleIns(story)) {
      const { voters, states, at, activity } = scaleIn;
      judge(voters.length > 0, () => `${activity.Description} without any policy that may scale in`);
      voters.forEach((alarm, index) => {
        judge(
          states[index]?.includes('ALARM') === true,
          () => `${said(activity)}: ${alarm.AlarmName} is ${states[index]}`,
        );
        const points = datapoints(story, alarm, { from: at - LOW_ALARM_MS, to: at - DELIVERED_MS });
        const against = [...points].filter(([, value]) => value >= (alarm.Threshold ?? Number.NaN));
        judge(against.length === 0, () => `${said(activity)}: ${alarm.AlarmName} had ${JSON.stringify(against)}`);
      });
    }
  },
};

/** aws-facts 3.7 "metric missing -> no action". */
export const missingData: Law = {
  name: 'missing data never scales in',
  watch: () => (story, judge) => {
    for (const { voters, at, activity } of scaleIns(story)) {
      for (const alarm of voters) {
        const fresh = datapoints(story, alarm, { from: at - STOPPED_MS, to: at });
        judge(
          fresh.size > 0,
          () => `${said(activity)}: ${alarm.AlarmName} has had no data for ${STOPPED_MS / MINUTE} min`,
        );
      }
    }
  },
};

const said = ({ Description, StartTime }: ScalingActivity): string => `${StartTime?.toISOString()} ${Description}`;

const scaleIns = (story: Story): readonly ScaleIn[] => {
  const past = story.looks.at(-1 - EVALUATED_AFTER_LOOKS);
  return story.now.services.flatMap((now, index) => {
    const before = story.before.services[index];
    const longBefore = past?.services[index];
    if (before === undefined || longBefore === undefined) return [];
    // Who has a say is clear only where the policies are as they were.
    if (policiesOf(longBefore) !== policiesOf(now) || policiesOf(before) !== policiesOf(now)) return [];
    const voters = now.policies.filter(mayScaleIn).map(lowAlarmName);
    return newActivities(before, now)
      .filter(({ Cause = '' }) => /-AlarmLow-\S+ in state ALARM triggered policy /.test(Cause))
      .map(activity => ({
        activity,
        at: activity.StartTime?.getTime() ?? Number.NaN,
        voters: voters.flatMap(name => story.now.alarms.get(name) ?? []),
        states: voters.map(name => [stateOf(story.before, name), stateOf(story.now, name)]),
      }));
  });
};

const policiesOf = ({ policies }: ServiceLook): string => JSON.stringify(policies);

const mayScaleIn = ({ TargetTrackingScalingPolicyConfiguration: tracking }: ScalingPolicy): boolean =>
  tracking?.DisableScaleIn !== true;

const lowAlarmName = ({ Alarms }: ScalingPolicy): string =>
  Alarms?.find(({ AlarmName = '' }) => AlarmName.includes('-AlarmLow-'))?.AlarmName ?? '';

const stateOf = ({ alarms }: Look, name: string): string | undefined => alarms.get(name)?.StateValue;

const datapoints = (
  { simulator }: Story,
  { Namespace, MetricName, Dimensions, Statistic = 'Average' }: MetricAlarm,
  window: { readonly from: number; readonly to: number },
): ReadonlyMap<number, number> =>
  readMinutes(
    simulator,
    { Namespace, MetricName, Dimensions },
    { from: Math.ceil(window.from / MINUTE) * MINUTE, to: window.to, stat: Statistic },
  );
