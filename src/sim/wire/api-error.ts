export interface ApiErrorOptions {
  /** The error's shape name as JSON and CBOR carry it: `ValidationException`. */
  readonly name: string;
  readonly message: string;
  /** The code that the query protocols carry, where it differs from the name: `ValidationError`. */
  readonly queryCode?: string;
  /** HTTP status; 400 unless given. A modelled error of that name keeps the status of its model. */
  readonly status?: number;
  /** Whose fault it is, in the SDK's words; `client` unless given. */
  readonly fault?: 'client' | 'server';
}

/**
 * An error answer for which the SDK has no exception class: AWS's common errors (access denied, throttling, validation)
 * are missing from most service models. Where the SDK has a class, throw that one.
 */
export class ApiError extends Error {
  readonly queryCode: string;
  readonly status: number;
  readonly fault: 'client' | 'server';

  constructor({ name, message, queryCode = name, status = 400, fault = 'client' }: ApiErrorOptions) {
    super(message);
    this.name = name;
    this.queryCode = queryCode;
    this.status = status;
    this.fault = fault;
  }
}
