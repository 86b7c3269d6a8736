import {
  type Datapoint,
  GetMetricStatisticsCommand,
  type GetMetricStatisticsCommandInput,
} from '@aws-sdk/client-cloudwatch';
import { on, type SimOperation } from '../wire/operation.ts';
import { MINUTE, type SimTime } from '../world/clock.ts';
import type { World } from '../world/world.ts';
import { dimensionsFrom, invalidCombination, periodMsFrom, statisticFrom, windowFrom } from './metric-requests.ts';
import { dateOf } from './time.ts';

const MOST_DATAPOINTS = 1440;

export const metricStatisticsOperation = (world: World): SimOperation =>
  on(GetMetricStatisticsCommand, input => {
    const { Statistics = [], ExtendedStatistics = [] } = input;
    if (Statistics.length + ExtendedStatistics.length === 0) {
      throw invalidCombination('At least one of the parameters Statistics and ExtendedStatistics must be specified.');
    }
    const window = windowOf(input);
    const id = {
      namespace: input.Namespace ?? '',
      metricName: input.MetricName ?? '',
      dimensions: dimensionsFrom(input.Dimensions),
    };
    const rows = new Map<SimTime, Datapoint>();
    const rowAt = (at: SimTime): Datapoint => {
      const known = rows.get(at);
      if (known !== undefined) return known;
      const made: Datapoint = { Timestamp: dateOf(at), Unit: unitOf(world, id) };
      rows.set(at, made);
      return made;
    };
    for (const name of Statistics) {
      for (const { at, value } of world.metrics.read({ id, ...window, statistic: statisticFrom(name) })) {
        rowAt(at)[name] = value;
      }
    }
    for (const name of ExtendedStatistics) {
      for (const { at, value } of world.metrics.read({ id, ...window, statistic: statisticFrom(name) })) {
        const row = rowAt(at);
        row.ExtendedStatistics = { ...row.ExtendedStatistics, [name]: value };
      }
    }
    return { Label: id.metricName, Datapoints: outOfOrder([...rows.values()]) };
  });

/** AWS lays the periods from the start of the window, which it rounds down to the minute. */
const windowOf = (input: GetMetricStatisticsCommandInput): { from: SimTime; to: SimTime; periodMs: number } => {
  const { from, to } = windowFrom(input.StartTime, input.EndTime);
  const periodMs = periodMsFrom(input.Period);
  const datapoints = Math.ceil((to - from) / periodMs);
  if (datapoints > MOST_DATAPOINTS) {
    throw invalidCombination(
      `You have requested up to ${datapoints.toLocaleString('en-US')} datapoints, which exceeds the limit of 1,440. You may reduce the datapoints requested by increasing Period, or decreasing the time range.`,
    );
  }
  return { from: Math.floor(from / MINUTE) * MINUTE, to, periodMs };
};

const unitOf = (world: World, id: Parameters<World['metrics']['find']>[0]): Datapoint['Unit'] => {
  const unit = world.metrics.find(id)?.unit;
  return unit === 'Percent' || unit === 'Count' || unit === 'Seconds' ? unit : undefined;
};

/** AWS does not return datapoints in chronological order; a caller that forgets to sort them shall notice it here. */
const outOfOrder = (rows: readonly Datapoint[]): Datapoint[] => [
  ...rows.filter((_, index) => index % 2 === 1),
  ...rows.filter((_, index) => index % 2 === 0),
];
