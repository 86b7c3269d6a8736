import { minutes, type Seconds } from '../pace.ts';
import { otherZone } from './db-instance.ts';
import type { Stage } from './modification-stage.ts';

const TAKES = {
  storage: minutes(1, 3),
  upgradePrepares: minutes(2, 4),
  upgradeIsDown: minutes(3, 8),
  upgradeFinishes: minutes(1, 2),
  backupsAreSwitched: [20, 120],
  standbyIsBuilt: minutes(8, 20),
  standbyIsRemoved: minutes(3, 6),
} as const satisfies Record<string, Seconds>;

/** More storage comes without an outage; what it costs is the optimization afterwards. */
export const changeStorage = ({ instance, pace, events, apply, done }: Stage): void => {
  events.tell(instance, '0018');
  pace.after(TAKES.storage, () => {
    apply();
    events.tell(instance, '0017');
    done();
  });
};

/** AWS upgrades primary and standby at the same time: an upgrade is an outage with Multi-AZ too. */
export const upgradeEngine = ({ instance, pace, events, apply, done }: Stage): void => {
  instance.status = 'upgrading';
  pace.after(TAKES.upgradePrepares, () => {
    events.tell(instance, '0266');
    events.tell(instance, '0004');
    events.tell(instance, '0267');
    instance.isReachable = false;
    pace.after(TAKES.upgradeIsDown, () => {
      events.tell(instance, '0006');
      apply();
      instance.isReachable = true;
      pace.after(TAKES.upgradeFinishes, () => {
        events.tell(instance, '0268');
        done();
      });
    });
  });
};

/** AWS: a change of the backup retention period from 0 to more, or back to 0, is an outage. */
export const switchBackups = ({ instance, pace, events, apply, done }: Stage): void => {
  instance.isReachable = false;
  pace.after(TAKES.backupsAreSwitched, () => {
    apply();
    instance.isReachable = true;
    events.tell(instance, instance.backupRetentionDays > 0 ? '0032' : '0028');
    done();
  });
};

export const convertZones = (stage: Stage): void => {
  if (stage.instance.multiAz) removeStandby(stage);
  else buildStandby(stage);
};

const buildStandby = ({ instance, pace, events, apply, done }: Stage): void => {
  events.tell(instance, '0024');
  pace.after(TAKES.standbyIsBuilt, () => {
    apply();
    instance.secondaryAvailabilityZone = otherZone(instance);
    events.tell(instance, '0025');
    done();
  });
};

const removeStandby = ({ instance, pace, events, apply, done }: Stage): void => {
  events.tell(instance, '0030');
  pace.after(TAKES.standbyIsRemoved, () => {
    apply();
    instance.secondaryAvailabilityZone = undefined;
    events.tell(instance, '0029');
    done();
  });
};
