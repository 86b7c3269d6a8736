import type { HttpRequest, HttpResponse } from '@smithy/core/protocols';
import { NodeHttpHandler } from '@smithy/node-http-handler';
import type { AwsCredentialIdentityProvider, HttpHandlerOptions, Logger } from '@smithy/types';
import type { RequestKind, RequestLimits, ResponseHeaders } from './request.ts';
import { silentLogger } from './silent-logger.ts';

export interface ClientConfigOptions {
  readonly kind: RequestKind;
  readonly region: string;
  /** Where requests go instead of AWS's own endpoints. */
  readonly endpoint: string | null;
  readonly credentials: AwsCredentialIdentityProvider;
  readonly limits: RequestLimits;
  /** Called before every request that is sent, the repeated ones included. */
  readonly onRequest: () => void;
  /** Called with the headers of every answer, the ones of errors included. */
  readonly onResponse: (headers: ResponseHeaders) => void;
}

/** The part of every AWS client's configuration that they share. */
export interface ClientConfig {
  readonly region: string;
  readonly endpoint?: string;
  readonly ignoreConfiguredEndpointUrls: true;
  readonly credentials: AwsCredentialIdentityProvider;
  readonly maxAttempts: number;
  readonly retryMode: 'standard';
  readonly requestHandler: NodeHttpHandler;
  readonly logger: Logger;
  readonly userAgentAppId: string;
}

// The SDK sends a request up to three times on a reset, a 5xx or a time-out. That is right for a read. A write whose
// answer was lost may have happened, and only reading back can tell.
const maxAttempts: Readonly<Record<RequestKind, number>> = { read: 3, poll: 1, write: 1 };

/** The kinds differ in more than a number, so they have clients of their own. */
export function clientConfig(options: ClientConfigOptions): ClientConfig {
  const { kind, region, endpoint, credentials } = options;
  return {
    region,
    ...(endpoint === null ? {} : { endpoint }),
    // Invariant: requests go where the session says. A stray AWS_ENDPOINT_URL or profile entry must not move them.
    ignoreConfiguredEndpointUrls: true,
    credentials,
    maxAttempts: maxAttempts[kind],
    retryMode: 'standard',
    requestHandler: new ListeningHandler(options),
    logger: silentLogger,
    // Appears in CloudTrail's userAgent, so that it can be told which tool made a change.
    userAgentAppId: 'headroom',
  };
}

/** The SDK's handler with time limits, which lets every request be counted and the clock hear every answer. */
class ListeningHandler extends NodeHttpHandler {
  readonly #onRequest: () => void;
  readonly #onResponse: (headers: ResponseHeaders) => void;

  constructor({ kind, limits, onRequest, onResponse }: ClientConfigOptions) {
    // A kept connection may be closed by the other side just as it is used again: a reset, for a request that nobody
    // read. A read is sent again; a write would count as unknown. So every write gets a connection of its own.
    const agent = { keepAlive: kind !== 'write' };
    super({
      connectionTimeout: limits.connectionMs,
      requestTimeout: limits.requestMs,
      // Without it requestTimeout only prints a warning, and the request hangs on.
      throwOnRequestTimeout: true,
      socketTimeout: limits.socketMs,
      httpAgent: agent,
      // Said here, NODE_TLS_REJECT_UNAUTHORIZED has no say in it.
      httpsAgent: { ...agent, rejectUnauthorized: true },
      logger: silentLogger,
    });
    this.#onRequest = onRequest;
    this.#onResponse = onResponse;
  }

  override async handle(request: HttpRequest, options?: HttpHandlerOptions): Promise<{ response: HttpResponse }> {
    this.#onRequest();
    const answer = await super.handle(request, options);
    this.#onResponse(answer.response.headers);
    return answer;
  }
}
