import { suspendedFlags } from '../../domain/autoscaling.ts';
import { evaluate } from '../../domain/check.ts';
import type { Fault } from '../../domain/fault.ts';
import { lastKnown, type Observed } from '../../domain/observed.ts';
import { sentence } from '../../domain/sentence.ts';
import type { Signal } from '../../domain/signal.ts';
import type { ServiceSnapshot, Snapshot } from '../../domain/snapshot.ts';
import { hours, type Instant } from '../../domain/time.ts';
import { age } from '../../terminal/format.ts';
import type { Status } from '../../terminal/theme.ts';
import { shortEvent } from './aws-words.ts';

export interface Health {
  readonly status: Status;
  /** The state and its cause: "running 2/4: was unable to place a task. Reason: Capacity is unavailable". */
  readonly says: string;
}

/** How the tasks of a service are, from what ECS and the load balancer say of them. */
export function taskHealth(snapshot: Snapshot, service: ServiceSnapshot, now: Instant): Health {
  const unread = unreadWords('the service', service.counts, now);
  if (unread) return unread;
  const counts = lastKnown(service.counts);
  if (counts === undefined) return { status: 'pending', says: 'not read yet' };

  const { key } = service;
  const steadySince = counts.events.find(({ message }) => message.includes('has reached a steady state'))?.at;
  // What happened before the last steady state is over.
  const since = steadySince ?? now - hours(1);
  const stable = evaluate(
    { check: 'service-stable', service: key, desiredCount: counts.desiredCount },
    snapshot,
    since,
  );
  // The verdict quotes ECS's event after its own words, with the name in front that the screen already shows.
  const [, words = '', quoted = ''] = /^(running [^:]*: )?(.*)$/s.exec(stable.says) ?? [];
  const says = words + shortEvent({ message: quoted });
  if (stable.verdict === 'failed') return { status: 'alarm', says };
  const deployment = evaluate({ check: 'no-deployment', service: key }, snapshot, since);
  if (deployment.verdict === 'failed') {
    const failed = counts.deployments.some(({ rolloutState }) => rolloutState === 'FAILED');
    return {
      status: failed ? 'alarm' : 'warning',
      says: `running ${counts.runningCount}/${counts.desiredCount}, ${deployment.says}`,
    };
  }
  return { status: stable.verdict === 'waiting' ? 'warning' : 'ok', says };
}

/** Said where a part is missing or old: why, and what can be done. Undefined while it is fresh or not read yet. */
export function unreadWords(what: string, part: Observed<unknown>, now: Instant): Health | undefined {
  if (part.state === 'missing') {
    return { status: 'unknown', says: `${what} cannot be read: ${reasonAndNextStep(part.because)}` };
  }
  if (part.state === 'stale') {
    return {
      status: 'unknown',
      says: `${what} was last read ${age(now - part.observedAt)} ago: ${reasonAndNextStep(part.because)}`,
    };
  }
  return undefined;
}

const reasonAndNextStep = ({ because, nextStep }: Fault): string => `${sentence(because)} ${nextStep}`;

/** AWS knows no such service. What it says of auto-scaling is then about nothing, and never "none is set up". */
export const isUnknownToAws = ({ counts }: ServiceSnapshot): boolean =>
  counts.state === 'missing' && counts.because.kind === 'not-found';

/** `scale-in suspended`, or undefined when nothing is. */
export function suspendedWords(service: ServiceSnapshot): string | undefined {
  const target = lastKnown(service.scaling)?.target;
  const flags = target ? suspendedFlags(target.suspended) : [];
  return flags.length === 0 ? undefined : `${flags.join(', ')} suspended`;
}

/** The one sign in front of a service: its worst trouble. Suspended auto-scaling counts, because nobody is watching. */
export function overallStatus(service: ServiceSnapshot, health: Health, signals: readonly Signal[]): Status {
  const all: readonly Status[] = [
    health.status,
    ...signals.map(({ reading }) => (reading.state === 'ALARM' ? 'alarm' : 'ok')),
    ...(suspendedWords(service) === undefined ? [] : (['warning'] as const)),
    ...(service.metrics.state === 'missing' || service.metrics.state === 'stale' ? (['unknown'] as const) : []),
  ];
  return (['alarm', 'unknown', 'warning', 'pending'] as const).find(status => all.includes(status)) ?? 'ok';
}
