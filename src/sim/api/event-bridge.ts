import type { SimOperation } from '../wire/operation.ts';
import type { World } from '../world/world.ts';
import { ruleTargetOperations } from './event-rule-targets.ts';
import { ruleOperations } from './event-rules.ts';

export const eventBridgeOperations = (world: World): readonly SimOperation[] => [
  ...ruleOperations(world),
  ...ruleTargetOperations(world),
];
