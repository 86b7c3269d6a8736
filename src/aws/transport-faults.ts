import type { Asked, FaultRow } from './fault-row.ts';
import type { SeenError } from './seen-error.ts';

const systemCodeIn =
  (...codes: readonly string[]) =>
  ({ systemCode }: SeenError): boolean =>
    systemCode !== null && codes.includes(systemCode);

const whereTo = ({ endpoint, operation, region }: Asked): string =>
  endpoint ?? `the ${operation.split(':', 1)[0]} endpoint of AWS in ${region}`;

const checkNetwork = ({ endpoint }: Asked): string =>
  endpoint === null
    ? "Check this machine's network, VPN and proxy, and the name of the region."
    : `Check that something listens at ${endpoint}, and the value of --endpoint.`;

/** Nothing of the request can have been processed: no connection came about. */
export const neverConnected = systemCodeIn('ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN');

const isTls = ({ systemCode }: SeenError): boolean =>
  systemCode !== null &&
  (systemCode === 'EPROTO' ||
    /^(ERR_TLS|ERR_SSL|CERT_|SELF_SIGNED|DEPTH_ZERO|UNABLE_TO_(GET|VERIFY))/.test(systemCode));

/** Every way in which the answer fails to come, or to be AWS's. */
export const transportFaults: readonly FaultRow[] = [
  {
    fits: systemCodeIn('ECONNREFUSED'),
    says: (_, asked) => ({
      kind: 'unreachable',
      because: `${whereTo(asked)} refused the connection (ECONNREFUSED) for ${asked.operation}`,
      nextStep: checkNetwork(asked),
    }),
  },
  {
    fits: systemCodeIn('ENOTFOUND', 'EAI_AGAIN'),
    says: ({ systemCode, message }, asked) => ({
      kind: 'unreachable',
      because: `the name of ${whereTo(asked)} cannot be resolved (${systemCode}): ${message}`,
      nextStep: checkNetwork(asked),
    }),
  },
  {
    fits: isTls,
    says: ({ systemCode, message }, asked) => ({
      kind: 'unreachable',
      because: `no secure connection to ${whereTo(asked)} (${systemCode}): ${message}`,
      nextStep:
        asked.endpoint === null
          ? 'A proxy may be opening TLS connections: add its certificate with NODE_EXTRA_CA_CERTS.'
          : `Check whether ${asked.endpoint} speaks http or https, and its certificate (NODE_EXTRA_CA_CERTS).`,
    }),
  },
  {
    fits: systemCodeIn('ECONNRESET', 'EPIPE', 'EHOSTUNREACH', 'ENETUNREACH', 'EHOSTDOWN', 'ENETDOWN'),
    says: ({ systemCode, status }, asked) => ({
      kind: 'unreachable',
      because:
        status === null
          ? `the connection to ${whereTo(asked)} broke before an answer to ${asked.operation} (${systemCode})`
          : `the answer to ${asked.operation} broke off half way (${systemCode})`,
      nextStep: checkNetwork(asked),
    }),
  },
  {
    fits: ({ name, systemCode }) => name === 'TimeoutError' || name === 'AbortError' || systemCode === 'ETIMEDOUT',
    says: (_, asked) => ({
      kind: 'timeout',
      because: `${whereTo(asked)} did not answer ${asked.operation} in time`,
      nextStep: checkNetwork(asked),
    }),
  },
  {
    fits: ({ status }) => status !== null,
    says: ({ status }, asked) => ({
      kind: 'unreadable',
      because: `the answer to ${asked.operation} (HTTP ${status}) is not one that AWS gives: it is no AWS ${status !== null && status >= 300 ? 'error' : 'answer'}`,
      nextStep:
        asked.endpoint === null
          ? 'Check whether a proxy or a login page stands between this machine and AWS.'
          : `Check that ${asked.endpoint} really is an AWS endpoint.`,
    }),
  },
];
