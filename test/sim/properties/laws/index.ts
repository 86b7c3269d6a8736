import { bounds } from './auto-scaling.ts';
import { counts } from './counts.ts';
import { cacheConnections, databaseConnections } from './couplings.ts';
import { heldBack } from './held-back.ts';
import type { Law } from './law.ts';
import { metrics } from './metrics.ts';
import { quota } from './quota.ts';
import { allAgree, missingData } from './scale-in.ts';
import { scheduledActions } from './scheduled-actions.ts';
import { taskLives } from './task-lives.ts';

export const laws: readonly Law[] = [
  bounds,
  taskLives,
  counts,
  metrics,
  allAgree,
  missingData,
  heldBack,
  quota,
  databaseConnections,
  cacheConnections,
  scheduledActions,
];
