import type { SimOperation } from '../wire/operation.ts';
import type { World } from '../world/world.ts';
import { ecsClusterOperations } from './ecs-clusters.ts';
import { ecsServiceOperations } from './ecs-services.ts';
import { ecsTaskOperations } from './ecs-tasks.ts';

export const ecsOperations = (world: World): readonly SimOperation[] => [
  ...ecsClusterOperations(world),
  ...ecsServiceOperations(world),
  ...ecsTaskOperations(world),
];
