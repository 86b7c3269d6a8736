import type { DBInstance } from '@aws-sdk/client-rds';
import type { Database, MaxConnections } from '../../../domain/account-snapshot.ts';
import { defaultMaxConnections } from '../../../domain/instance-types.ts';
import { isSafeName, outsideText } from '../../../domain/outside-text.ts';
import { allPages, eachOf } from '../../pages.ts';
import type { AccountObservation, AccountRequest } from './account-observation.ts';
import { type RecentMetric, recentValues } from './recent-metrics.ts';

/** The configured database and its replicas; every one of the region where none is configured. */
export const databases: AccountObservation<'databases'> = async request => {
  const { context, configured, signal } = request;
  const instances = await allPages(async Marker => {
    const page = await context.gateway.read('rds:DescribeDBInstances', { Marker }, signal);
    return { items: page.DBInstances ?? [], next: page.Marker };
  });
  const wanted = instances.filter(
    ({ DBInstanceIdentifier: id = '', ReadReplicaSourceDBInstanceIdentifier: source }) =>
      isSafeName(id) && (configured.database === null || id === configured.database || source === configured.database),
  );
  const [maxConnections, readings] = await Promise.all([
    eachOf(wanted, instance => maxConnectionsOf(instance, request)),
    recentValues(
      wanted.flatMap(({ DBInstanceIdentifier = '' }) => metricsOf(DBInstanceIdentifier)),
      request,
    ),
  ]);
  return wanted.map((instance, index) => {
    const [connections = null, cpuPercent = null, freeStorageBytes = null] = readings.slice(index * 3, index * 3 + 3);
    return {
      ...described(instance),
      maxConnections: maxConnections[index] ?? null,
      connections,
      cpuPercent,
      freeStorageBytes,
    };
  });
};

const metricsOf = (identifier: string): readonly RecentMetric[] => {
  const ofInstance = { namespace: 'AWS/RDS', dimensions: { DBInstanceIdentifier: identifier } };
  return [
    { ...ofInstance, name: 'DatabaseConnections', stat: 'Maximum' },
    { ...ofInstance, name: 'CPUUtilization', stat: 'Average' },
    { ...ofInstance, name: 'FreeStorageSpace', stat: 'Minimum' },
  ];
};

const described = (
  instance: DBInstance,
): Omit<Database, 'maxConnections' | 'connections' | 'cpuPercent' | 'freeStorageBytes'> => ({
  identifier: instance.DBInstanceIdentifier ?? '',
  instanceClass: outsideText(instance.DBInstanceClass ?? ''),
  engine: outsideText(instance.Engine ?? ''),
  status: outsideText(instance.DBInstanceStatus ?? ''),
  multiAz: instance.MultiAZ ?? false,
  replicaOf:
    instance.ReadReplicaSourceDBInstanceIdentifier === undefined
      ? null
      : outsideText(instance.ReadReplicaSourceDBInstanceIdentifier),
  allocatedStorageGib: instance.AllocatedStorage ?? null,
});

/** AWS: the parameter is a number where somebody set it, and otherwise a formula that only the engine evaluates. */
async function maxConnectionsOf(
  instance: DBInstance,
  { context: { gateway }, configured, signal }: AccountRequest,
): Promise<MaxConnections | null> {
  if (configured.maxConnections !== null) return { count: configured.maxConnections, from: 'set' };
  const group = instance.DBParameterGroups?.[0]?.DBParameterGroupName;
  const parameters =
    group === undefined
      ? []
      : await allPages(async Marker => {
          const page = await gateway.read('rds:DescribeDBParameters', { DBParameterGroupName: group, Marker }, signal);
          return { items: page.Parameters ?? [], next: page.Marker };
        });
  const value = parameters.find(({ ParameterName }) => ParameterName === 'max_connections')?.ParameterValue ?? '';
  if (/^\d+$/.test(value)) return { count: Number(value), from: 'set' };
  const count = defaultMaxConnections(instance.DBInstanceClass ?? '');
  // The formula that is known is PostgreSQL's.
  return count === undefined || !/postgres/.test(instance.Engine ?? '') ? null : { count, from: 'class' };
}
