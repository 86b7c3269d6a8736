import { DBParameterGroupNotFoundFault, DescribeDBParametersCommand, type Parameter } from '@aws-sdk/client-rds';
import { on, type SimOperation } from '../wire/operation.ts';
import type { DbParameterGroup } from '../world/rds/db-instance.ts';
import type { World } from '../world/world.ts';
import { rdsPage } from './rds-requests.ts';

export const rdsParameterOperations = (world: World): readonly SimOperation[] => [
  on(DescribeDBParametersCommand, ({ DBParameterGroupName = '', Source, MaxRecords, Marker }) => {
    const group = world.rds.parameterGroups.get(DBParameterGroupName);
    if (group === undefined) {
      const message = `DBParameterGroup not found: ${DBParameterGroupName}`;
      throw new DBParameterGroupNotFoundFault({ message, $metadata: {} });
    }
    const parameters = parametersOf(group).filter(parameter => Source === undefined || parameter.Source === Source);
    const page = rdsPage(parameters, 'DescribeDBParameters', { MaxRecords, Marker });
    return { Parameters: [...page.items], Marker: page.nextToken };
  }),
];

/** AWS: a formula is answered as it stands; nobody but the engine evaluates it. */
const formula = (name: string, value: string, description: string, allowed: string): Parameter => ({
  ParameterName: name,
  ParameterValue: value,
  Description: description,
  Source: 'system',
  ApplyType: 'static',
  DataType: 'integer',
  AllowedValues: allowed,
  IsModifiable: true,
  ApplyMethod: 'pending-reboot',
});

/** The few of some hundred parameters that have to do with the size of the instance. */
const parametersOf = ({ maxConnections }: DbParameterGroup): readonly Parameter[] => [
  formula(
    'effective_cache_size',
    '{DBInstanceClassMemory/16384}',
    '(8kB) Sets the planners assumption about the size of the disk cache.',
    '1-2147483647',
  ),
  {
    ...formula(
      'max_connections',
      maxConnections === undefined ? 'LEAST({DBInstanceClassMemory/9531392},5000)' : `${maxConnections}`,
      'Sets the maximum number of concurrent connections.',
      '6-262143',
    ),
    ...(maxConnections !== undefined && { Source: 'user' }),
  },
  formula(
    'shared_buffers',
    '{DBInstanceClassMemory/32768}',
    '(8kB) Sets the number of shared memory buffers used by the server.',
    '16-1073741823',
  ),
];
