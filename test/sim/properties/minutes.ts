import { GetMetricDataCommand, type Metric } from '@aws-sdk/client-cloudwatch';
import type { Simulator } from '../../../src/sim/simulator.ts';
import { MINUTE } from '../../../src/sim/world/clock.ts';
import { ask } from './ask.ts';
import type { Look } from './look.ts';
import { LOOKS_EVERY_MS, type Story } from './story.ts';

/** The minutes of a metric that start in [from, to) and have a datapoint that can be read, with its value. */
export const readMinutes = (
  simulator: Simulator,
  Metric: Metric,
  { from, to, stat }: { readonly from: number; readonly to: number; readonly stat: string },
): ReadonlyMap<number, number> => {
  const { MetricDataResults } = ask(simulator, GetMetricDataCommand, {
    StartTime: new Date(from),
    EndTime: new Date(to),
    MetricDataQueries: [{ Id: 'm', MetricStat: { Metric, Period: 60, Stat: stat } }],
  });
  const { Timestamps = [], Values = [] } = MetricDataResults?.[0] ?? {};
  return new Map(Timestamps.map((at, index) => [at.getTime(), Values[index] ?? Number.NaN]));
};

/** So long after its end every minute can be read, unless it was never recorded. */
const READABLE_AFTER_MS = 3 * MINUTE;

/**
 * What a story's looks saw of a minute: the four looks of the world in it, and before and after them one more. Undefined
 * unless the minute has just become readable.
 */
export const justReadable = ({
  looks,
  now,
}: Story):
  | { readonly minute: number; readonly around: readonly Look[]; readonly within: readonly Look[] }
  | undefined => {
  if (now.at % MINUTE !== 0) return undefined;
  const minute = now.at - READABLE_AFTER_MS - MINUTE;
  const sincePrevious = (now.at - minute) / LOOKS_EVERY_MS + 2;
  const around = looks.slice(-sincePrevious).slice(0, 6);
  const within = around.slice(1, 5);
  return around.length === 6 && within[0]?.at === minute ? { minute, around, within } : undefined;
};
