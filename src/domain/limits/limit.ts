/** What bounds the number of tasks of a service. */
export const limitIds = ['task-ceiling', 'fargate-vcpus', 'subnet-addresses', 'database-connections'] as const;
export type LimitId = (typeof limitIds)[number];

/**
 * Something that runs out as tasks are added. It is linear: `taken` is held whatever the service does, and each of its
 * tasks holds `perTask` more; all three in `unit`.
 */
export interface Limit {
  readonly id: LimitId;
  /** "Fargate vCPU" */
  readonly label: string;
  /** Of the figures, in the plural: "vCPU", "connections". */
  readonly unit: string;
  readonly capacity: number;
  readonly taken: number;
  /** Above 0. */
  readonly perTask: number;
  /** Shares of the capacity, 0 to 1: above the first it becomes tight, above the second there is no room. */
  readonly tightAbove: number;
  readonly fullAbove: number;
  /** What comes of too little room, as a clause. */
  readonly consequence: string;
  /** What would make more of it: the end of a sentence that begins with "Ask for fewer, or". */
  readonly wayOut: string;
  /** Whether the capacity is not what AWS said but reckoned. */
  readonly isEstimated: boolean;
}

/** A limit, or why it is not known; a sentence with the next step. What does not bound the service at all is neither. */
export type LimitReading =
  | { readonly known: true; readonly limit: Limit }
  | { readonly known: false; readonly id: LimitId; readonly label: string; readonly because: string };

/** How much of it `tasks` tasks of the service take, what is taken anyway included. */
export const takenAt = ({ taken, perTask }: Limit, tasks: number): number => taken + perTask * tasks;

export type Fit = 'fits' | 'tight' | 'full';

export function fitAt(limit: Limit, tasks: number): Fit {
  const use = takenAt(limit, tasks);
  if (use > limit.capacity * limit.fullAbove) return 'full';
  return use > limit.capacity * limit.tightAbove ? 'tight' : 'fits';
}

/** The most tasks that there is room for; 0 where what is taken leaves none. */
export function mostTasks(limit: Limit): number {
  const most = Math.max(0, Math.floor((limit.capacity * limit.fullAbove - limit.taken) / limit.perTask));
  // Shares and vCPUs are fractions: what a division rounded up by a hair is taken back.
  return most > 0 && fitAt(limit, most) === 'full' ? most - 1 : most;
}

/** The limit that the fewest tasks reach; undefined where none is known. */
export function firstLimit(readings: readonly LimitReading[]): Limit | undefined {
  const limits = readings.flatMap(reading => (reading.known ? [reading.limit] : []));
  return limits.toSorted((a, b) => mostTasks(a) - mostTasks(b))[0];
}
