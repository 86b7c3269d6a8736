import type { SimOperation } from '../wire/operation.ts';
import type { World } from '../world/world.ts';
import { scalableTargetOperations } from './scalable-targets.ts';
import { scalingActivityOperations } from './scaling-activities.ts';
import { scalingPolicyOperations } from './scaling-policies.ts';
import { scheduledActionOperations } from './scheduled-actions.ts';

export const applicationAutoScalingOperations = (world: World): readonly SimOperation[] => [
  ...scalableTargetOperations(world),
  ...scalingPolicyOperations(world),
  ...scheduledActionOperations(world),
  ...scalingActivityOperations(world),
];
