import type { SimOperation } from '../wire/operation.ts';
import type { World } from '../world/world.ts';
import { alarmWriteOperations } from './cloudwatch-alarm-writes.ts';
import { alarmOperations } from './cloudwatch-alarms.ts';
import { listMetricsOperation } from './list-metrics.ts';
import { metricDataOperation } from './metric-data.ts';
import { metricStatisticsOperation } from './metric-statistics.ts';
import { putMetricDataOperation } from './put-metric-data.ts';

export const cloudWatchOperations = (world: World): readonly SimOperation[] => [
  metricDataOperation(world),
  metricStatisticsOperation(world),
  listMetricsOperation(world),
  putMetricDataOperation(world),
  ...alarmOperations(world),
  ...alarmWriteOperations(world),
];
