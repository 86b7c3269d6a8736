import { DBInstanceNotFoundFault, InvalidDBInstanceStateFault } from '@aws-sdk/client-rds';
import { ApiError } from '../wire/api-error.ts';
import type { DbInstance } from '../world/rds/db-instance.ts';
import type { World } from '../world/world.ts';
import { type Page, pageOf } from './paging.ts';

const SMALLEST_PAGE = 20;

export const invalidValue = (message: string): ApiError => new ApiError({ name: 'InvalidParameterValue', message });

export const invalidCombination = (message: string): ApiError =>
  new ApiError({ name: 'InvalidParameterCombination', message });

export const invalidState = (message: string): InvalidDBInstanceStateFault =>
  new InvalidDBInstanceStateFault({ message, $metadata: {} });

/** @throws DBInstanceNotFoundFault; AWS takes an instance's name, in any case, or its ARN */
export const dbInstanceOf = (world: World, nameOrArn: string): DbInstance => {
  const identifier = nameOrArn.slice(nameOrArn.lastIndexOf(':') + 1).toLowerCase();
  const instance = world.rds.instances.get(identifier);
  if (instance !== undefined) return instance;
  throw new DBInstanceNotFoundFault({ message: `DBInstance ${identifier} not found.`, $metadata: {} });
};

/** Pages as all of RDS's Describe calls have them. */
export const rdsPage = <T>(
  items: readonly T[],
  operation: string,
  { MaxRecords: size = 100, Marker: token, most = 100 }: RdsPageRequest,
): Page<T> => {
  if (size < SMALLEST_PAGE || size > most || !Number.isInteger(size)) {
    throw invalidValue(`Invalid value ${size} for MaxRecords. Must be between ${SMALLEST_PAGE} and ${most}`);
  }
  return pageOf(items, { operation, size, token, invalid: () => invalidValue(`Invalid marker: ${token}`) });
};

interface RdsPageRequest {
  readonly MaxRecords: number | undefined;
  readonly Marker: string | undefined;
  readonly most?: number;
}

/** A change that the simulation does not carry out must not look as if it had been. */
export const refuseUnknown = (input: object, known: ReadonlySet<string>, what: string): void => {
  const unknown = Object.entries(input).find(([name, value]) => value !== undefined && !known.has(name));
  if (unknown !== undefined) throw invalidCombination(`The simulated AWS cannot ${what} with ${unknown[0]}.`);
};
