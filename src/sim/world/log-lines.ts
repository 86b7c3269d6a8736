import { SECOND, type SimTime } from './clock.ts';
import type { WorkSample } from './log-samples.ts';
import type { RandomStream } from './rng.ts';
import type { TaskDefinition } from './services.ts';
import type { Task } from './tasks.ts';

/** What an application writes: nothing here is AWS's. An application that wrote a line for every request would drown it. */

/** Of each kind, in one stretch of work. */
const MOST_LINES = 4;

/** How far apart slow and fast requests are: the standard deviation of the logarithm of their durations. */
const SPREAD_OF_DURATIONS = 0.7;
/** Of a bell curve, 95 % lie below this many standard deviations. */
const P95_DEVIATIONS = 1.645;

const SLOW_MS = SECOND;

const REQUESTS = [
  'GET /api/v1/agents 200',
  'GET /api/v1/agents/{id} 200',
  'GET /api/v1/runs/{id} 200',
  'GET /api/v1/workspaces 200',
  'POST /api/v1/agents/{id}/runs 202',
  'POST /api/v1/sessions 201',
  'GET /api/v1/agents/{id} 404',
] as const;

const JOBS = ['agent.run', 'agent.plan', 'document.index', 'notification.send'] as const;

export type LogDialect = 'web' | 'worker';

/** One line of the work that a stretch brought, and when in it. */
export interface WorkLine {
  readonly at: SimTime;
  readonly message: string;
  /** Which of the tasks that were there at that time wrote it: a number in [0, 1). */
  readonly writer: number;
}

/** A few lines about the work of a stretch; the same ones however often they are asked for, given the same chance. */
export const workLines = (
  sample: WorkSample,
  { dialect, lastsMs, random }: { dialect: LogDialect; lastsMs: number; random: RandomStream },
): readonly WorkLine[] => {
  const succeeded = Math.min(MOST_LINES, sample.handled - sample.failed);
  const failed = Math.min(MOST_LINES, sample.failed);
  const write = dialect === 'web' ? requestLine : jobLine;
  return Array.from({ length: succeeded + failed }, (_, index) => ({
    at: sample.at + random.below(lastsMs),
    writer: random.next(),
    message: write({ ...sample, hasFailed: index >= succeeded, random }),
  }));
};

interface Work {
  readonly hasFailed: boolean;
  readonly isStrained: boolean;
  readonly p95Seconds: number;
  readonly random: RandomStream;
}

const requestLine = ({ hasFailed, isStrained, p95Seconds, random }: Work): string => {
  const [method = 'GET', path = '/', status = '200'] = pick(REQUESTS, random)
    .replace('{id}', hex(random, 6))
    .split(' ');
  const ms = durationMs(p95Seconds, random);
  const request = `request=${hex(random, 8)}`;
  if (hasFailed)
    return `ERROR ${method} ${path} ${isStrained ? 500 : 503} ${ms}ms ${request} error="${cause(isStrained)}"`;
  return `${ms > SLOW_MS ? 'WARN' : 'INFO'} ${method} ${path} ${status} ${ms}ms ${request}`;
};

const jobLine = ({ hasFailed, isStrained, p95Seconds, random }: Work): string => {
  const job = `job=${hex(random, 8)} ${pick(JOBS, random)}`;
  // Jobs of a worker are longer than requests.
  const ms = durationMs(10 * p95Seconds, random);
  return hasFailed ? `ERROR ${job} gave up after ${ms}ms error="${cause(isStrained)}"` : `INFO ${job} done in ${ms}ms`;
};

const cause = (isStrained: boolean): string =>
  isStrained ? 'timed out waiting for a connection' : 'no worker is free';

const durationMs = (p95Seconds: number, random: RandomStream): number =>
  Math.max(1, Math.round(p95Seconds * SECOND * Math.exp(SPREAD_OF_DURATIONS * (random.bell() - P95_DEVIATIONS))));

const pick = <T>(list: readonly [T, ...T[]], random: RandomStream): T => list[random.below(list.length)] ?? list[0];

const hex = (random: RandomStream, length: number): string =>
  Array.from({ length }, () => random.below(16).toString(16)).join('');

export const lifeLines = {
  starts: ({ family, revision, containerPort }: TaskDefinition): readonly string[] => [
    `INFO ${family} revision ${revision} starting`,
    containerPort === undefined ? 'INFO waiting for jobs' : `INFO listening on port ${containerPort}`,
    `INFO request log is sampled: at most ${MOST_LINES} lines of a kind every 15 s`,
  ],
  isAskedToStop: (): string => 'INFO SIGTERM received, finishing the work in hand',
  /** Undefined where the process does not get to say anything: SIGKILL, and the kernel's out-of-memory killer. */
  ends: ({ exitCode, stopReason }: Task): string | undefined => {
    if (exitCode === 0)
      return stopReason?.stopCode === 'EssentialContainerExited' ? 'WARN nothing left to do' : 'INFO bye';
    if (exitCode === undefined || exitCode === 137) return undefined;
    if (exitCode === 139) return 'Segmentation fault (core dumped)';
    return `FATAL unhandled error, exiting with code ${exitCode}`;
  },
  runsOutOfMemory: (percent: number, { memoryMib }: TaskDefinition): string =>
    `WARN memory: ${Math.round((memoryMib * percent) / 100)} MiB of ${memoryMib} MiB in use (${Math.round(percent)} %), the collector frees nothing`,
  failsHealthCheck: (): string => 'ERROR GET /health 502 2ms agent="ELB-HealthChecker/2.0" error="not ready"',
  failsContainerHealthCheck: (): string => 'ERROR health check: no answer on localhost within 5 s',
};
