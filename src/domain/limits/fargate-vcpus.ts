import { lastKnown } from '../observed.ts';
import { unread } from '../observed-words.ts';
import type { ServiceSnapshot, Snapshot } from '../snapshot.ts';
import type { LimitReading } from './limit.ts';

const about = { id: 'fargate-vcpus', label: 'Fargate vCPU' } as const;

/**
 * The region's quota of Fargate On-Demand vCPUs (L-3032A538), which all services share; nothing that bounds tasks on EC2
 * or on Fargate Spot.
 */
export function fargateVcpus(snapshot: Snapshot, service: ServiceSnapshot): LimitReading | undefined {
  const { counts, task } = service;
  const { fargateQuota } = snapshot.account;
  const unknown = (because: string): LimitReading => ({ ...about, known: false, because });
  if (counts.state !== 'fresh') return unknown(unread(counts, `The counts of ${service.service}`).join(' '));
  if (!counts.value.capacityProviders.includes('FARGATE')) return undefined;
  if (task.state !== 'fresh') return unknown(unread(task, `The vCPUs of a task of ${service.service}`).join(' '));
  if (fargateQuota.state !== 'fresh')
    return unknown(unread(fargateQuota, 'The Fargate vCPU quota and its use').join(' '));
  const { limitVcpus, usedVcpus } = fargateQuota.value;
  if (usedVcpus === null) {
    return unknown(
      `The Fargate quota is ${limitVcpus} vCPU, and CloudWatch (AWS/Usage) does not say how much of it is used. Look it up in Service Quotas.`,
    );
  }
  const perTask = task.value.cpuUnits / 1024;
  if (perTask === 0)
    return unknown(`The task definition of ${service.service} names no CPU. Correct it, then plan again.`);
  return {
    known: true,
    limit: {
      ...about,
      unit: 'vCPU',
      capacity: limitVcpus,
      // AWS's figure is minutes old and counts what nobody here knows of; our own knows of tasks that are only asked for.
      taken: Math.max(0, usedVcpus - perTask * counts.value.runningCount, vcpusOfOthers(snapshot, service)),
      perTask,
      tightAbove: 1,
      fullAbove: 1,
      consequence: 'ECS would not place the others',
      wayOut: 'request a higher quota L-3032A538 in Service Quotas',
      isEstimated: false,
    },
  };
}

const vcpusOfOthers = ({ services }: Snapshot, service: ServiceSnapshot): number =>
  services.reduce((sum, { key, counts: observed, task }) => {
    const counts = lastKnown(observed);
    const size = lastKnown(task);
    if (key === service.key || size === undefined || !counts?.capacityProviders.includes('FARGATE')) return sum;
    return sum + (size.cpuUnits / 1024) * Math.max(counts.desiredCount, counts.runningCount);
  }, 0);
