import { suspendedFlags } from '../../domain/autoscaling.ts';
import type { ScalingRecord } from '../../domain/scaling-record.ts';
import type { Seen } from '../auto-scaling/scaling-state.ts';
import { movedByTheClamp, scalesInAgain } from '../auto-scaling/warnings.ts';
import { listed } from '../suspension/suspension.ts';
import type { Restoration } from './wanted.ts';

type Warning = (seen: Seen, restoration: Restoration, record: ScalingRecord) => string | undefined;

/** What deregistering and registering again leaves behind: it looks like auto-scaling, and nothing scales. */
export const lostPolicies = ({ service: { service }, before: { target, policies } }: Seen): string | undefined =>
  target !== null && policies.length === 0
    ? `${service} has a scalable target (${target.minCapacity}–${target.maxCapacity}) and no policy: nothing scales it. Deregistering and registering again leaves it so.`
    : undefined;

const ceilingWaits: Warning = ({ service: { service }, before }, restoration, { target }) =>
  restoration.ceilingWaits
    ? `MaxCapacity was ${target.maxCapacity}, and ${before.desiredCount} tasks run: with that ceiling AWS would take ${before.desiredCount - target.maxCapacity} away at once. It becomes ${restoration.after.target?.maxCapacity}; scale ${service} in, then restore again. --take-tasks-away yes takes them away now.`
    : undefined;

const stale: Warning = ({ service: { service } }, { stale: names }) =>
  names.length === 0
    ? undefined
    : `Left out because ${service} no longer has the load balancer or target group whose requests are counted: ${listed(names)}. headroom run set-up-auto-scaling --service ${service} makes it anew.`;

const over: Warning = (_, { over: names }) =>
  names.length === 0 ? undefined : `Left out because its time has passed, and AWS takes it no more: ${listed(names)}.`;

const others: Warning = (_, { others: names }) =>
  names.length === 0 ? undefined : `Not in the record, and left as it is: ${listed(names)}.`;

const staysSuspended: Warning = ({ service: { service } }, { after: { target } }) => {
  const flags = target === null ? [] : suspendedFlags(target.suspended);
  return flags.length === 0
    ? undefined
    : `It was suspended (${flags.join(', ')}), and is so again: headroom run resume-auto-scaling --service ${service}.`;
};

/** The weightiest first. */
const warnings: readonly Warning[] = [
  (seen, { after }) => movedByTheClamp(seen, after),
  ceilingWaits,
  lostPolicies,
  stale,
  over,
  (seen, { after }) => scalesInAgain(seen, after),
  others,
  staysSuspended,
];

export const warningsOf = (seen: Seen, restoration: Restoration, record: ScalingRecord): readonly string[] =>
  warnings.flatMap(warning => warning(seen, restoration, record) ?? []);
