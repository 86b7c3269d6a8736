import { ratedRequestsPerTask } from '../domain/capacity.ts';
import type { Given } from '../domain/input-field.ts';
import { lastKnown } from '../domain/observed.ts';
import { defineProcedure } from '../domain/procedure.ts';
import { findService } from '../domain/snapshot.ts';
import { hours, minutes } from '../domain/time.ts';
import { zonedTime } from '../domain/zoned-time.ts';
import { preparationDeviations } from './event/deviations.ts';
import { isScheduled, preparationOf } from './event/preparation.ts';
import { planLater } from './event/preparation-later.ts';
import { planNow } from './event/preparation-now.ts';

/** When the service was read last: the "now" that a default may be made from. */
const readAt = ({ snapshot, service }: Given) => {
  const counts = service && findService(snapshot, service)?.counts;
  return counts?.state === 'fresh' ? counts.observedAt : undefined;
};

/** Raises floor and ceiling for a surge that is known of, and owes to bring them back. */
export const prepareForEvent = defineProcedure({
  id: 'prepare-for-event',
  title: 'Prepare for an event',
  summary: 'Raise floor and ceiling for a surge that is known of, warm up, and owe to bring back what was there.',
  runbook: ['Pre-Event Scaling', 'Traffic Estimation'],
  input: {
    service: { kind: 'service', label: 'Service', help: 'The ECS service: its name, or cluster/service.' },
    requestsPerMinute: {
      kind: 'integer',
      label: 'Req/min',
      help: 'How many requests per minute are expected at the busiest.',
      min: 1,
      max: 999_999,
      startsAt: (snapshot, key) => {
        const service = findService(snapshot, key);
        const points = (service && lastKnown(service.metrics))?.requestsPerMinute.points ?? [];
        const most = Math.max(0, ...points.map(({ value }) => value ?? 0));
        return most > 0 ? Math.round(most) : undefined;
      },
    },
    start: {
      kind: 'time',
      label: 'Begins at',
      help: 'When its scheduled actions begin the way up, an hour before the surge; empty to prepare now.',
      default: '',
    },
    end: {
      kind: 'time',
      label: 'Ends at',
      help: 'Until when it is needed; from then on it is shown as overdue until it is stood down.',
      startsAt: given => {
        const at = readAt(given);
        return at === undefined ? undefined : zonedTime(at + hours(4), 'UTC');
      },
    },
    bufferPercent: {
      kind: 'integer',
      label: 'Buffer %',
      help: 'How much more than expected shall fit, in percent.',
      min: 0,
      max: 500,
      default: '20',
    },
    requestsPerTask: {
      kind: 'integer',
      label: 'Req/task',
      help: 'How many requests per minute one task shall serve.',
      min: 1,
      max: 100_000,
      default: String(ratedRequestsPerTask),
    },
    rest: {
      kind: 'duration',
      label: 'Rest',
      help: 'How long each step is watched before the next.',
      minMs: minutes(1),
      maxMs: minutes(30),
      default: '2m',
    },
    warmUp: {
      kind: 'text',
      label: 'Warm-up',
      help: 'What is asked for to warm up: a path through the load balancer, or a whole URL.',
      pattern: /^(https?:\/\/[a-z0-9.-]{1,100}(:[0-9]{1,5})?)?\/[A-Za-z0-9._~/-]{0,200}$/,
      whatFits: 'a path such as /health, or a URL such as https://example.com/health',
      default: '/health',
    },
    warmUpRequests: {
      kind: 'integer',
      label: 'Warm-ups',
      help: 'How many requests warm it up, half a second apart; 0 for none.',
      min: 0,
      max: 600,
      default: '50',
    },
  },
  reads: [
    'counts',
    'scaling',
    'targets',
    'task',
    'alarms',
    'activities',
    'metrics',
    'utilization',
    'scheduledActions',
    'network',
    'loadBalancers',
    'fargateQuota',
    'databases',
    'caches',
  ],
  // They run on the same quota and open connections to the same database.
  readsOfAll: ['counts', 'task'],
  deviations: preparationDeviations,
  plan(input, snapshot, obligations = []) {
    const preparation = preparationOf(input, snapshot, obligations);
    if ('blocked' in preparation) return { kind: 'blocked', because: preparation.blocked };
    const plan = isScheduled(preparation) ? planLater(preparation) : planNow(preparation);
    if (plan !== undefined) return { kind: 'plan', plan };
    const { service, target, start } = preparation;
    const has =
      start === undefined
        ? `has the floor of ${target.minCapacity} and the ceiling of ${target.maxCapacity} that the event needs`
        : `has every scheduled action of the event that begins at ${start}`;
    return { kind: 'nothing-to-do', because: `${service.service} ${has}.` };
  },
});
