import type { Given, InputFields } from '../../domain/input-field.ts';
import { lastKnown } from '../../domain/observed.ts';
import { findService, type ServiceSnapshot } from '../../domain/snapshot.ts';
import { minutes } from '../../domain/time.ts';
import { cpuMetric, policyOn, requestMetric } from './tracking.ts';

/** Runbook, "Setup Auto-Scaling". */
const runbook = { minCapacity: 2, maxCapacity: 10, cpuTarget: 70, scaleOutCooldown: '1m', scaleInCooldown: '5m' };

/** Runbook, "Traffic Estimation": what a task handles. Its own target, 1000, is twice that. */
const requestTarget = 500;

const cpuTargets = { min: 10, max: 95 };
const requestTargets = { min: 0, max: 100_000 };

const serviceIn = ({ snapshot, service }: Given): ServiceSnapshot | undefined =>
  service === undefined ? undefined : findService(snapshot, service);

/** What AWS holds already is what stays unless somebody says otherwise; the runbook's figure where it holds none. */
function bound(of: 'minCapacity' | 'maxCapacity'): (given: Given) => string | undefined {
  return given => {
    const scaling = lastKnown(serviceIn(given)?.scaling ?? { state: 'pending' });
    return scaling && String(scaling.target?.[of] ?? runbook[of]);
  };
}

function cpuTarget(given: Given): string | undefined {
  const scaling = lastKnown(serviceIn(given)?.scaling ?? { state: 'pending' });
  return scaling && targetText(policyOn(cpuMetric, scaling.policies)?.targetValue, cpuTargets, runbook.cpuTarget);
}

/** Only where a load balancer sends the requests can they be counted. */
function requestTargetOf(given: Given): string | undefined {
  const service = serviceIn(given);
  const scaling = lastKnown(service?.scaling ?? { state: 'pending' });
  const counts = lastKnown(service?.counts ?? { state: 'pending' });
  if (scaling === undefined || counts === undefined) return undefined;
  const existing = policyOn(requestMetric, scaling.policies)?.targetValue;
  return counts.targetGroupArns.length === 0 ? '0' : targetText(existing, requestTargets, requestTarget);
}

/** AWS takes fractions, and we do not: such a target has to be given anew. */
const targetText = (
  value: number | null | undefined,
  { min, max }: { readonly min: number; readonly max: number },
  otherwise: number,
): string => String(Number.isInteger(value) && Number(value) >= min && Number(value) <= max ? value : otherwise);

/** Each has a default: the service alone sets up what the runbook describes, on top of what is there. */
export const input = {
  service: { kind: 'service', label: 'Service', help: 'The ECS service: its name, or cluster/service.' },
  minCapacity: {
    kind: 'integer',
    label: 'MinCapacity',
    help: 'The floor: auto-scaling leaves at least so many tasks.',
    min: 0,
    // ECS quota: tasks per service.
    max: 5000,
    default: bound('minCapacity'),
  },
  maxCapacity: {
    kind: 'integer',
    label: 'MaxCapacity',
    help: 'The ceiling: auto-scaling starts at most so many tasks, and you may pay for them.',
    min: 1,
    max: 5000,
    default: bound('maxCapacity'),
  },
  cpuTarget: {
    kind: 'integer',
    label: 'CPU target (%)',
    help: 'The CPU in percent that auto-scaling keeps the tasks near.',
    ...cpuTargets,
    default: cpuTarget,
  },
  requestTarget: {
    kind: 'integer',
    label: 'Request target (a minute)',
    help: 'How many requests a minute each task shall get; 0 makes no policy on requests.',
    ...requestTargets,
    default: requestTargetOf,
  },
  scaleOutCooldown: {
    kind: 'duration',
    label: 'Scale-out cooldown',
    help: 'How long after adding tasks a policy waits before it adds more.',
    minMs: 0,
    maxMs: minutes(60),
    default: runbook.scaleOutCooldown,
  },
  scaleInCooldown: {
    kind: 'duration',
    label: 'Scale-in cooldown',
    help: 'How long after taking tasks away a policy waits before it takes more.',
    minMs: 0,
    maxMs: minutes(60),
    default: runbook.scaleInCooldown,
  },
} as const satisfies InputFields;
