import { type MetricDatum, PutMetricDataCommand, type StandardUnit } from '@aws-sdk/client-cloudwatch';
import { on, type SimOperation } from '../wire/operation.ts';
import { DAY, HOUR, MINUTE, type SimTime } from '../world/clock.ts';
import { type Bucket, merged } from '../world/statistics.ts';
import type { World } from '../world/world.ts';
import { dimensionsFrom, invalidCombination, invalidValue } from './metric-requests.ts';

const MOST_DATA = 1000;
const MOST_VALUES = 150;
/** AWS: "Timestamps can be as much as two weeks before the current date, and as much as 2 hours after". */
const OLDEST_MS = 14 * DAY;
const NEWEST_MS = 2 * HOUR;

/** Custom metrics. They are kept by the minute, like AWS's own, and become visible together with those. */
export const putMetricDataOperation = (world: World): SimOperation =>
  on(PutMetricDataCommand, ({ Namespace: namespace = '', MetricData: data = [] }) => {
    // AWS keeps the names that begin so for its own services.
    if (/^(AWS\/|:)/.test(namespace) || namespace.trim() === '') {
      throw invalidValue(`The value ${namespace} for parameter Namespace is invalid.`);
    }
    if (data.length > MOST_DATA)
      throw invalidValue(`The collection MetricData must not have a size greater than ${MOST_DATA}.`);
    const rows = data.map((datum, index) => rowFrom(world, datum, `MetricData.member.${index + 1}`));
    for (const { metricName, dimensions, minute, bucket, unit } of rows) {
      world.metrics.add({ namespace, metricName, dimensions }, minute, bucket, { unit });
    }
    return {};
  });

interface Row {
  readonly metricName: string;
  readonly dimensions: ReturnType<typeof dimensionsFrom>;
  readonly minute: SimTime;
  readonly bucket: Bucket;
  readonly unit: StandardUnit;
}

const rowFrom = ({ clock }: World, datum: MetricDatum, where: string): Row => {
  const at = datum.Timestamp?.getTime() ?? clock.now;
  if (at < clock.now - OLDEST_MS || at > clock.now + NEWEST_MS) {
    throw invalidValue(
      `The parameter ${where}.Timestamp must be within the last two weeks, and no more than two hours in the future.`,
    );
  }
  return {
    metricName: datum.MetricName ?? '',
    dimensions: dimensionsFrom(datum.Dimensions),
    minute: Math.floor(at / MINUTE) * MINUTE,
    bucket: bucketFrom(datum, where),
    unit: datum.Unit ?? 'None',
  };
};

/** One value, many values with their counts, or a summary of values: exactly one of them. */
const bucketFrom = ({ Value, Values, Counts, StatisticValues }: MetricDatum, where: string): Bucket => {
  const given = [Value, Values, StatisticValues].filter(part => part !== undefined).length;
  if (given !== 1) {
    throw invalidCombination(`Exactly one of Value, Values and StatisticValues must be specified for ${where}.`);
  }
  if (StatisticValues !== undefined) {
    const { Sum: sum = 0, Minimum: min = 0, Maximum: max = 0, SampleCount: count = 0 } = StatisticValues;
    if (!(count > 0))
      throw invalidValue(`The value ${count} for parameter ${where}.StatisticValues.SampleCount is invalid.`);
    return checked({ sum, min, max, count }, where);
  }
  const values = Values ?? [Value ?? 0];
  const counts = Counts ?? values.map(() => 1);
  if (values.length === 0 || values.length > MOST_VALUES || counts.length !== values.length) {
    throw invalidValue(`${where}.Values and Counts must have the same number of items, 1 to ${MOST_VALUES}.`);
  }
  const [first, ...others] = values.map((value, index): Bucket => {
    const count = counts[index] ?? 1;
    return { sum: value * count, min: value, max: value, count };
  });
  if (first === undefined) throw invalidValue(`${where}.Values must not be empty.`);
  return checked(others.reduce(merged, first), where);
};

/** AWS: NaN and infinities are no values. */
const checked = (bucket: Bucket, where: string): Bucket => {
  const isSound = [bucket.sum, bucket.min, bucket.max].every(Number.isFinite) && bucket.count > 0;
  if (!isSound) throw invalidValue(`The value of ${where} must be a finite number.`);
  return bucket;
};
