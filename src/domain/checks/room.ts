import { fitAt, type LimitId, type LimitReading } from '../limits/limit.ts';
import { fullWords, takenWords } from '../limits/limit-words.ts';
import { limitsOf } from '../limits/limits.ts';
import { findService, type Part, type ServiceKey, type Snapshot } from '../snapshot.ts';
import { type CheckVerdict, failed, passed, waiting } from './verdict.ts';

export interface RoomForTasks {
  readonly service: ServiceKey;
  readonly desiredCount: number;
  readonly limits: readonly LimitId[];
  /** The services that share the limits: what they hold is read along. */
  readonly besides: readonly ServiceKey[];
}

const parts: Readonly<Record<LimitId, readonly Part[]>> = {
  'task-ceiling': ['scaling'],
  'fargate-vcpus': ['counts', 'task', 'fargateQuota'],
  'subnet-addresses': ['counts', 'network'],
  'database-connections': ['counts', 'databases'],
};

export const partsOfLimits = (limits: readonly LimitId[]): readonly Part[] => [
  ...new Set(limits.flatMap(limit => parts[limit])),
];

/** A limit that cannot be read is not one that is far away: then there is no verdict. */
export function roomVerdict({ service: key, desiredCount, limits }: RoomForTasks, snapshot: Snapshot): CheckVerdict {
  const service = findService(snapshot, key);
  if (service === undefined) return waiting('the service cannot be read right now');
  const readings = limitsOf(snapshot, service).filter(reading => limits.includes(idOf(reading)));
  const full = readings.flatMap(reading =>
    reading.known && fitAt(reading.limit, desiredCount) === 'full' ? [fullWords(reading.limit, desiredCount)] : [],
  );
  if (full.length > 0) return failed(full.join(' '));
  const unknown = readings.flatMap(reading =>
    reading.known ? [] : [`${reading.label} not known: ${reading.because}`],
  );
  if (unknown.length > 0) return waiting(unknown.join(' '));
  const uses = readings.flatMap(reading =>
    reading.known ? [`${takenWords(reading.limit, desiredCount)} ${reading.limit.unit}`] : [],
  );
  return passed(`room for ${desiredCount} tasks: ${uses.join(', ') || 'nothing bounds them'}`);
}

const idOf = (reading: LimitReading): LimitId => (reading.known ? reading.limit.id : reading.id);
