import { minutes, type Seconds } from '../pace.ts';
import type { DbInstance } from './db-instance.ts';
import type { Stage } from './modification-stage.ts';

/**
 * How long the parts of a change of the instance class take. Observed for Multi-AZ: shutdown 7 min after the change
 * began, failover completed 77 s later, finished 12 min after that; for Single-AZ: shutdown after 71 s, down for minutes.
 */
const MULTI_AZ = {
  standbyRebuilt: minutes(6, 7),
  standbyRestarts: [5, 20],
  failoverCompletes: [20, 35],
  /** Clients still resolve the old address for a moment. */
  clientsFollow: [5, 25],
  oldPrimaryRebuilt: minutes(10, 12),
} as const satisfies Record<string, Seconds>;

const SINGLE_AZ = {
  hostBuilt: minutes(1, 4),
  isDown: minutes(2, 6),
  cleanedUp: minutes(0.5, 1.5),
} as const satisfies Record<string, Seconds>;

/** A change of the class restarts the engine on another host: after a failover if there is a standby, else after an outage. */
export const changeClass = (stage: Stage): void => {
  stage.events.tell(stage.instance, '0012');
  if (stage.instance.multiAz) failOver(stage);
  else replaceHost(stage);
};

const failOver = ({ instance, pace, events, apply, done }: Stage): void => {
  pace.after(MULTI_AZ.standbyRebuilt, () => {
    events.tell(instance, '0013');
    instance.isReachable = false;
    pace.after(MULTI_AZ.standbyRestarts, () => {
      events.tell(instance, '0006');
      swapZones(instance);
      apply();
      pace.after(MULTI_AZ.failoverCompletes, () => {
        events.tell(instance, '0049');
        pace.after(MULTI_AZ.clientsFollow, () => {
          instance.isReachable = true;
        });
        pace.after(MULTI_AZ.oldPrimaryRebuilt, () => {
          events.tell(instance, '0014');
          done();
        });
      });
    });
  });
};

const swapZones = (instance: DbInstance): void => {
  const { availabilityZone, secondaryAvailabilityZone } = instance;
  instance.availabilityZone = secondaryAvailabilityZone ?? availabilityZone;
  instance.secondaryAvailabilityZone = availabilityZone;
};

const replaceHost = ({ instance, pace, events, apply, done }: Stage): void => {
  pace.after(SINGLE_AZ.hostBuilt, () => {
    events.tell(instance, '0004');
    instance.isReachable = false;
    pace.after(SINGLE_AZ.isDown, () => {
      events.tell(instance, '0006');
      apply();
      instance.isReachable = true;
      pace.after(SINGLE_AZ.cleanedUp, () => {
        events.tell(instance, '0014');
        done();
      });
    });
  });
};
