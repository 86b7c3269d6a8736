import { otherErrors } from './around-the-service.ts';
import { autoScalingErrors } from './auto-scaling.ts';
import { cloudWatchErrors } from './cloudwatch.ts';
import { ecsErrors } from './ecs.ts';
import { elastiCacheErrors } from './elasticache.ts';
import type { ErrorRow } from './error-row.ts';
import { networkErrors } from './network.ts';
import { rdsErrors } from './rds.ts';

/** Every error that the simulated AWS answers, in the order of the documentation. */
export const simulatedErrors: readonly ErrorRow[] = [
  ...ecsErrors,
  ...autoScalingErrors,
  ...cloudWatchErrors,
  ...rdsErrors,
  ...elastiCacheErrors,
  ...networkErrors,
  ...otherErrors,
];
