import type { Procedure } from '../domain/procedure.ts';
import { resumeAutoScaling } from './resume-auto-scaling.ts';
import { scaleService } from './scale-service.ts';
import { scheduleScaling } from './schedule-scaling.ts';
import { setUpAlarms } from './set-up-alarms.ts';
import { setUpNotifications } from './set-up-notifications.ts';
import { suspendAutoScaling } from './suspend-auto-scaling.ts';

/** Every runbook procedure, in reading order: screens, the command line and the laws loop over this list. */
export const procedures: readonly Procedure[] = [
  scaleService,
  suspendAutoScaling,
  resumeAutoScaling,
  scheduleScaling,
  setUpAlarms,
  setUpNotifications,
];

export const findProcedure = (id: string): Procedure | undefined => procedures.find(procedure => procedure.id === id);
