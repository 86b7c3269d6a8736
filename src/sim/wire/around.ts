import type { StaticOperationSchema } from '@smithy/types';
import type { ProtocolName } from './protocol.ts';
import type { Service } from './services.ts';

/** A request that names an operation of the simulated AWS, on its way to the handler. */
export interface Call {
  /** `ecs:UpdateService`, as IAM and CloudTrail name it. */
  readonly name: string;
  readonly schema: StaticOperationSchema;
  readonly service: Service;
  readonly protocol: ProtocolName;
  /** What the caller sent; undefined when it cannot be read, in which case `proceed` answers that. */
  readonly input: unknown;
}

/**
 * Stands between the wire and the handler of one request: it may look at the call, hand on another input, change the
 * output, or throw an AWS error before or after the handler has done its work.
 */
export type Around = (call: Call, proceed: (input: unknown) => unknown) => unknown;
