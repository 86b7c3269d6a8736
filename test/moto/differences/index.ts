import { autoScaling } from './auto-scaling.ts';
import { cloudWatch } from './cloudwatch.ts';
import type { EmulatorDifference } from './difference.ts';
import { ecs } from './ecs.ts';
import { others } from './others.ts';
import { rds } from './rds.ts';

/** Every place where moto and the simulated AWS differ. */
export const emulatorDifferences: readonly EmulatorDifference[] = [
  ...ecs,
  ...autoScaling,
  ...cloudWatch,
  ...rds,
  ...others,
];
