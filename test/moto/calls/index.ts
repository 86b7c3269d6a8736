import type { EmulatorCall } from './asking.ts';
import { autoScaling } from './auto-scaling.ts';
import { containers } from './containers.ts';
import { databases } from './databases.ts';
import { metrics } from './metrics.ts';
import { notifications } from './notifications.ts';
import { surroundings } from './surroundings.ts';

/** In order: what a write leaves behind, the calls after it find. */
export const CALLS: readonly EmulatorCall[] = [
  ...containers,
  ...autoScaling,
  ...metrics,
  ...databases,
  ...notifications,
  ...surroundings,
];
