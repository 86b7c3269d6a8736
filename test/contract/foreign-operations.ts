import { NormalizedSchema } from '@smithy/core/schema';
import type { StaticOperationSchema } from '@smithy/types';
import { SERVICES, type Service } from '../../src/sim/wire/services.ts';
import { EVERY_OPERATION } from '../sim/wire/every-operation.ts';
import type { Limits } from '../sim/wire/schema-values.ts';

/** An operation of the simulated AWS, as clients that know botocore's models address it. */
export interface ForeignOperation {
  /** `ecs:UpdateService`. */
  readonly name: string;
  readonly schema: StaticOperationSchema;
  /** The service, by botocore's name. */
  readonly service: string;
  readonly operation: string;
  /** What the protocol cannot carry, in either direction. */
  readonly input: Limits;
  readonly output: Limits;
}

/** By IAM's prefix, where botocore has another name for the service. */
const BOTOCORE_NAMES: Readonly<Record<string, string>> = {
  elasticloadbalancing: 'elbv2',
  servicequotas: 'service-quotas',
};

/** Every operation but the streamed ones, whose answers are no single message. */
export const FOREIGN_OPERATIONS: readonly ForeignOperation[] = EVERY_OPERATION.filter(
  ([, , , , , output]) => !isStreamed(NormalizedSchema.of(output)),
).map(schema => {
  const [, namespace, operation] = schema;
  const service = SERVICES.find(row => row.namespace === namespace);
  if (service === undefined) throw new Error(`${namespace} has no row in the table of services`);
  const { iamPrefix } = service;
  return {
    name: `${iamPrefix}:${operation}`,
    schema,
    service: BOTOCORE_NAMES[iamPrefix] ?? iamPrefix,
    operation,
    ...limitsOf(service),
  };
});

/** @throws Error when the simulated AWS has no such operation */
export function foreignOperation(name: string): ForeignOperation {
  const found = FOREIGN_OPERATIONS.find(operation => operation.name === name);
  if (found === undefined) throw new Error(`the simulated AWS does not answer ${name}`);
  return found;
}

/** Services with a query protocol beside others get messages that every one of them can carry. */
function limitsOf({ query }: Service): Pick<ForeignOperation, 'input' | 'output'> {
  if (query === undefined) return { input: {}, output: {} };
  const hasNoEmptyLists = query.protocol === 'ec2Query';
  return { input: { hasNoEmptyStructures: true, hasNoEmptyLists }, output: { isXml: true } };
}

function isStreamed(output: NormalizedSchema): boolean {
  return output.isStructSchema() && output.getEventStreamMember() !== '';
}
