/** One cause, one effect: the load is shared evenly, so CPU per task falls as the number of tasks rises. */
export const predictedCpuPercent = (load: {
  readonly cpuPercent: number;
  readonly runningCount: number;
  readonly desiredCount: number;
}): number =>
  load.desiredCount === 0 ? 100 : Math.min(100, (load.cpuPercent * load.runningCount) / load.desiredCount);

/** What the runbook reckons one task can serve ("Traffic Estimation"), in requests per minute. */
export const ratedRequestsPerTask = 500;
