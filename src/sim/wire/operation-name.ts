import type { SimOperation } from './operation.ts';
import { SERVICES, type Service } from './services.ts';

/** `ecs:UpdateService`, as IAM and CloudTrail name it. */
export const operationName = ({ schema }: SimOperation, services: readonly Service[] = SERVICES): string => {
  const [, namespace, name] = schema;
  const prefix = services.find(service => service.namespace === namespace)?.iamPrefix ?? namespace;
  return `${prefix}:${name}`;
};

const READS = /:(?:Describe|Get|List|Filter|Lookup|Search|Simulate|Test|StartQuery|StartLiveTail)/;

/** Whether an operation only reads, by its name `ecs:DescribeServices`; AWS's naming is strict enough to go by. */
export const isRead = (name: string): boolean => READS.test(name);
