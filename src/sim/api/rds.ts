import type { SimOperation } from '../wire/operation.ts';
import type { World } from '../world/world.ts';
import { rdsClassOperations } from './rds-classes.ts';
import { rdsEventOperations } from './rds-events.ts';
import { rdsInstanceOperations } from './rds-instances.ts';
import { rdsModifyOperations } from './rds-modify.ts';
import { rdsParameterOperations } from './rds-parameters.ts';
import { rdsReplicaOperations } from './rds-replicas.ts';

export const rdsOperations = (world: World): readonly SimOperation[] => [
  ...rdsInstanceOperations(world),
  ...rdsModifyOperations(world),
  ...rdsReplicaOperations(world),
  ...rdsClassOperations(world),
  ...rdsParameterOperations(world),
  ...rdsEventOperations(world),
];
