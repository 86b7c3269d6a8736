import {
  GetMetricDataCommand,
  type GetMetricDataCommandInput,
  InvalidNextToken,
  type MetricDataQuery,
  type MetricDataResult,
} from '@aws-sdk/client-cloudwatch';
import { ApiError } from '../wire/api-error.ts';
import { on, type SimOperation } from '../wire/operation.ts';
import type { SimTime } from '../world/clock.ts';
import type { World } from '../world/world.ts';
import { evaluateMath, MathError, type Points } from './metric-math.ts';
import { dimensionsFrom, periodMsFrom, statisticFrom, validationError, windowFrom } from './metric-requests.ts';
import { pageOf } from './paging.ts';
import { dateOf } from './time.ts';

const MOST_QUERIES = 500;
const MOST_DATAPOINTS = 100_800;

export const metricDataOperation = (world: World): SimOperation =>
  on(GetMetricDataCommand, input => {
    const queries = checkedQueries(input);
    // GetMetricStatistics has a modelled error for it; GetMetricData has none, and the query protocol's code is all there is.
    const window = windowFrom(input.StartTime, input.EndTime, validationError);
    const answers = new Answers(world, queries, window);
    const results = queries
      .filter(({ ReturnData }) => ReturnData !== false)
      .map(query => ({ query, points: inOrder(answers.of(query), input.ScanBy) }));
    return { Messages: [], ...paged(results, input) };
  });

/** Points in the order in which they are returned. */
type Row = readonly [SimTime, number];

const inOrder = (points: Points, scanBy: GetMetricDataCommandInput['ScanBy']): readonly Row[] => {
  const rows = [...points].sort(([a], [b]) => a - b);
  // AWS: newest first unless asked otherwise.
  return scanBy === 'TimestampAscending' ? rows : rows.reverse();
};

const checkedQueries = ({ MetricDataQueries: queries = [], MaxDatapoints }: GetMetricDataCommandInput) => {
  if (queries.length === 0 || queries.length > MOST_QUERIES) {
    throw rejected(`The collection MetricDataQueries must have between 1 and ${MOST_QUERIES} items.`);
  }
  if (MaxDatapoints !== undefined && (MaxDatapoints < 1 || MaxDatapoints > MOST_DATAPOINTS)) {
    throw rejected(`The parameter MaxDatapoints must be between 1 and ${MOST_DATAPOINTS}.`);
  }
  const ids = new Set<string>();
  for (const { Id = '', MetricStat, Expression } of queries) {
    if (!/^[a-z]\w*$/.test(Id)) {
      throw rejected(`The value ${Id} for parameter MetricDataQueries.Id must begin with a lower-case letter.`);
    }
    if (ids.has(Id)) throw rejected(`The values for parameter id in MetricDataQueries are not unique: ${Id}`);
    ids.add(Id);
    if ((MetricStat === undefined) === (Expression === undefined)) {
      throw rejected(`The query ${Id} must have exactly one of MetricStat and Expression.`);
    }
  }
  return queries;
};

const rejected = (message: string): ApiError => new ApiError({ name: 'ValidationError', message });

/** Works the queries out, each once, and those that expressions refer to first. */
class Answers {
  readonly #world: World;
  readonly #queries: readonly MetricDataQuery[];
  readonly #window: { readonly from: SimTime; readonly to: SimTime };
  readonly #known = new Map<string, Points>();
  /** Ids of the expressions being worked out, to notice one that refers to itself. */
  readonly #open = new Set<string>();

  constructor(world: World, queries: readonly MetricDataQuery[], window: { from: SimTime; to: SimTime }) {
    this.#world = world;
    this.#queries = queries;
    this.#window = window;
  }

  of(query: MetricDataQuery): Points {
    const { Id: id = '' } = query;
    const known = this.#known.get(id);
    if (known !== undefined) return known;
    if (this.#open.has(id)) throw rejected(`Error in expression ${id}: it refers to itself`);
    this.#open.add(id);
    const points = query.Expression === undefined ? this.#read(query) : this.#calculate(query, query.Expression);
    this.#open.delete(id);
    this.#known.set(id, points);
    return points;
  }

  #read({ MetricStat: stat }: MetricDataQuery): Points {
    const periodMs = periodMsFrom(stat?.Period);
    const id = {
      namespace: stat?.Metric?.Namespace ?? '',
      metricName: stat?.Metric?.MetricName ?? '',
      dimensions: dimensionsFrom(stat?.Metric?.Dimensions),
    };
    const statistic = statisticFrom(stat?.Stat ?? '');
    const from = alignedDown(this.#window.from, periodMs);
    const points = this.#world.metrics.read({ id, from, to: this.#window.to, periodMs, statistic });
    return new Map(points.map(({ at, value }) => [at, value]));
  }

  #calculate(query: MetricDataQuery, expression: string): Points {
    const byId = (id: string): MetricDataQuery | undefined => this.#queries.find(({ Id }) => Id === id);
    try {
      return evaluateMath(expression, {
        periods: this.#periods(query),
        series: id => {
          const referred = byId(id);
          return referred && this.of(referred);
        },
        metrics: () =>
          this.#queries.filter(({ MetricStat }) => MetricStat !== undefined).map(metric => this.of(metric)),
      });
    } catch (error) {
      if (error instanceof MathError) throw rejected(error.message);
      throw error;
    }
  }

  /** The periods of an expression: its own, or those of the first metric of the call. */
  #periods(query: MetricDataQuery): readonly SimTime[] {
    const first = this.#queries.find(({ MetricStat }) => MetricStat !== undefined)?.MetricStat?.Period;
    const periodMs = periodMsFrom(query.Period ?? first ?? 60);
    const periods: SimTime[] = [];
    const to = Math.min(this.#window.to, this.#world.metrics.visibleBefore);
    for (let at = alignedDown(this.#window.from, periodMs); at < to; at += periodMs) periods.push(at);
    return periods;
  }
}

const alignedDown = (time: SimTime, periodMs: number): SimTime => Math.floor(time / periodMs) * periodMs;

/** Pages run through all datapoints of all queries; a result that goes on says PartialData. */
const paged = (
  results: readonly { readonly query: MetricDataQuery; readonly points: readonly Row[] }[],
  { MaxDatapoints: size = MOST_DATAPOINTS, NextToken: token }: GetMetricDataCommandInput,
): { MetricDataResults: MetricDataResult[]; NextToken?: string } => {
  const all = results.flatMap(({ points }, index) =>
    points.map((row, at) => ({ index, row, isLast: at === points.length - 1 })),
  );
  const page = pageOf(all, {
    operation: 'GetMetricData',
    size,
    token,
    invalid: () => new InvalidNextToken({ message: 'The next token is not valid.', $metadata: {} }),
  });
  const MetricDataResults = results.map(({ query, points }, index): MetricDataResult => {
    const own = page.items.filter(item => item.index === index);
    const isComplete = points.length === 0 || page.nextToken === undefined || own.some(({ isLast }) => isLast);
    return {
      Id: query.Id,
      Label: query.Label ?? query.MetricStat?.Metric?.MetricName ?? query.Id,
      Timestamps: own.map(({ row: [at] }) => dateOf(at)),
      Values: own.map(({ row: [, value] }) => value),
      StatusCode: isComplete ? 'Complete' : 'PartialData',
    };
  });
  return { MetricDataResults, ...(page.nextToken !== undefined && { NextToken: page.nextToken }) };
};
