import type { NormalizedSchema } from '@smithy/core/schema';
import { ApiError } from './api-error.ts';
import type { Service } from './services.ts';
import { validate } from './validate.ts';

/** @throws ApiError in the service's own words when the value does not fit the schema of the operation's input */
export function insistOn(input: NormalizedSchema, value: unknown, service: Service): void {
  const { mistyped, missing } = validate(input, value);
  if (mistyped !== undefined) throw new ApiError({ name: 'SerializationException', message: mistyped });
  const [first, ...others] = missing;
  if (first !== undefined) throw service.missing([first, ...others]);
}

/** The JSON and CBOR families' answer to a body that cannot be read. */
export const serializationException = (cause: unknown): ApiError =>
  new ApiError({
    name: 'SerializationException',
    message: cause instanceof Error ? cause.message : 'The request body could not be read.',
  });

/** The query family's answer to a parameter that cannot be read. */
export const malformedInput = (message: string): ApiError => new ApiError({ name: 'MalformedInput', message });
