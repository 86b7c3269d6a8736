import type { SimTime } from '../world/clock.ts';
import { type Expression, parseExpression } from './metric-math-parser.ts';

/** The values of a series by the start of their period. */
export type Points = ReadonlyMap<SimTime, number>;

/** What an expression can be: one number, one series, or several. */
type Value = number | Points | readonly Points[];

export interface MathContext {
  /** Every period of the window, oldest first: what FILL fills. */
  readonly periods: readonly SimTime[];
  /** The series of another query of the same call; undefined when there is none of that id. */
  readonly series: (id: string) => Points | undefined;
  /** The series of all queries that read a metric, in the order of the call. */
  readonly metrics: () => readonly Points[];
}

/** What is wrong with an expression, in words for the caller. */
export class MathError extends Error {}

/**
 * The part of CloudWatch's metric math that dashboards of services use: + - * / with parentheses, numbers, ids, lists,
 * METRICS(), SUM, AVG, MIN, MAX and FILL.
 * @throws MathError
 */
export const evaluateMath = (text: string, context: MathContext): Points => {
  const expression = parseExpression(text);
  if (expression === undefined) throw new MathError(`Error in expression [${text}]: it cannot be read`);
  const value = evaluate(expression, context);
  if (value instanceof Map) return value;
  throw new MathError(`Error in expression [${text}]: it must return one time series`);
};

const evaluate = (expression: Expression, context: MathContext): Value => {
  switch (expression.kind) {
    case 'number':
      return expression.value;
    case 'id': {
      const series = context.series(expression.id);
      if (series === undefined) throw new MathError(`Undefined id: ${expression.id}`);
      return series;
    }
    case 'list':
      return expression.items.map(item => onePoints(evaluate(item, context)));
    case 'operation':
      return combine(expression.operator, evaluate(expression.left, context), evaluate(expression.right, context));
    case 'call':
      return call(expression.name, expression.args, context);
  }
};

const onePoints = (value: Value): Points => {
  if (isPoints(value)) return value;
  throw new MathError('A list must hold time series');
};

const isPoints = (value: Value): value is Points => value instanceof Map;

const arithmetic: Readonly<Record<string, (left: number, right: number) => number>> = {
  '+': (left, right) => left + right,
  '-': (left, right) => left - right,
  '*': (left, right) => left * right,
  '/': (left, right) => left / right,
};

/** Two series are combined where both have a value; a division by zero has none. */
const combine = (operator: string, left: Value, right: Value): Value => {
  const apply = arithmetic[operator] ?? (() => Number.NaN);
  if (typeof left === 'number' && typeof right === 'number') return apply(left, right);
  const at = (side: Value, time: SimTime): number | undefined =>
    typeof side === 'number' ? side : onePoints(side).get(time);
  const combined = new Map<SimTime, number>();
  for (const time of onePoints(typeof left === 'number' ? right : left).keys()) {
    const value = apply(at(left, time) ?? Number.NaN, at(right, time) ?? Number.NaN);
    if (Number.isFinite(value)) combined.set(time, value);
  }
  return combined;
};

const aggregates: Readonly<Record<string, (values: readonly number[]) => number>> = {
  SUM: values => values.reduce((sum, value) => sum + value, 0),
  AVG: values => values.reduce((sum, value) => sum + value, 0) / values.length,
  MIN: values => Math.min(...values),
  MAX: values => Math.max(...values),
};

const call = (name: string, args: readonly Expression[], context: MathContext): Value => {
  const values = args.map(argument => evaluate(argument, context));
  const [first, second] = values;
  if (name === 'METRICS' && first === undefined) return context.metrics();
  if (name === 'FILL' && first !== undefined && typeof second === 'number') {
    const given = onePoints(first);
    return new Map(context.periods.map(time => [time, given.get(time) ?? second]));
  }
  const aggregate = aggregates[name];
  if (aggregate === undefined || first === undefined || typeof first === 'number' || second !== undefined) {
    throw new MathError(`Unsupported function: ${name}`);
  }
  // AWS: of one series it is one number; of several it is a series, period by period.
  return isPoints(first) ? aggregate([...first.values()]) : perPeriod(first, aggregate, context);
};

const perPeriod = (
  all: readonly Points[],
  aggregate: (values: readonly number[]) => number,
  { periods }: MathContext,
): Points => {
  const result = new Map<SimTime, number>();
  for (const time of periods) {
    const values = all.flatMap(points => points.get(time) ?? []);
    if (values.length > 0) result.set(time, aggregate(values));
  }
  return result;
};
