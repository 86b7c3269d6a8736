import { ModifyDBInstanceCommand, type ModifyDBInstanceCommandInput } from '@aws-sdk/client-rds';
import { on, type SimOperation } from '../wire/operation.ts';
import { type DbInstance, isModifiable, type Modifiable, type Settings } from '../world/rds/db-instance.ts';
import { ENGINE_VERSIONS, isUpgrade, majorOf } from '../world/rds/engine-versions.ts';
import { isDailyWindow, isWeeklyWindow } from '../world/recurring-window.ts';
import type { World } from '../world/world.ts';
import { ENGINE, insistOnOrderable } from './rds-classes.ts';
import { describeDbInstance } from './rds-instances.ts';
import { dbInstanceOf, invalidCombination, invalidState, invalidValue, refuseUnknown } from './rds-requests.ts';

const HOW = ['DBInstanceIdentifier', 'ApplyImmediately', 'AllowMajorVersionUpgrade'] as const;
const WHAT = [
  'DBInstanceClass',
  'AllocatedStorage',
  'EngineVersion',
  'MultiAZ',
  'BackupRetentionPeriod',
  'PreferredMaintenanceWindow',
  'PreferredBackupWindow',
  'AutoMinorVersionUpgrade',
  'CopyTagsToSnapshot',
  'DeletionProtection',
] as const;
const KNOWN: ReadonlySet<string> = new Set([...HOW, ...WHAT]);

const MOST_STORAGE_GIB = 65_536;
const LEAST_GROWTH = 1.1;
const MOST_RETENTION_DAYS = 35;

export const rdsModifyOperations = (world: World): readonly SimOperation[] => [
  on(ModifyDBInstanceCommand, input => {
    const instance = dbInstanceOf(world, input.DBInstanceIdentifier ?? '');
    refuseUnknown(input, KNOWN, 'modify a DB instance');
    if (!isModifiable(instance)) throw invalidState(`Instance ${instance.identifier} is not in available state.`);
    if (WHAT.every(name => input[name] === undefined)) throw invalidCombination('No modifications were requested');
    const settings = settingsFrom(input);
    const changes = changesFrom(world, instance, input);
    world.rds.configure(instance, settings);
    world.rds.modify(instance, changes, { immediately: input.ApplyImmediately === true });
    return { DBInstance: describeDbInstance(world, instance) };
  }),
];

/** Leaves out what was not given: exactOptionalPropertyTypes tells that from `undefined`. */
const given = <T extends object>(values: { readonly [Name in keyof T]: T[Name] | undefined }): Partial<T> => {
  const entries = Object.entries(values).filter(([, value]) => value !== undefined);
  // The entries are those of `values`, less the undefined ones.
  return Object.fromEntries(entries) as Partial<T>;
};

const settingsFrom = (input: ModifyDBInstanceCommandInput): Partial<Settings> => {
  const { PreferredMaintenanceWindow: maintenance, PreferredBackupWindow: backup } = input;
  if (maintenance !== undefined && !isWeeklyWindow(maintenance)) {
    throw invalidValue(
      `Invalid maintenance window format: ${maintenance}. Should be specified as a range ddd:hh24:mi-ddd:hh24:mi (24H Clock UTC). Example: Sun:23:45-Mon:00:15.`,
    );
  }
  if (backup !== undefined && !isDailyWindow(backup)) {
    throw invalidValue(
      `Invalid backup window format: ${backup}. Should be specified as a range hh24:mi-hh24:mi (24H Clock UTC). Example: 14:30-15:30.`,
    );
  }
  return given<Settings>({
    preferredMaintenanceWindow: maintenance?.toLowerCase(),
    preferredBackupWindow: backup,
    autoMinorVersionUpgrade: input.AutoMinorVersionUpgrade,
    copyTagsToSnapshot: input.CopyTagsToSnapshot,
    deletionProtection: input.DeletionProtection,
  });
};

/** Everything is checked before anything is changed. */
const changesFrom = (world: World, instance: DbInstance, input: ModifyDBInstanceCommandInput): Partial<Modifiable> => {
  checkVersion(instance, input);
  checkClass(world, instance, input);
  checkStorage(world, instance, input.AllocatedStorage);
  checkRetention(world, instance, input.BackupRetentionPeriod);
  return given<Modifiable>({
    instanceClass: input.DBInstanceClass,
    allocatedStorageGib: input.AllocatedStorage,
    engineVersion: input.EngineVersion,
    multiAz: input.MultiAZ,
    backupRetentionDays: input.BackupRetentionPeriod,
  });
};

const checkVersion = (instance: DbInstance, input: ModifyDBInstanceCommandInput): void => {
  const { EngineVersion: version, AllowMajorVersionUpgrade } = input;
  if (version === undefined || version === instance.engineVersion) return;
  const { engineVersion } = instance;
  if (!ENGINE_VERSIONS.some(known => known === version)) {
    throw invalidCombination(`Cannot find version ${version} for ${ENGINE}`);
  }
  if (!isUpgrade(engineVersion, version)) {
    throw invalidCombination(`Cannot upgrade ${ENGINE} from ${engineVersion} to ${version}`);
  }
  if (majorOf(version) > majorOf(engineVersion) && AllowMajorVersionUpgrade !== true) {
    throw invalidCombination(
      'The AllowMajorVersionUpgrade flag must be present when upgrading to a new major version.',
    );
  }
};

const checkClass = (world: World, instance: DbInstance, input: ModifyDBInstanceCommandInput): void => {
  const { DBInstanceClass: instanceClass, EngineVersion: engineVersion = instance.engineVersion } = input;
  // AWS accepts the class that the instance has already: there is nothing to do.
  if (instanceClass === undefined || instanceClass === instance.instanceClass) return;
  insistOnOrderable(world, { engineVersion, instanceClass });
};

const checkStorage = ({ clock }: World, instance: DbInstance, gib: number | undefined): void => {
  const { allocatedStorageGib, storageFrozenUntil } = instance;
  if (gib === undefined || gib === allocatedStorageGib) return;
  if (clock.now < storageFrozenUntil) {
    throw invalidCombination(
      "You can't currently modify the storage of this DB instance because the previous storage change is being optimized.",
    );
  }
  if (!Number.isInteger(gib) || gib < allocatedStorageGib || gib > MOST_STORAGE_GIB) {
    throw invalidCombination(`Invalid storage size for engine name ${ENGINE} and storage type gp3: ${gib}`);
  }
  // AWS: "you must increase it by at least 10 percent".
  if (gib < allocatedStorageGib * LEAST_GROWTH) {
    throw invalidCombination('The allocated storage must be increased by at least 10 percent.');
  }
};

const checkRetention = ({ rds }: World, instance: DbInstance, days: number | undefined): void => {
  if (days === undefined) return;
  if (!Number.isInteger(days) || days < 0 || days > MOST_RETENTION_DAYS) {
    throw invalidValue(`Invalid backup retention period: ${days}. Must be between 0 and ${MOST_RETENTION_DAYS}.`);
  }
  if (days === 0 && rds.replicasOf(instance).length > 0) {
    throw invalidValue('The backup retention period of a DB instance that has read replicas cannot be 0.');
  }
};
