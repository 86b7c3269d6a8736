import { unread } from '../observed-words.ts';
import type { ServiceSnapshot } from '../snapshot.ts';
import type { LimitReading } from './limit.ts';

const about = { id: 'task-ceiling', label: 'MaxCapacity' } as const;

/** As far as auto-scaling goes; nothing bounds a service that has no scalable target. */
export function taskCeiling({ scaling, service }: ServiceSnapshot): LimitReading | undefined {
  if (scaling.state !== 'fresh')
    return { ...about, known: false, because: unread(scaling, `The bounds of ${service}`).join(' ') };
  const { target } = scaling.value;
  if (target === null) return undefined;
  return {
    known: true,
    limit: {
      ...about,
      unit: 'tasks',
      capacity: target.maxCapacity,
      taken: 0,
      perTask: 1,
      tightAbove: 1,
      fullAbove: 1,
      consequence: 'auto-scaling goes no further',
      wayOut: 'raise MaxCapacity',
      isEstimated: false,
    },
  };
}
