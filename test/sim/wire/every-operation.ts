import type { StaticOperationSchema } from '@smithy/types';
import { createSimulator } from '../../../src/sim/simulator.ts';
import { NOON } from './loopback.ts';

/** The schema of every operation that the simulated AWS answers. */
export const EVERY_OPERATION: readonly StaticOperationSchema[] = createSimulator({
  seed: 1,
  start: NOON,
  durations: 1,
}).operations.map(({ schema }) => schema);
