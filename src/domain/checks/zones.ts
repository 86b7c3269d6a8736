import { findService, type ServiceKey, type Snapshot } from '../snapshot.ts';
import { type CheckVerdict, passed, waiting } from './verdict.ts';

/** An even spread differs by at most one task from zone to zone: then the loss of a zone costs the least. */
const evenWithin = 1;

export function zonesVerdict(check: { readonly service: ServiceKey }, snapshot: Snapshot): CheckVerdict {
  const zones = findService(snapshot, check.service)?.zones;
  if (zones?.state !== 'fresh') return waiting('the zones of its tasks cannot be read right now');
  const counts = zones.value.map(({ tasks }) => tasks);
  const says = zones.value.map(({ zone, tasks }) => `${zone} ${tasks}`).join(', ');
  if (counts.length === 0) return waiting('no task runs yet');
  return Math.max(...counts) - Math.min(...counts) <= evenWithin
    ? passed(`spread over its zones: ${says}`)
    : waiting(`not spread evenly over its zones: ${says}`);
}
