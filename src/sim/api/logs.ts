import type { SimOperation } from '../wire/operation.ts';
import type { World } from '../world/world.ts';
import { getLogEventsOperation } from './logs-get-events.ts';
import { describeLogGroupsOperation } from './logs-groups.ts';
import { startLiveTailOperation } from './logs-live-tail.ts';
import { filterLogEventsOperation } from './logs-search.ts';

export const cloudWatchLogsOperations = (world: World): readonly SimOperation[] => [
  describeLogGroupsOperation(world),
  filterLogEventsOperation(world),
  getLogEventsOperation(world),
  startLiveTailOperation(world),
];
