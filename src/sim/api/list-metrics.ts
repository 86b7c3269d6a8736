import { ListMetricsCommand, type ListMetricsCommandInput } from '@aws-sdk/client-cloudwatch';
import { on, type SimOperation } from '../wire/operation.ts';
import { HOUR } from '../world/clock.ts';
import type { MetricSeries } from '../world/metric-series.ts';
import type { World } from '../world/world.ts';
import { describeDimensions, invalidValue } from './metric-requests.ts';
import { pageOf } from './paging.ts';

const METRICS_ON_A_PAGE = 500;
/** The only value of RecentlyActive, `PT3H`. */
const RECENTLY_MS = 3 * HOUR;

export const listMetricsOperation = (world: World): SimOperation =>
  on(ListMetricsCommand, input => {
    const matches = (series: MetricSeries): boolean =>
      (input.Namespace === undefined || series.id.namespace === input.Namespace) &&
      (input.MetricName === undefined || series.id.metricName === input.MetricName) &&
      hasDimensions(series, input.Dimensions) &&
      (input.RecentlyActive === undefined ||
        (series.newestBefore(Number.POSITIVE_INFINITY) ?? 0) > world.clock.now - RECENTLY_MS);
    const page = pageOf(world.metrics.all().filter(matches), {
      operation: 'ListMetrics',
      size: METRICS_ON_A_PAGE,
      token: input.NextToken,
      invalid: () => invalidValue('Invalid nextToken'),
    });
    const Metrics = page.items.map(({ id }) => ({
      Namespace: id.namespace,
      MetricName: id.metricName,
      Dimensions: describeDimensions(id.dimensions),
    }));
    return { Metrics, NextToken: page.nextToken };
  });

/** A filter without a value asks for any value; dimensions that the filter does not name do not matter. */
const hasDimensions = ({ id }: MetricSeries, filters: ListMetricsCommandInput['Dimensions']): boolean =>
  (filters ?? []).every(filter =>
    id.dimensions.some(
      ({ name, value }) => name === filter.Name && (filter.Value === undefined || value === filter.Value),
    ),
  );
