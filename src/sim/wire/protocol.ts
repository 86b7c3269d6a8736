import type { StaticOperationSchema } from '@smithy/types';
import type { Failure } from './failure.ts';
import type { WireRequest, WireResponse } from './message.ts';
import type { QueryDialect, Service } from './services.ts';

/** What both directions of a call know of it. */
export interface Exchange {
  readonly request: WireRequest;
  readonly requestId: string;
  /** Missing when the request names a service or a version that the simulated AWS does not have. */
  readonly service: Service | undefined;
}

/** One wire protocol: the request to an input, an output or a failure to an answer. */
export interface Protocol {
  /**
   * Decodes and validates the request's body and, where the protocol puts members there, its path.
   * @throws ApiError when the body cannot be read, a value has the wrong type or a required member is missing
   */
  readonly decode: (operation: StaticOperationSchema, request: WireRequest, service: Service) => unknown;
  readonly encode: (operation: StaticOperationSchema, output: unknown, exchange: Exchange) => WireResponse;
  readonly encodeFailure: (failure: Failure, exchange: Exchange) => WireResponse;
}

export type ProtocolName = 'awsJson' | 'rpcv2Cbor' | 'restJson' | QueryDialect['protocol'];
