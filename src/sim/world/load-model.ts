/**
 * How load becomes CPU, memory, latency and errors. The shape is a design of ours, not of AWS; its numbers come from
 * the runbook's "Traffic Estimation": 1,000 requests a minute on 2 tasks are 30 % CPU, so a task at 500 is at 30 %.
 */

/** A task without any request still does this much. */
const IDLE_CPU_PERCENT = 2;

/** The latency of an idle service at the 95th percentile. */
const IDLE_P95_SECONDS = 0.18;
const LONGEST_LATENCY_SECONDS = 10;

/** No queue grows without bound: latency stops rising where 95 % of the capacity is used. */
const MIN_FREE_PART = 0.05;

/** Errors begin just below full use, and reach their ceiling at 130 % of it. */
const ERRORS_FROM_UTILIZATION = 0.95;
const ERRORS_FULL_AT_UTILIZATION = 1.3;
const WORST_ERROR_PART = 0.2;

const IDLE_MEMORY_PERCENT = 35;
const MEMORY_PERCENT_AT_FULL_USE = 25;

const clamp = (value: number, low: number, high: number): number => Math.min(high, Math.max(low, value));

/** The requests a minute that use all of a task, from one known point: at `requestsPerMinute` it is at `cpuPercent`. */
export const fullUse = (known: { readonly requestsPerMinute: number; readonly cpuPercent: number }): number =>
  (known.requestsPerMinute * 100) / (known.cpuPercent - IDLE_CPU_PERCENT);

/** Fargate cannot burst: CPU ends at 100 % of what the task reserved. */
export const cpuPercent = (utilization: number): number =>
  clamp(IDLE_CPU_PERCENT + 100 * utilization, IDLE_CPU_PERCENT, 100);

/** `leakedPart` goes from 0 to 1 while a task leaks itself to death. */
export const memoryPercent = (utilization: number, leakedPart: number): number => {
  const honest = IDLE_MEMORY_PERCENT + MEMORY_PERCENT_AT_FULL_USE * Math.min(1, utilization);
  return honest + (100 - honest) * clamp(leakedPart, 0, 1);
};

/** Above 1 s from about 82 % utilization; `extraSeconds` is what a request waits for others than its task. */
export const p95Seconds = (utilization: number, extraSeconds = 0): number =>
  Math.min(LONGEST_LATENCY_SECONDS, IDLE_P95_SECONDS / Math.max(MIN_FREE_PART, 1 - utilization) + extraSeconds);

/** The part of the requests that the targets answer with a 5xx status, 0 to 0.2. */
export const errorPart = (utilization: number): number =>
  WORST_ERROR_PART *
  clamp((utilization - ERRORS_FROM_UTILIZATION) / (ERRORS_FULL_AT_UTILIZATION - ERRORS_FROM_UTILIZATION), 0, 1);
