import type { ConfiguredAlarm } from '../account-snapshot.ts';
import { lastKnown } from '../observed.ts';
import { findService, type ScalingAlarm, type ServiceKey, type Snapshot } from '../snapshot.ts';
import { type CheckVerdict, passed, waiting } from './verdict.ts';

/** A policy acts by two alarms, one on each side: AWS makes them with the policy, and they begin without data. */
const alarmsOfPolicy = 2;

/**
 * Whether both alarms of each of these policies have seen data. One that stays in INSUFFICIENT_DATA has the wrong metric, and
 * its policy never acts.
 */
export function policyAlarmsVerdict(
  check: { readonly service: ServiceKey; readonly policies: readonly string[] },
  snapshot: Snapshot,
): CheckVerdict {
  const service = findService(snapshot, check.service);
  if (service?.scaling.state !== 'fresh' || service.alarms.state !== 'fresh')
    return waiting('the policies and their alarms cannot be read right now');
  const { policies } = service.scaling.value;
  const alarms = service.alarms.value;
  const lacking = check.policies.flatMap(name => {
    const policy = policies.find(each => each.name === name);
    if (policy === undefined) return [`policy ${name} is not there`];
    const own = alarms.filter(alarm => policy.alarmNames.includes(alarm.name));
    if (own.length < alarmsOfPolicy) return [`policy ${name} has ${own.length} of its ${alarmsOfPolicy} alarms`];
    return own.filter(({ state }) => state === 'INSUFFICIENT_DATA').map(alarm => noDataWords(name, alarm));
  });
  if (lacking.length > 0) return waiting(lacking.join('; '));
  return passed(`the alarms of ${check.policies.join(' and ')} have data`);
}

const noDataWords = (policy: string, { side }: ScalingAlarm): string =>
  `the ${side} alarm of ${policy} has no data yet`;

/** The same for alarms that no policy made, by name. */
export function alarmsVerdict(check: { readonly alarms: readonly string[] }, snapshot: Snapshot): CheckVerdict {
  const known = lastKnown(snapshot.account.metricAlarms);
  if (snapshot.account.metricAlarms.state !== 'fresh' || known === undefined)
    return waiting('the alarms cannot be read right now');
  const lacking = check.alarms.flatMap(name => {
    const alarm = known.find(each => each.name === name);
    if (alarm === undefined) return [`alarm ${name} is not there`];
    return alarm.state === 'INSUFFICIENT_DATA' ? [`alarm ${name} has no data yet`] : [];
  });
  return lacking.length > 0
    ? waiting(lacking.join('; '))
    : passed(statesWords(known.filter(({ name }) => check.alarms.includes(name))));
}

/** What is named one by one; of more than these only those that ring. */
const fewAlarms = 3;

function statesWords(alarms: readonly Pick<ConfiguredAlarm, 'name' | 'state'>[]): string {
  const named = alarms.length > fewAlarms ? alarms.filter(({ state }) => state !== 'OK') : alarms;
  const others = alarms.length - named.length;
  return [
    ...named.map(({ name, state }) => `${name} is ${state}`),
    ...(others === 0 ? [] : [`${others} alarms have data and are OK`]),
  ].join(', ');
}
