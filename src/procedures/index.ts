import type { Procedure } from '../domain/procedure.ts';
import { removeAutoScaling } from './remove-auto-scaling.ts';
import { restoreAutoScaling } from './restore-auto-scaling.ts';
import { resumeAutoScaling } from './resume-auto-scaling.ts';
import { scaleService } from './scale-service.ts';
import { setUpAutoScaling } from './set-up-auto-scaling.ts';
import { suspendAutoScaling } from './suspend-auto-scaling.ts';

/** Every runbook procedure, in reading order: screens, the command line and the laws loop over this list. */
export const procedures: readonly Procedure[] = [
  scaleService,
  setUpAutoScaling,
  suspendAutoScaling,
  resumeAutoScaling,
  removeAutoScaling,
  restoreAutoScaling,
];

export const findProcedure = (id: string): Procedure | undefined => procedures.find(procedure => procedure.id === id);
