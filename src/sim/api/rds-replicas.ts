import {
  CreateDBInstanceReadReplicaCommand,
  type CreateDBInstanceReadReplicaCommandInput,
  DBInstanceAlreadyExistsFault,
  DeleteDBInstanceCommand,
  type DeleteDBInstanceCommandInput,
  InstanceQuotaExceededFault,
} from '@aws-sdk/client-rds';
import { on, type SimOperation } from '../wire/operation.ts';
import { type DbInstance, isModifiable } from '../world/rds/db-instance.ts';
import type { World } from '../world/world.ts';
import { insistOnOrderable } from './rds-classes.ts';
import { describeDbInstance } from './rds-instances.ts';
import { dbInstanceOf, invalidCombination, invalidState, invalidValue, refuseUnknown } from './rds-requests.ts';

/** AWS: "Quotas for Amazon RDS". */
const MOST_REPLICAS = 15;

/** AWS: letters, digits and hyphens, a letter first, no hyphen last and no two in a row. */
const IDENTIFIER = /^[a-z](?:-?[a-z\d]){0,62}$/i;
const LONGEST_IDENTIFIER = 63;

const KNOWN = new Set([
  'DBInstanceIdentifier',
  'SourceDBInstanceIdentifier',
  'DBInstanceClass',
  'AvailabilityZone',
  'MultiAZ',
  'PubliclyAccessible',
  'AutoMinorVersionUpgrade',
  'CopyTagsToSnapshot',
  'DeletionProtection',
  // botocore adds this to every such call; it matters between Regions only.
  'PreSignedUrl',
]);

export const rdsReplicaOperations = (world: World): readonly SimOperation[] => [
  on(CreateDBInstanceReadReplicaCommand, input => {
    refuseUnknown(input, KNOWN, 'create a read replica');
    const source = dbInstanceOf(world, input.SourceDBInstanceIdentifier ?? '');
    const identifier = freeIdentifier(world, input.DBInstanceIdentifier ?? '');
    insistOnSource(world, source);
    const replica = world.rds.createReadReplica(source, { identifier, ...choices(world, source, input) });
    return { DBInstance: describeDbInstance(world, replica) };
  }),

  on(DeleteDBInstanceCommand, input => {
    const instance = dbInstanceOf(world, input.DBInstanceIdentifier ?? '');
    insistOnDeletable(instance, input);
    world.rds.delete(instance);
    return { DBInstance: describeDbInstance(world, instance) };
  }),
];

const freeIdentifier = ({ rds }: World, identifier: string): string => {
  if (!IDENTIFIER.test(identifier) || identifier.length > LONGEST_IDENTIFIER) {
    throw invalidValue(
      'The parameter DBInstanceIdentifier is not a valid identifier. Identifiers must begin with a letter; must contain only ASCII letters, digits, and hyphens; and must not end with a hyphen or contain two consecutive hyphens.',
    );
  }
  const lowerCase = identifier.toLowerCase();
  if (!rds.instances.has(lowerCase)) return lowerCase;
  throw new DBInstanceAlreadyExistsFault({ message: 'DB instance already exists', $metadata: {} });
};

const insistOnSource = ({ rds }: World, source: DbInstance): void => {
  if (source.backupRetentionDays === 0) {
    throw invalidState(
      'Automated backups are not enabled for this database instance. To enable automated backups, use ModifyDBInstance to set the backup retention period to a non-zero value.',
    );
  }
  if (!isModifiable(source)) throw invalidState(`Instance ${source.identifier} is not in available state.`);
  if (rds.replicasOf(source).length < MOST_REPLICAS) return;
  const message = `A DB instance cannot have more than ${MOST_REPLICAS} read replicas.`;
  throw new InstanceQuotaExceededFault({ message, $metadata: {} });
};

const choices = (world: World, source: DbInstance, input: CreateDBInstanceReadReplicaCommandInput) => {
  const { engineVersion, subnetGroup } = source;
  const { DBInstanceClass: instanceClass = source.instanceClass, AvailabilityZone: availabilityZone } = input;
  insistOnOrderable(world, { engineVersion, instanceClass });
  if (
    availabilityZone !== undefined &&
    !subnetGroup.subnets.some(subnet => subnet.availabilityZone === availabilityZone)
  ) {
    throw invalidValue(`Invalid availability zone: ${availabilityZone}`);
  }
  return {
    instanceClass,
    availabilityZone,
    multiAz: input.MultiAZ ?? false,
    publiclyAccessible: input.PubliclyAccessible ?? source.publiclyAccessible,
    settings: {
      autoMinorVersionUpgrade: input.AutoMinorVersionUpgrade ?? source.autoMinorVersionUpgrade,
      copyTagsToSnapshot: input.CopyTagsToSnapshot ?? false,
      deletionProtection: input.DeletionProtection ?? false,
    },
  };
};

const insistOnDeletable = (instance: DbInstance, input: DeleteDBInstanceCommandInput): void => {
  const { SkipFinalSnapshot = false, FinalDBSnapshotIdentifier } = input;
  if (instance.deletionProtection) {
    throw invalidCombination('Cannot delete protected DB Instance, please disable deletion protection and try again.');
  }
  if (instance.status === 'deleting') throw invalidState(`Instance ${instance.identifier} is already being deleted.`);
  if (!isModifiable(instance)) throw invalidState(`Instance ${instance.identifier} is not in available state.`);
  if (instance.sourceIdentifier !== undefined) {
    if (FinalDBSnapshotIdentifier === undefined) return;
    throw invalidCombination('FinalDBSnapshotIdentifier can not be specified when deleting a replica instance');
  }
  if (!SkipFinalSnapshot && FinalDBSnapshotIdentifier === undefined) {
    throw invalidCombination('FinalDBSnapshotIdentifier is required unless SkipFinalSnapshot is specified.');
  }
};
