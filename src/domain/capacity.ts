/** One cause, one effect: the load is shared evenly, so CPU per task falls as the number of tasks rises. */
export const predictedCpuPercent = (load: {
  readonly cpuPercent: number;
  readonly runningCount: number;
  readonly desiredCount: number;
}): number =>
  load.desiredCount === 0 ? 100 : Math.min(100, (load.cpuPercent * load.runningCount) / load.desiredCount);

/** What the runbook reckons one task can serve ("Traffic Estimation"), in requests per minute. */
export const ratedRequestsPerTask = 500;

/** What the runbook adds for spikes. */
export const spikeBufferPercent = 20;

/** A single task is no redundancy: nothing suggests fewer. */
export const fewestTasks = 2;

/**
 * The runbook's "Traffic Estimation", rounded up: expected / 500 x 1.2, and never a single task.
 * @param traffic requests per minute, of the service and of one task
 */
export function requiredTasks(traffic: {
  readonly expectedPerMinute: number;
  readonly requestsPerTask: number;
  readonly bufferPercent: number;
}): number {
  // In whole percents: 1.2 is not a number that binary fractions hold, and a hair too much would be a task too many.
  const percents = (traffic.expectedPerMinute * (100 + traffic.bufferPercent)) / (traffic.requestsPerTask * 100);
  return Math.max(fewestTasks, Math.ceil(Number(percents.toFixed(9))));
}
