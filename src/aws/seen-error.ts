/** What can be told from anything that the SDK throws. */
export interface SeenError {
  /** The class: `TimeoutError`, `AbortError`, `CredentialsProviderError`, or AWS's own error. */
  readonly name: string;
  /** AWS's error code without suffix (`ServiceNotFound`), or null when AWS's error format was not recognised. */
  readonly code: string | null;
  readonly message: string;
  /** The operating system's or Node's code: `ECONNREFUSED`. */
  readonly systemCode: string | null;
  /** The HTTP status, once an answer had begun. */
  readonly status: number | null;
  /** Which side AWS's model blames. */
  readonly blames: 'client' | 'server' | null;
}

const property = (value: unknown, name: string): unknown =>
  typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;

const textOr = <Fallback>(value: unknown, fallback: Fallback): string | Fallback =>
  typeof value === 'string' && value !== '' ? value : fallback;

export function seenError(error: unknown): SeenError {
  const name = textOr(property(error, 'name'), 'Error');
  const blames = property(error, '$fault');
  const isModelled = blames === 'client' || blames === 'server';
  const status = property(property(error, '$metadata'), 'httpStatusCode');
  return {
    name,
    // Query services put the wire's code into Code and a class name into name; JSON services have only the name.
    // "Unknown" is the SDK's own word for an error body that it could not read.
    code:
      isModelled && name !== 'Unknown' ? textOr(property(error, 'Code'), name).replace(/(Fault|Exception)$/, '') : null,
    message: firstLine(textOr(property(error, 'message'), String(error))),
    systemCode: textOr(property(error, 'code'), null),
    status: typeof status === 'number' ? status : null,
    blames: isModelled ? blames : null,
  };
}

/** The SDK adds lines for programmers ("to see the raw response, inspect ..."). */
const firstLine = (message: string): string => message.split('\n', 1)[0] ?? '';
