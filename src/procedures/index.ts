import type { Procedure } from '../domain/procedure.ts';
import { prepareForEvent } from './prepare-for-event.ts';
import { removeAutoScaling } from './remove-auto-scaling.ts';
import { restoreAutoScaling } from './restore-auto-scaling.ts';
import { resumeAutoScaling } from './resume-auto-scaling.ts';
import { scaleService } from './scale-service.ts';
import { scheduleScaling } from './schedule-scaling.ts';
import { setUpAlarms } from './set-up-alarms.ts';
import { setUpAutoScaling } from './set-up-auto-scaling.ts';
import { setUpNotifications } from './set-up-notifications.ts';
import { standDownAfterEvent } from './stand-down-after-event.ts';
import { suspendAutoScaling } from './suspend-auto-scaling.ts';

/** Every runbook procedure, in reading order: screens, the command line and the laws loop over this list. */
export const procedures: readonly Procedure[] = [
  scaleService,
  setUpAutoScaling,
  suspendAutoScaling,
  resumeAutoScaling,
  removeAutoScaling,
  restoreAutoScaling,
  prepareForEvent,
  standDownAfterEvent,
  scheduleScaling,
  setUpAlarms,
  setUpNotifications,
];

export const findProcedure = (id: string): Procedure | undefined => procedures.find(procedure => procedure.id === id);
