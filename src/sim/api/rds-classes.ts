import {
  DescribeOrderableDBInstanceOptionsCommand,
  type DescribeOrderableDBInstanceOptionsCommandInput,
  InsufficientDBInstanceCapacityFault,
  type OrderableDBInstanceOption,
} from '@aws-sdk/client-rds';
import { on, type SimOperation } from '../wire/operation.ts';
import { ENGINE_VERSIONS } from '../world/rds/engine-versions.ts';
import { INSTANCE_CLASSES } from '../world/rds/instance-class.ts';
import type { World } from '../world/world.ts';
import { invalidCombination, invalidValue, rdsPage } from './rds-requests.ts';

export const ENGINE = 'postgres';
export const LICENSE_MODEL = 'postgresql-license';
/** AWS: this call alone has longer pages. */
const LARGEST_PAGE = 1000;

export const rdsClassOperations = (world: World): readonly SimOperation[] => [
  on(DescribeOrderableDBInstanceOptionsCommand, input => {
    const { MaxRecords, Marker } = input;
    if (input.Engine !== ENGINE) throw invalidValue(`Invalid DB engine: ${input.Engine}`);
    const options = orderable(input).map(option => describe(world, option));
    const request = { MaxRecords, Marker, most: LARGEST_PAGE };
    const page = rdsPage(options, 'DescribeOrderableDBInstanceOptions', request);
    return { OrderableDBInstanceOptions: [...page.items], Marker: page.nextToken };
  }),
];

interface Orderable {
  readonly engineVersion: string;
  readonly instanceClass: string;
}

const orderable = ({
  EngineVersion,
  DBInstanceClass,
  LicenseModel,
  Vpc,
}: DescribeOrderableDBInstanceOptionsCommandInput): readonly Orderable[] => {
  // Everything on offer is licensed so, and lives in a VPC.
  if ((LicenseModel ?? LICENSE_MODEL) !== LICENSE_MODEL || Vpc === false) return [];
  return ENGINE_VERSIONS.filter(version => EngineVersion === undefined || version === EngineVersion).flatMap(
    engineVersion =>
      [...INSTANCE_CLASSES.keys()]
        .filter(name => DBInstanceClass === undefined || name === DBInstanceClass)
        .map(instanceClass => ({ engineVersion, instanceClass })),
  );
};

const describe = (
  { account: { region } }: World,
  { engineVersion, instanceClass }: Orderable,
): OrderableDBInstanceOption => ({
  Engine: ENGINE,
  EngineVersion: engineVersion,
  DBInstanceClass: instanceClass,
  LicenseModel: LICENSE_MODEL,
  AvailabilityZones: ['a', 'b', 'c'].map(zone => ({ Name: `${region}${zone}` })),
  MultiAZCapable: true,
  ReadReplicaCapable: true,
  Vpc: true,
  SupportsStorageEncryption: true,
  StorageType: 'gp3',
  SupportsIops: true,
  SupportsStorageThroughput: true,
  SupportsEnhancedMonitoring: true,
  SupportsIAMDatabaseAuthentication: true,
  SupportsPerformanceInsights: true,
  MinStorageSize: 20,
  MaxStorageSize: 65_536,
  SupportedEngineModes: ['provisioned'],
  SupportsStorageAutoscaling: true,
  OutpostCapable: false,
  SupportsGlobalDatabases: false,
  SupportsClusters: false,
});

/** @throws ApiError for a class that PostgreSQL does not run on, and InsufficientDBInstanceCapacityFault where AWS has no host */
export const insistOnOrderable = (world: World, { engineVersion, instanceClass }: Orderable): void => {
  if (!INSTANCE_CLASSES.has(instanceClass)) {
    throw invalidCombination(
      `RDS does not support creating a DB instance with the following combination: DBInstanceClass=${instanceClass}, Engine=${ENGINE}, EngineVersion=${engineVersion}, LicenseModel=${LICENSE_MODEL}. For supported combinations of instance class and database engine version, see the documentation.`,
    );
  }
  if (world.rds.unavailableClasses.has(instanceClass)) {
    const message = `You can't create a ${instanceClass} database instance because there are no Availability Zones with sufficient capacity for VPC and storage type : gp3 for ${instanceClass}.`;
    throw new InsufficientDBInstanceCapacityFault({ message, $metadata: {} });
  }
};
