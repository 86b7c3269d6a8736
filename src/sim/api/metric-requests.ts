import {
  type Dimension as DimensionOutput,
  InvalidParameterCombinationException,
  InvalidParameterValueException,
} from '@aws-sdk/client-cloudwatch';
import { ApiError } from '../wire/api-error.ts';
import { MINUTE } from '../world/clock.ts';
import type { Dimension } from '../world/metric-series.ts';
import { parseStatistic, type Statistic } from '../world/statistics.ts';

export const invalidValue = (message: string): InvalidParameterValueException =>
  new InvalidParameterValueException({ message, $metadata: {} });

export const invalidCombination = (message: string): InvalidParameterCombinationException =>
  new InvalidParameterCombinationException({ message, $metadata: {} });

/** What CloudWatch answers where its model has no error: the query protocol's own code. */
export const validationError = (message: string): ApiError => new ApiError({ name: 'ValidationError', message });

export const dimensionsFrom = (dimensions: readonly DimensionOutput[] | undefined): readonly Dimension[] =>
  (dimensions ?? []).map(({ Name = '', Value = '' }) => ({ name: Name, value: Value }));

export const describeDimensions = (dimensions: readonly Dimension[]): DimensionOutput[] =>
  dimensions.map(({ name, value }) => ({ Name: name, Value: value }));

/** @throws InvalidParameterValueException when it is not a whole number of minutes: there are no finer data */
export const periodMsFrom = (seconds: number | undefined): number => {
  const periodMs = (seconds ?? 0) * 1000;
  if (periodMs <= 0 || periodMs % MINUTE !== 0) {
    throw invalidValue(`The parameter Period must be a multiple of 60: ${seconds}`);
  }
  return periodMs;
};

/** @throws InvalidParameterValueException */
export const statisticFrom = (name: string): Statistic => {
  const statistic = parseStatistic(name);
  if (statistic === undefined) throw invalidValue(`The value ${name} is not a supported statistic.`);
  return statistic;
};

/** @throws what `complaint` makes, when the window is empty or runs backwards */
export const windowFrom = (
  start: Date | undefined,
  end: Date | undefined,
  complaint: (message: string) => Error = invalidValue,
): { from: number; to: number } => {
  const from = start?.getTime() ?? Number.NaN;
  const to = end?.getTime() ?? Number.NaN;
  if (from === to) throw complaint('The parameter StartTime must not equal parameter EndTime.');
  if (!(from < to)) throw complaint('The parameter StartTime must be less than the parameter EndTime.');
  return { from, to };
};
