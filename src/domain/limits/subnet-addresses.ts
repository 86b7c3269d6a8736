import { lastKnown } from '../observed.ts';
import { unread } from '../observed-words.ts';
import type { ServiceSnapshot } from '../snapshot.ts';
import type { LimitReading } from './limit.ts';

const about = { id: 'subnet-addresses', label: 'Subnet addresses' } as const;

/** AWS: every task in awsvpc mode holds an address of one of the service's subnets; without subnets, none does. */
export function subnetAddresses({ counts, network, service }: ServiceSnapshot): LimitReading | undefined {
  const unknown = (because: string): LimitReading => ({ ...about, known: false, because });
  if (counts.state !== 'fresh') return unknown(unread(counts, `The counts of ${service}`).join(' '));
  const { subnetIds, runningCount, pendingCount } = counts.value;
  if (subnetIds.length === 0) return undefined;
  if (network.state !== 'fresh') return unknown(unread(network, `The free addresses of its subnets`).join(' '));
  if (network.value.length < subnetIds.length) {
    return unknown(
      `AWS does not describe every subnet of ${service}, so its free addresses are not known. Look them up in the VPC.`,
    );
  }
  const free = network.value.reduce((sum, { freeAddresses }) => sum + freeAddresses, 0);
  return {
    known: true,
    limit: {
      ...about,
      unit: 'addresses',
      capacity: free + runningCount + pendingCount,
      taken: 0,
      perTask: 1,
      // A rolling deployment runs the new tasks beside the old ones: it needs every address twice.
      tightAbove: 0.5,
      fullAbove: 1,
      consequence: 'tasks beyond that fail to start for want of an address',
      wayOut: 'give the service another subnet',
      isEstimated: false,
    },
  };
}

/**
 * The zones whose subnets have fewer addresses than their share of the added tasks; what they cannot take makes the
 * spread uneven. Empty where nothing is known of them.
 */
export function shortZones({ counts, network }: ServiceSnapshot, tasks: number): readonly string[] {
  const byZone = Map.groupBy(lastKnown(network) ?? [], ({ zone }) => zone);
  const added = tasks - (lastKnown(counts)?.runningCount ?? tasks);
  const share = Math.ceil(added / Math.max(1, byZone.size));
  return [...byZone]
    .filter(([, subnets]) => subnets.reduce((sum, { freeAddresses }) => sum + freeAddresses, 0) < share)
    .map(([zone]) => zone);
}
