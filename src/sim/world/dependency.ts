/** What the tasks of one service do at one moment. */
export interface TaskLoad {
  /** Tasks that run, whether they serve yet or not: each holds its connections. */
  readonly runningTasks: number;
  /** How busy the serving tasks are on average: 1 is all that they can do, and more than that is overload. */
  readonly utilization: number;
  /** Requests, or jobs, that they carry out a minute. */
  readonly servedPerMinute: number;
}

/** What trouble with a dependency does to the requests of those who depend on it. */
export interface Strain {
  /** On top of what the 95th percentile would be. */
  readonly extraSeconds: number;
  /** The part of the requests that fail, 0 to 1. */
  readonly failingPart: number;
}

export const NO_STRAIN: Strain = { extraSeconds: 0, failingPart: 0 };

/** Something that the tasks of a service cannot do without: their database, their cache. */
export interface Dependency {
  /** From now on, until the next call, the service's tasks do that much. */
  carry(load: TaskLoad): void;
  readonly strain: Strain;
  /** Whether a task that has just started gets what it needs to answer its first health check. */
  readonly acceptsNewTasks: boolean;
}

/** One trouble does not wait for the other: what each delays adds up, what each lets fail fails once. */
export const combinedStrain = (strains: readonly Strain[]): Strain =>
  strains.reduce(
    (sum, { extraSeconds, failingPart }) => ({
      extraSeconds: sum.extraSeconds + extraSeconds,
      failingPart: sum.failingPart + (1 - sum.failingPart) * failingPart,
    }),
    NO_STRAIN,
  );
