import { NormalizedSchema } from '@smithy/core/schema';
import type { Call } from '../wire/around.ts';

/** What AWS's list operations call the size of a page. */
const PAGE_SIZES = ['maxResults', 'MaxResults', 'MaxRecords', 'PageSize', 'MaxItems', 'limit', 'Limit'] as const;

/** RDS and ElastiCache refuse pages below 20. */
const SMALLEST: Readonly<Record<string, number>> = { rds: 20, elasticache: 20 };

/** The member that asks for a page's size, if the operation has pages. */
export const pageSizeMember = ({ schema }: Call): string | undefined => {
  const input = NormalizedSchema.of(schema[4]);
  return input.isStructSchema() ? PAGE_SIZES.find(name => name in input.getMemberSchemas()) : undefined;
};

/** The same input, asking for the smallest page that the operation gives. */
export const smallestPages = (call: Call, input: unknown): unknown => {
  const member = pageSizeMember(call);
  if (member === undefined || typeof input !== 'object' || input === null) return input;
  // EC2 takes ids or the size of a page, not both.
  if ('SubnetIds' in input && Array.isArray(input.SubnetIds) && input.SubnetIds.length > 0) return input;
  return { ...input, [member]: SMALLEST[call.service.iamPrefix] ?? 1 };
};
